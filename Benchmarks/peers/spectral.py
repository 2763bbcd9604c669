"""Preconditioner of conduction problems from laterally averaged coefficients: a real FFT along the width, a tridiagonal system a mode
along the growth axis (Hockney, J. ACM 12 (1965) 95).

Coefficients that vary along the width, by four orders of magnitude around fingers, come in by scaling both sides with the root of
the ratio of the two diagonals (Concus & Golub, SIAM J. Numer. Anal. 10 (1973) 1103); what is averaged is the scaled problem.
"""

import numpy as np
import scipy.fft
from numba import prange

from threading_rows import PARTS, piece, threaded


@threaded
def average(wide, high, diagonal, mean_wide, mean_high, mean_diagonal, total):
    """Means of the links and of the diagonal over each row, and the whole diagonal of each cell."""
    rows, n = diagonal.shape[0], diagonal.shape[1] - 2
    for r in prange(rows):
        w, lower, upper, d, t = wide[r], high[r], high[r + 1], diagonal[r], total[r]
        a, b, c = 0.0, 0.0, 0.0
        for i in range(1, n + 1):
            t[i] = d[i] + w[i] + w[i - 1] + lower[i] + upper[i]
            a += w[i]
            b += lower[i]
            c += d[i]
        mean_wide[r], mean_high[r], mean_diagonal[r] = a / n, b / n, c / n


@threaded
def ratio(mean_wide, mean_high, mean_diagonal, total, scale):
    """scale = root of the averaged diagonal over that of the cell."""
    rows, n = total.shape[0], total.shape[1] - 2
    for r in prange(rows):
        upper = mean_high[r + 1] if r + 1 < rows else 0.0
        diagonal = mean_diagonal[r] + 2 * mean_wide[r] + mean_high[r] + upper
        for i in range(1, n + 1):
            scale[r, i] = np.sqrt(diagonal / total[r, i])


@threaded
def factorize(mean_wide, mean_high, mean_diagonal, eigenvalues, pivots):
    """Inverse pivots of the tridiagonal systems; modes lie side by side, so that a row of them vectorises."""
    rows, modes = pivots.shape
    for part in prange(PARTS):
        first, end = piece(0, modes, part)
        for r in range(rows):
            upper = mean_high[r + 1] if r + 1 < rows else 0.0
            diagonal = mean_diagonal[r] + mean_high[r] + upper
            for k in range(first, end):
                d = diagonal + mean_wide[r] * eigenvalues[k]
                if r > 0:
                    d -= mean_high[r] * mean_high[r] * pivots[r - 1, k]
                pivots[r, k] = 1 / d


@threaded
def solve_modes(mean_high, pivots, spectrum):
    rows, modes = pivots.shape
    for part in prange(PARTS):
        first, end = piece(0, modes, part)
        for r in range(1, rows):
            for k in range(first, end):
                spectrum[r, k] += mean_high[r] * pivots[r - 1, k] * spectrum[r - 1, k]
        for k in range(first, end):
            spectrum[rows - 1, k] *= pivots[rows - 1, k]
        for r in range(rows - 2, -1, -1):
            for k in range(first, end):
                spectrum[r, k] = pivots[r, k] * (spectrum[r, k] + mean_high[r + 1] * spectrum[r + 1, k])


@threaded
def weigh(scale, source, out):
    rows, n = out.shape
    for r in prange(rows):
        for i in range(n):
            out[r, i] = scale[r, i + 1] * source[r, i + 1]


@threaded
def weigh_back(scale, answer, solution):
    rows, n = answer.shape
    for r in prange(rows):
        for i in range(n):
            solution[r, i + 1] = scale[r, i + 1] * answer[r, i]


class Layered:
    """Preconditioner of a `Conduction` problem."""

    def __init__(self, rows, columns, threads):
        self.threads, self.columns = threads, columns
        field = lambda: np.zeros((rows, columns + 2))
        self.source, self.solution, self.total, self.scale = field(), field(), field(), field()
        self.weighed = np.zeros((rows, columns))
        self.wide, self.high, self.diagonal = np.zeros(rows), np.zeros(rows + 1), np.zeros(rows)
        modes = columns // 2 + 1
        self.eigenvalues = 2 - 2 * np.cos(2 * np.pi * np.arange(modes) / columns)
        self.pivots = np.zeros((rows, modes))

    def assign_links(self, problem):
        """Links come with the diagonal, which always follows."""

    def assign_diagonal(self, problem):
        average(problem.wide, problem.high, problem.diagonal, self.wide, self.high, self.diagonal, self.total)
        ratio(self.wide, self.high, self.diagonal, self.total, self.scale)
        factorize(self.wide, self.high, self.diagonal, self.eigenvalues, self.pivots)

    def apply(self):
        """`solution` from `source`."""
        weigh(self.scale, self.source, self.weighed)
        spectrum = scipy.fft.rfft(self.weighed, axis=1, workers=self.threads)
        solve_modes(self.high, self.pivots, spectrum)
        answer = scipy.fft.irfft(spectrum, self.columns, axis=1, workers=self.threads, overwrite_x=True)
        weigh_back(self.scale, answer, self.solution)
