"""Conjugate gradients in double precision (Hestenes and Stiefel, 1952), preconditioned by the V-cycle.

The matrix is A x = sum over the neighbours of (k + k')(x - x') + extra x: links are sums of a coefficient at the centres, and are not
stored. In the ghost row of a wall k is minus that of its neighbour, so that nothing passes. Preconditioned residuals and search directions
are in single precision, solution and residual in double precision and moved by the same direction. Two passes beside the cycle:
direction with its image, solution with residual.
"""

import collections

import numpy as np
from numba import prange

from cycle import make_hierarchy, precondition
from rows import parallel, serial, slab, wrap

Work = collections.namedtuple("Work", "hierarchy right z old new image halo")


def make_work(rows, columns, threads):
    single = lambda: np.zeros((rows + 2, columns + 2), np.float32)
    return Work(make_hierarchy(rows, columns, threads), single(), single(), single(), single(),
                np.zeros((rows + 2, columns + 2)), np.zeros((threads, 2, columns + 2), np.float32))


@serial
def direct_row(p, z, old, beta):
    for i in range(p.size):
        p[i] = z[i] + beta * old[i]


@serial
def image_row(q, p, s, u, k, ks, ku, extra):
    total = 0.0
    for i in range(1, q.size - 1):
        c = np.float64(p[i])
        value = ((k[i] + k[i - 1]) * (c - p[i - 1]) + (k[i] + k[i + 1]) * (c - p[i + 1])
                 + (k[i] + ks[i]) * (c - s[i]) + (k[i] + ku[i]) * (c - u[i]) + extra[i] * c)
        q[i] = value
        total += value * c
    return total


@serial
def direct_slab(z, old, beta, new, image, k, extra, below, above, first, last):
    total = 0.0
    # Neighbouring slabs write these two rows at the same time.
    direct_row(below, z[first - 1], old[first - 1], beta)
    direct_row(above, z[last + 1], old[last + 1], beta)
    direct_row(new[first], z[first], old[first], beta)
    for j in range(first, last + 1):
        if j < last:
            direct_row(new[j + 1], z[j + 1], old[j + 1], beta)
        total += image_row(image[j], new[j], below if j == first else new[j - 1], above if j == last else new[j + 1],
                           k[j], k[j - 1], k[j + 1], extra[j])
    return total


@parallel
def direct(z, old, beta, new, image, k, extra, halo, parts):
    """p = z + beta p and A p. Returns p.Ap."""
    totals = np.zeros(parts)
    for part in prange(parts):
        first, last = slab(1, k.shape[0] - 2, parts, part)
        totals[part] = direct_slab(z, old, beta, new, image, k, extra, halo[part, 0], halo[part, 1], first, last)
    return totals.sum()


@serial
def advance_row(x, r, alpha, p, q, right):
    total = 0.0
    for i in range(1, x.size - 1):
        x[i] += alpha * p[i]
        value = r[i] - alpha * q[i]
        r[i] = value
        right[i] = value
        total += value * value
    wrap(x)
    wrap(right)
    return total


@parallel
def advance(x, r, alpha, p, q, right, parts):
    """Solution and residual, which is also the next right-hand side of the cycle. Returns r.r."""
    totals = np.zeros(parts)
    for part in prange(parts):
        first, last = slab(1, x.shape[0] - 2, parts, part)
        sums = 0.0
        for j in range(first, last + 1):
            sums += advance_row(x[j], r[j], alpha, p[j], q[j], right[j])
        totals[part] = sums
    return totals.sum()


@serial
def solve(work, k, extra, x, r, tolerance, most):
    """Adds to x what takes the residual r to |r| <= tolerance. Returns the number of iterations, or -1."""
    parts = work.halo.shape[0]
    square = advance(x, r, 0.0, work.new, work.image, work.right, parts)
    old, new = work.old, work.new
    before = 0.0
    for iteration in range(most):
        if square <= tolerance * tolerance:
            return iteration
        product = precondition(work.hierarchy, work.right, work.z)
        beta = product / before if iteration > 0 else 0.0
        before = product
        curvature = direct(work.z, old, np.float32(beta), new, work.image, k, extra, work.halo, parts)
        square = advance(x, r, product / curvature, new, work.image, work.right, parts)
        old, new = new, old
    return most if square <= tolerance * tolerance else -1
