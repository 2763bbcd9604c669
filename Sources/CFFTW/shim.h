// FFTW imports into Swift without help: plans are opaque pointers and fftw_complex is a pair of doubles.
#include <fftw3.h>
