"""Conduction problems with variable coefficients, and conjugate gradients for them.

Fields have a row for each layer of cells along the growth axis, the bottom first, and two ghost columns that repeat the far sides.
(A u) = diagonal u + sum over faces k (u - u of the neighbour); `wide` are the links right of each cell, `high` those below each.
"""

import numpy as np
from numba import prange

from threading_rows import PARTS, compiled, piece, threaded


@threaded
def set_faces(coefficient, factor, wide, high):
    """Arithmetic means on the faces; factor = 1/(2 h²). Nothing passes the bottom; what passes the top is on the diagonal."""
    rows, n = coefficient.shape[0], coefficient.shape[1] - 2
    for r in prange(rows):
        c, below = coefficient[r], coefficient[max(r - 1, 0)]
        w, v = wide[r], high[r]
        for i in range(0, n + 1):
            w[i] = factor * (c[i] + c[i + 1])
        if r > 0:
            for i in range(1, n + 1):
                v[i] = factor * (c[i] + below[i])


@compiled
def apply_row(wide, high, diagonal, r, c, below, above, out):
    """A row of A u from those of u; returns u · A u of the row."""
    n = out.shape[0] - 2
    w, lower, upper, d = wide[r], high[r], high[r + 1], diagonal[r]
    for i in range(1, n + 1):
        out[i] = d[i] * c[i] + w[i] * (c[i] - c[i + 1]) + w[i - 1] * (c[i] - c[i - 1])
    total = 0.0
    for i in range(1, n + 1):
        out[i] += lower[i] * (c[i] - below[i]) + upper[i] * (c[i] - above[i])
        total += c[i] * out[i]
    return total


@threaded
def image(wide, high, diagonal, u, out):
    """out = A u."""
    rows = u.shape[0]
    for r in prange(rows):
        apply_row(wide, high, diagonal, r, u[r], u[max(r - 1, 0)], u[min(r + 1, rows - 1)], out[r])


@threaded
def start(wide, high, diagonal, solution, load, residual):
    """residual = load - A solution, and its square."""
    rows, n = load.shape[0], load.shape[1] - 2
    total = 0.0
    for r in prange(rows):
        d, b = residual[r], load[r]
        apply_row(wide, high, diagonal, r, solution[r], solution[max(r - 1, 0)], solution[min(r + 1, rows - 1)], d)
        square = 0.0
        for i in range(1, n + 1):
            d[i] = b[i] - d[i]
            square += d[i] * d[i]
        total += square
    return total


@threaded
def scale_residual(residual, scale, source):
    """What is to be preconditioned, brought within single precision."""
    rows, n = residual.shape[0], residual.shape[1] - 2
    for r in prange(rows):
        for i in range(1, n + 1):
            source[r, i] = scale * residual[r, i]


@threaded
def products(answer, residual, image):
    """answer · residual and answer · image."""
    rows, n = residual.shape[0], residual.shape[1] - 2
    first, second = 0.0, 0.0
    for r in prange(rows):
        e, d, t = answer[r], residual[r], image[r]
        s, q = 0.0, 0.0
        for i in range(1, n + 1):
            s += d[i] * e[i]
            q += t[i] * e[i]
        first += s
        second += q
    return first, second


@compiled
def new_direction_row(answer, scale, beta, old, r, out):
    n = out.shape[0] - 2
    e, p = answer[r], old[r]
    for i in range(1, n + 1):
        out[i] = scale * e[i] + beta * p[i]
    out[0], out[n + 1] = out[n], out[1]


@compiled
def new_direction_rows(first, end, wide, high, diagonal, answer, scale, beta, old, direction, image):
    rows, n = image.shape[0], image.shape[1] - 2
    # The rows beside the piece are another thread's to write.
    before, behind = np.empty(n + 2), np.empty(n + 2)
    new_direction_row(answer, scale, beta, old, max(first - 1, 0), before)
    new_direction_row(answer, scale, beta, old, min(end, rows - 1), behind)
    new_direction_row(answer, scale, beta, old, first, direction[first])
    total = 0.0
    for r in range(first, end):
        below = direction[r - 1] if r > first else before
        above = direction[r + 1] if r + 1 < end else behind
        if r + 1 < end:
            new_direction_row(answer, scale, beta, old, r + 1, above)
        total += apply_row(wide, high, diagonal, r, direction[r], below, above, image[r])
    return total


@threaded
def new_direction(wide, high, diagonal, answer, scale, beta, old, direction, image):
    """direction = scale answer + beta old, image = A direction, in one pass; returns direction · image."""
    total = 0.0
    for part in prange(PARTS):
        first, end = piece(0, image.shape[0], part)
        total += new_direction_rows(first, end, wide, high, diagonal, answer, scale, beta, old, direction, image)
    return total


@threaded
def advance(length, direction, image, solution, residual, scale, source):
    """One step along the direction; also the next source of the preconditioner. Returns the square of the residual."""
    rows, n = residual.shape[0], residual.shape[1] - 2
    total = 0.0
    for r in prange(rows):
        p, t, x, d, b = direction[r], image[r], solution[r], residual[r], source[r]
        for i in range(1, n + 1):
            x[i] += length * p[i]
        x[0], x[n + 1] = x[n], x[1]
        square = 0.0
        for i in range(1, n + 1):
            d[i] -= length * t[i]
            square += d[i] * d[i]
        for i in range(1, n + 1):
            b[i] = scale * d[i]
        total += square
    return total


class Conduction:
    """The operator, its preconditioner, and the work fields of a solve.

    The flexible form of the method (Golub & Ye, SIAM J. Sci. Comput. 21 (1999) 1305) does not rely on the symmetry of the
    preconditioner, which single precision takes away.
    """

    def __init__(self, rows, columns, spacing, preconditioner):
        field = lambda more=0: np.zeros((rows + more, columns + 2))
        self.factor = 0.5 / spacing**2
        self.wide, self.high, self.diagonal = field(), field(1), field()
        self.residual, self.direction, self.other, self.image = field(), field(), field(), field()
        self.preconditioner = preconditioner
        self.seconds = 0.0

    def set_faces(self, coefficient):
        set_faces(coefficient, self.factor, self.wide, self.high)

    def begin(self, solution, load):
        """Norm of the residual that a solve starts from."""
        return start(self.wide, self.high, self.diagonal, solution, load, self.residual) ** 0.5

    def improve(self, norm, goal, solution, most):
        """Goes on from `begin` until the residual's norm is at most `goal`; returns iterations and norm."""
        inner = self.preconditioner
        iterations, previous, length = 0, 1.0, 0.0
        scale = 1 / norm if norm > 0 else 1.0
        if norm > goal:
            scale_residual(self.residual, scale, inner.source)
        while norm > goal and iterations < most:
            inner.apply()
            product, overlap = products(inner.solution, self.residual, self.image)
            product, overlap = product / scale, overlap / scale
            if not product > 0:
                break
            beta = max(0.0, -length * overlap / previous) if iterations else 0.0
            previous = product
            self.direction, self.other = self.other, self.direction
            curvature = new_direction(
                self.wide, self.high, self.diagonal, inner.solution, 1 / scale, beta, self.other, self.direction, self.image)
            if not curvature > 0:
                break
            length = product / curvature
            scale = 1 / norm
            norm = advance(length, self.direction, self.image, solution, self.residual, scale, inner.source) ** 0.5
            iterations += 1
        return iterations, norm
