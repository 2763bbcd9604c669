// Has FFTW measure the transforms of a row of cells, and writes what it has learned to standard output.
//
//     cc -O2 measure.c -lfftw3 -o measure && ./measure > ../../Sources/Solvers/Spectral/Wisdom.txt
//
// Estimated plans take a quarter more time than measured ones, and up to twice as much, but a program that measured when it starts would take another plan, and find
// other last bits, in every run. So they are measured once, here: minutes, on a machine without other work. FFTW takes wisdom only where its
// version and the processor's vectors are those that it was measured with; elsewhere the program's plans are estimated.
//
// FFTW times a plan on one row, in the first cache. The program's rows come from further away, and other work disturbs a measurement. Hence
// several plans for each transform, of which the fastest over a field of a million cells is kept.

#include <fftw3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { CELLS = 1 << 20, TRIALS = 8, REPEATS = 24 };

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

static double *numbers;
static fftw_complex *modes;

// A row of the program begins on a boundary of 64 bytes. One between mirrors is transformed in the place of its spectrum; two rows at once
// as a complex one, from one place of the first cache into another.
enum { FORTH, BACK, FORTH_IN_PLACE, BACK_IN_PLACE, PAIR, KINDS };

static fftw_plan planned(int length, int kind, unsigned effort) {
  if (kind == PAIR) return fftw_plan_dft_1d(length, (fftw_complex *)numbers, modes, FFTW_FORWARD, effort);
  int backward = kind & 1, in_place = kind >> 1;
  double *row = in_place ? (double *)modes : numbers;
  return backward ? fftw_plan_dft_c2r_1d(length, modes, row, effort) : fftw_plan_dft_r2c_1d(length, row, modes, effort);
}

static double time_of(fftw_plan plan, int length, int kind) {
  int backward = kind & 1, in_place = kind >> 1, stride = (length / 2 / 4 + 1) * 4, rows = CELLS / length;
  double least = 1e9;
  for (int repeat = 0; repeat < REPEATS; repeat++) {
    for (int i = 0; i < CELLS; i++) numbers[i] = 1;
    for (int i = 0; i < rows * stride; i++) modes[i][0] = modes[i][1] = 1;
    double start = seconds();
    if (kind == PAIR) for (int r = 0; r < rows / 2; r++) fftw_execute(plan);
    else for (int r = 0; r < rows; r++) {
      fftw_complex *mode = modes + r * stride;
      double *row = in_place ? (double *)mode : numbers + r * length / 8 * 8;
      if (backward) fftw_execute_dft_c2r(plan, mode, row);
      else fftw_execute_dft_r2c(plan, row, mode);
    }
    double taken = seconds() - start;
    if (taken < least) least = taken;
  }
  return least;
}

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

int main(void) {
  int factors[] = {1, 3, 5}, lengths[40], count = 0;
  for (int f = 0; f < 3; f++)
    for (int n = factors[f] * 16; n <= 4096; n *= 2)
      if (n >= 32) lengths[count++] = n;
  qsort(lengths, count, sizeof *lengths, compare);
  numbers = fftw_malloc(sizeof *numbers * (CELLS + 64));
  modes = fftw_malloc(sizeof *modes * (CELLS + 64));
  char *kept = NULL;
  for (int l = 0; l < count; l++) {
    for (int kind = 0; kind < KINDS; kind++) {
      char *best = NULL;
      fftw_forget_wisdom();
      fftw_plan plan = planned(lengths[l], kind, FFTW_ESTIMATE);
      double estimated = time_of(plan, lengths[l], kind), least = estimated;
      fftw_destroy_plan(plan);
      for (int trial = 0; trial < TRIALS; trial++) {
        fftw_forget_wisdom();
        plan = planned(lengths[l], kind, FFTW_PATIENT);
        double taken = time_of(plan, lengths[l], kind);
        fftw_destroy_plan(plan);
        if (taken >= least) continue;
        least = taken;
        free(best);
        best = fftw_export_wisdom_to_string();
      }
      static const char *names[] = {"forth", "back", "forth, in place", "back, in place", "a pair"};
      fprintf(stderr, "%d, %s: %.2f of the time of an estimated plan\n", lengths[l], names[kind], least / estimated);
      if (!best) continue;
      fftw_forget_wisdom();
      if (kept) fftw_import_wisdom_from_string(kept);
      fftw_import_wisdom_from_string(best);
      free(kept);
      kept = fftw_export_wisdom_to_string();
      free(best);
    }
  }
  fputs(kept, stdout);
}
