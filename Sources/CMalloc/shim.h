// Settings of the C library's allocator, which the module of the C library leaves out; other systems have other allocators.
#ifdef __linux__
#include <malloc.h>
#endif
#ifdef __GLIBC__
static inline void lid_return_buffers_from(int bytes) {
  mallopt(M_MMAP_THRESHOLD, bytes);
  mallopt(M_TRIM_THRESHOLD, bytes);
}
#else
static inline void lid_return_buffers_from(int bytes) { (void)bytes; }
#endif
