"""Multigrid V-cycle in single precision as a preconditioner of conduction problems.

Two cells an axis are aggregated, coarse links are half the sum of the fine ones on the coarse face (Galerkin's for piecewise
constant transfer, halved because the distance between centres doubles), red-black Gauss-Seidel visits red, black and red cells of
the finest grid and sweeps twice over the next and four times over the others, and the coarsest grid is solved with a dense inverse.
"""

from collections import namedtuple

import numpy as np
from numba import prange

from threading_rows import PARTS, compiled, piece, threaded

# Links right of and below each cell (`high` has a row more), what is not a link, the sum of both and its inverse.
Level = namedtuple("Level", "wide high reaction total inverse source solution masks")

# Below this many rows a thread's share is done sooner than it is handed over.
SERIAL_ROWS = 128


def make_levels(rows, columns):
    """From the finest grid to one of at most 40 cells; columns are those without the two ghosts."""
    levels = []
    while True:
        field = lambda more=0: np.zeros((rows + more, columns + 2), np.float32)
        masks = np.zeros((2, columns + 2), np.float32)
        for parity in range(2):
            masks[parity, 1 + parity : columns + 1 : 2] = 1
        levels.append(Level(field(), field(1), field(), field(), field(), field(), field(), masks))
        if rows * columns <= 40:
            return tuple(levels)
        if rows % 2 or columns % 2:
            raise ValueError("the numbers of cells must be divisible down to a coarsest grid of 40 cells")
        rows, columns = rows // 2, columns // 2


@compiled
def sum_links(level, first, end):
    n = level.solution.shape[1] - 2
    for r in range(first, end):
        w, d, t, v = level.wide[r], level.reaction[r], level.total[r], level.inverse[r]
        lower, upper = level.high[r], level.high[r + 1]
        for i in range(1, n + 1):
            t[i] = d[i] + w[i] + w[i - 1] + lower[i] + upper[i]
        for i in range(1, n + 1):
            v[i] = np.float32(1) / (t[i] if t[i] > 0 else np.float32(1))


@compiled
def round_rows(fine, rounded, first, end):
    for r in range(first, end):
        for i in range(fine.shape[1]):
            rounded[r, i] = fine[r, i]


@threaded
def take_links(level, wide, high):
    rows = level.solution.shape[0]
    for part in prange(PARTS):
        first, end = piece(0, rows, part)
        round_rows(wide, level.wide, first, end)
        round_rows(high, level.high, first, end)


@threaded
def take_reaction(level, diagonal):
    for part in prange(PARTS):
        first, end = piece(0, level.solution.shape[0], part)
        round_rows(diagonal, level.reaction, first, end)
        sum_links(level, first, end)


@compiled
def coarsen_links(fine, coarse):
    rows, n = coarse.solution.shape[0], coarse.solution.shape[1] - 2
    half = np.float32(0.5)
    for r in range(rows):
        for i in range(1, n + 1):
            coarse.wide[r, i] = half * (fine.wide[2 * r, 2 * i] + fine.wide[2 * r + 1, 2 * i])
        coarse.wide[r, 0] = coarse.wide[r, n]
    for r in range(rows + 1):
        for i in range(1, n + 1):
            coarse.high[r, i] = half * (fine.high[2 * r, 2 * i - 1] + fine.high[2 * r, 2 * i])


@compiled
def coarsen_reaction(fine, coarse):
    rows, n = coarse.solution.shape[0], coarse.solution.shape[1] - 2
    for r in range(rows):
        low, up, d = fine.reaction[2 * r], fine.reaction[2 * r + 1], coarse.reaction[r]
        for i in range(1, n + 1):
            d[i] = (low[2 * i - 1] + low[2 * i]) + (up[2 * i - 1] + up[2 * i])
    sum_links(coarse, 0, rows)


@compiled
def dense_inverse(level):
    """Inverse of the coarsest problem, in double precision."""
    rows, n = level.solution.shape[0], level.solution.shape[1] - 2
    matrix = np.zeros((rows * n, rows * n))
    total = 0.0
    for r in range(rows):
        for i in range(n):
            p = r * n + i
            matrix[p, p] += level.reaction[r, i + 1]
            total += level.reaction[r, i + 1]
            right = r * n + (i + 1) % n
            links = ((right, level.wide[r, i + 1]), (p - n if r > 0 else p, level.high[r, i + 1]))
            for q, k in links:
                if q != p:
                    matrix[p, p] += k
                    matrix[q, q] += k
                    matrix[p, q] -= k
                    matrix[q, p] -= k
    if total <= 0:
        matrix[0, 0] *= 2
    for p in range(rows * n):
        if matrix[p, p] == 0:
            matrix[p, p] = 1
    return np.linalg.inv(matrix)


@compiled
def start_rows(level, colour, first, end):
    """The first two visits of a zero guess in one: cells of `colour` are b/a, and those of the other colour see just that."""
    n = level.solution.shape[1] - 2
    last = level.solution.shape[0] - 1
    below, here, above = np.empty(n + 2, np.float32), np.empty(n + 2, np.float32), np.empty(n + 2, np.float32)
    for row, r in ((below, max(first - 1, 0)), (here, first)):
        b, v = level.source[r], level.inverse[r]
        for i in range(1, n + 1):
            row[i] = b[i] * v[i]
        row[0], row[n + 1] = row[n], row[1]
    for r in range(first, end):
        b, v = level.source[min(r + 1, last)], level.inverse[min(r + 1, last)]
        for i in range(1, n + 1):
            above[i] = b[i] * v[i]
        above[0], above[n + 1] = above[n], above[1]
        w, lower, upper = level.wide[r], level.high[r], level.high[r + 1]
        v, x, mask = level.inverse[r], level.solution[r], level.masks[(r + colour) & 1]
        for i in range(1, n + 1):
            links = w[i] * here[i + 1] + w[i - 1] * here[i - 1] + lower[i] * below[i] + upper[i] * above[i]
            x[i] = here[i] + (np.float32(1) - mask[i]) * v[i] * links
        x[0], x[n + 1] = x[n], x[1]
        below, here, above = here, above, below


@compiled
def relax_rows(level, colour, first, end):
    """One visit of the cells of a colour. Rows are computed whole and blended, which vectorises; a stride of two would not.

    The other colour's values are written back as they are, so that threads at the seam of their pieces read the same in any order.
    """
    n = level.solution.shape[1] - 2
    last = level.solution.shape[0] - 1
    relaxed = np.empty(n + 2, np.float32)
    for r in range(first, end):
        c, below, above = level.solution[r], level.solution[max(r - 1, 0)], level.solution[min(r + 1, last)]
        w, lower, upper = level.wide[r], level.high[r], level.high[r + 1]
        b, v, mask = level.source[r], level.inverse[r], level.masks[(r + colour) & 1]
        for i in range(1, n + 1):
            relaxed[i] = b[i] + w[i] * c[i + 1] + w[i - 1] * c[i - 1] + lower[i] * below[i] + upper[i] * above[i]
        for i in range(1, n + 1):
            c[i] += mask[i] * (relaxed[i] * v[i] - c[i])
        c[0], c[n + 1] = c[n], c[1]


@compiled
def restrict_rows(fine, coarse, first, end):
    """Coarse source = sum of the fine residual over each aggregate."""
    m, n = fine.solution.shape[1] - 2, coarse.solution.shape[1] - 2
    last = fine.solution.shape[0] - 1
    rest = np.empty(m + 2, np.float32)
    for row in range(first, end):
        out = coarse.source[row]
        for r in range(2 * row, 2 * row + 2):
            c, below, above = fine.solution[r], fine.solution[max(r - 1, 0)], fine.solution[min(r + 1, last)]
            w, lower, upper = fine.wide[r], fine.high[r], fine.high[r + 1]
            b, t = fine.source[r], fine.total[r]
            for i in range(1, m + 1):
                rest[i] = b[i] - t[i] * c[i] + w[i] * c[i + 1] + w[i - 1] * c[i - 1]
            for i in range(1, m + 1):
                rest[i] += lower[i] * below[i] + upper[i] * above[i]
            if r == 2 * row:
                for i in range(1, n + 1):
                    out[i] = rest[2 * i - 1] + rest[2 * i]
            else:
                for i in range(1, n + 1):
                    out[i] += rest[2 * i - 1] + rest[2 * i]


@compiled
def prolong_rows(coarse, fine, first, end):
    m, n = fine.solution.shape[1] - 2, coarse.solution.shape[1] - 2
    for r in range(first, end):
        e, x = coarse.solution[r // 2], fine.solution[r]
        for i in range(1, n + 1):
            x[2 * i - 1] += e[i]
            x[2 * i] += e[i]
        x[0], x[m + 1] = x[m], x[1]


@threaded
def start_threaded(level, colour):
    for part in prange(PARTS):
        first, end = piece(0, level.solution.shape[0], part)
        start_rows(level, colour, first, end)


@threaded
def relax_threaded(level, colour):
    for part in prange(PARTS):
        first, end = piece(0, level.solution.shape[0], part)
        relax_rows(level, colour, first, end)


@threaded
def restrict_threaded(fine, coarse):
    for part in prange(PARTS):
        first, end = piece(0, coarse.solution.shape[0], part)
        restrict_rows(fine, coarse, first, end)


@threaded
def prolong_threaded(coarse, fine):
    for part in prange(PARTS):
        first, end = piece(0, fine.solution.shape[0], part)
        prolong_rows(coarse, fine, first, end)


@compiled
def relax(level, colour):
    rows = level.solution.shape[0]
    if rows > SERIAL_ROWS:
        relax_threaded(level, colour)
    else:
        relax_rows(level, colour, 0, rows)


@compiled
def cycle(levels, coarsest):
    """levels[0].solution becomes the approximate inverse applied to levels[0].source."""
    last = len(levels) - 1
    for l in range(last):
        fine, coarse = levels[l], levels[l + 1]
        rows = fine.solution.shape[0]
        if rows > SERIAL_ROWS:
            start_threaded(fine, 0)
        else:
            start_rows(fine, 0, 0, rows)
        for sweep in range(1, 1 << min(l, 2)):
            relax(fine, 0)
            relax(fine, 1)
        if l == 0:
            relax(fine, 0)
        if rows > SERIAL_ROWS:
            restrict_threaded(fine, coarse)
        else:
            restrict_rows(fine, coarse, 0, rows // 2)
    bottom = levels[last]
    n, rows = bottom.solution.shape[1] - 2, bottom.solution.shape[0]
    for p in range(rows * n):
        total = 0.0
        for q in range(rows * n):
            total += coarsest[p, q] * bottom.source[q // n, 1 + q % n]
        bottom.solution[p // n, 1 + p % n] = total
    for l in range(last - 1, -1, -1):
        fine, coarse = levels[l], levels[l + 1]
        rows = fine.solution.shape[0]
        if rows > SERIAL_ROWS:
            prolong_threaded(coarse, fine)
        else:
            prolong_rows(coarse, fine, 0, rows)
        if l == 0:
            relax(fine, 0)
        for sweep in range(1 << min(l, 2)):
            relax(fine, 1)
            relax(fine, 0)


class Multigrid:
    """Preconditioner of a `Conduction` problem."""

    def __init__(self, rows, columns):
        self.levels = make_levels(rows, columns)
        self.source = self.levels[0].source
        self.solution = self.levels[0].solution
        self.coarsest = None

    def assign_links(self, problem):
        take_links(self.levels[0], problem.wide, problem.high)
        for fine, coarse in zip(self.levels, self.levels[1:]):
            coarsen_links(fine, coarse)

    def assign_diagonal(self, problem):
        take_reaction(self.levels[0], problem.diagonal)
        for fine, coarse in zip(self.levels, self.levels[1:]):
            coarsen_reaction(fine, coarse)
        self.coarsest = dense_inverse(self.levels[-1])

    def apply(self):
        """`solution` from `source`."""
        cycle(self.levels, self.coarsest)
