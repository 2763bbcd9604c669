"""Multigrid V-cycle in single precision for cell-centred diffusion with a coefficient that jumps: the preconditioner.

Cells are joined two by two along both axes and corrections are piecewise constant; a coarse link is half the sum of the fine ones, which
is what discretising anew gives (Wesseling, J. Comput. Appl. Math. 23 (1988); Braess, Computing 55 (1995) 379 for the factor).
Smoothing is red-black Gauss-Seidel, red first on the way down and black first on the way up, so that the cycle is symmetric
(Trottenberg, Oosterlee and Schueller, Multigrid, 2001). Both colours of a sweep are done in one pass over memory, the second a row behind
the first; colours are selected from whole rows, as vectors, and not by strided access.
"""

import collections

import numpy as np
from numba import prange

from rows import parallel, serial, slab, wrap

BOTTOM = 4
Hierarchy = collections.namedtuple(
    "Hierarchy", "k inverse fine first across up diagonal inverses load value inverse_bottom rows coarse_rows sweeps")


def make_hierarchy(rows, columns, threads):
    shapes = [(rows, columns)]
    while min(shapes[-1]) > BOTTOM:
        if shapes[-1][0] % 2 or shapes[-1][1] % 2:
            raise ValueError("cell counts must be a small number times a power of two")
        shapes.append((shapes[-1][0] // 2, shapes[-1][1] // 2))
    framed = lambda: tuple(np.zeros((r + 2, c + 2), np.float32) for r, c in shapes[1:])
    single = lambda: np.zeros((rows + 2, columns + 2), np.float32)
    unknowns = shapes[-1][0] * shapes[-1][1]
    # Sweeps of the coarse levels; the finest has one. More of them cost little further down.
    sweeps = np.array([1, 2] + [3] * len(shapes))
    first = np.zeros((shapes[1][0] + 2, shapes[1][1] + 2), np.float32)
    return Hierarchy(single(), single(), single(), first, framed(), framed(), framed(), framed(), framed(), framed(),
                     np.zeros((unknowns, unknowns), np.float32), np.zeros((threads, 7, columns + 2), np.float32),
                     np.zeros((threads, 6, columns // 2 + 2), np.float32), sweeps)


# ---- assembly

@parallel
def assemble_finest(k, extra, k32, inverse, parts):
    """Single precision of the coefficient, and the inverse diagonal."""
    n = k.shape[0] - 2
    for part in prange(parts):
        first, last = slab(1, n, parts, part)
        for j in range(first, last + 1):
            s, c, u, e = k[j - 1], k[j], k[j + 1], extra[j]
            out, inv = k32[j], inverse[j]
            for i in range(1, c.size - 1):
                out[i] = c[i]
                inv[i] = 1.0 / (4.0 * c[i] + c[i - 1] + c[i + 1] + s[i] + u[i] + e[i])
            wrap(out)
            wrap(inv)
    for i in range(k.shape[1]):
        k32[0, i] = -k32[1, i]
        k32[n + 1, i] = -k32[n, i]


@parallel
def coarsen_finest(k, extra, across, up, diagonal, parts):
    rows, columns = across.shape[0] - 2, across.shape[1] - 2
    for part in prange(parts):
        first, last = slab(1, rows, parts, part)
        for j in range(first, last + 1):
            a, b, s = k[2 * j - 1], k[2 * j], k[2 * j - 2]
            e, f = extra[2 * j - 1], extra[2 * j]
            for i in range(1, columns + 1):
                across[j, i] = 0.5 * (a[2 * i - 1] + a[2 * i - 2] + b[2 * i - 1] + b[2 * i - 2])
                up[j, i] = 0.5 * (a[2 * i - 1] + a[2 * i] + s[2 * i - 1] + s[2 * i])
                diagonal[j, i] = e[2 * i - 1] + e[2 * i] + f[2 * i - 1] + f[2 * i]
            across[j, columns + 1] = across[j, 1]


@serial
def coarsen(across, up, extra, coarse_across, coarse_up, coarse_extra):
    rows, columns = coarse_across.shape[0] - 2, coarse_across.shape[1] - 2
    for j in range(1, rows + 1):
        for i in range(1, columns + 1):
            coarse_across[j, i] = 0.5 * (across[2 * j - 1, 2 * i - 1] + across[2 * j, 2 * i - 1])
            coarse_up[j, i] = 0.5 * (up[2 * j - 1, 2 * i - 1] + up[2 * j - 1, 2 * i])
            coarse_extra[j, i] = (extra[2 * j - 1, 2 * i - 1] + extra[2 * j - 1, 2 * i]
                                  + extra[2 * j, 2 * i - 1] + extra[2 * j, 2 * i])
        coarse_across[j, columns + 1] = coarse_across[j, 1]


@serial
def close_level(across, up, diagonal, inverse):
    """Adds the links to what a cell has of its own."""
    rows, columns = across.shape[0] - 2, across.shape[1] - 2
    for j in range(1, rows + 1):
        for i in range(1, columns + 1):
            diagonal[j, i] += across[j, i] + across[j, i + 1] + up[j, i] + up[j + 1, i]
            inverse[j, i] = np.float32(1.0) / diagonal[j, i]


@serial
def invert_bottom(across, up, diagonal, inverse):
    rows, columns = across.shape[0] - 2, across.shape[1] - 2
    matrix = np.zeros((rows * columns, rows * columns))
    for j in range(rows):
        for i in range(columns):
            c, w = j * columns + i, j * columns + (i - 1) % columns
            matrix[c, c] += diagonal[j + 1, i + 1]
            matrix[c, w] -= across[j + 1, i + 1]
            matrix[w, c] -= across[j + 1, i + 1]
            if j > 0:
                matrix[c, c - columns] -= up[j + 1, i + 1]
                matrix[c - columns, c] -= up[j + 1, i + 1]
    inverse[:] = np.linalg.inv(matrix).astype(np.float32)


@serial
def assemble(hierarchy, k, extra):
    """For the matrix with the links k + k' and the own terms `extra`."""
    h, parts = hierarchy, hierarchy.rows.shape[0]
    assemble_finest(k, extra, h.k, h.inverse, parts)
    coarsen_finest(k, extra, h.across[0], h.up[0], h.diagonal[0], parts)
    for level in range(1, len(h.across)):
        coarsen(h.across[level - 1], h.up[level - 1], h.diagonal[level - 1], h.across[level], h.up[level], h.diagonal[level])
        close_level(h.across[level - 1], h.up[level - 1], h.diagonal[level - 1], h.inverses[level - 1])
    last = len(h.across) - 1
    close_level(h.across[last], h.up[last], h.diagonal[last], h.inverses[last])
    invert_bottom(h.across[last], h.up[last], h.diagonal[last], h.inverse_bottom)


# ---- the finest level, whose links are k + k'

@serial
def relax_row(out, b, x, s, u, k, ks, ku, inverse, colour):
    """Gauss-Seidel on the cells of one colour of a row; the others are copied."""
    for i in range(1, x.size - 1):
        value = inverse[i] * (b[i] + k[i] * ((x[i - 1] + x[i + 1]) + (s[i] + u[i]))
                              + (k[i - 1] * x[i - 1] + k[i + 1] * x[i + 1]) + (ks[i] * s[i] + ku[i] * u[i]))
        out[i] = value if (i + colour) & 1 == 0 else x[i]
    wrap(out)


@parallel
def smooth_from_zero(b, k, inverse, x, parts):
    """Red and black from zero: red cells take b/diagonal, black ones see that of their neighbours."""
    n = k.shape[0] - 2
    for part in prange(parts):
        first, last = slab(1, n, parts, part)
        for j in range(first, last + 1):
            bs, bc, bu, vs, vc, vu = b[j - 1], b[j], b[j + 1], inverse[j - 1], inverse[j], inverse[j + 1]
            ks, kc, ku, out = k[j - 1], k[j], k[j + 1], x[j]
            for i in range(1, bc.size - 1):
                around = ((kc[i] + kc[i - 1]) * (bc[i - 1] * vc[i - 1]) + (kc[i] + kc[i + 1]) * (bc[i + 1] * vc[i + 1])
                          + (kc[i] + ks[i]) * (bs[i] * vs[i]) + (kc[i] + ku[i]) * (bu[i] * vu[i]))
                out[i] = vc[i] * (bc[i] + (around if (i + j) & 1 == 1 else np.float32(0.0)))
            wrap(out)


@parallel
def restrict_finest(x, k, scratch, coarse, parts):
    """Residual after that sweep, zero on black cells and what black neighbours send on red ones, summed over four cells."""
    rows, columns = coarse.shape[0] - 2, coarse.shape[1] - 2
    for part in prange(parts):
        first, last = slab(1, rows, parts, part)
        sums = scratch[part, 6]
        for j in range(first, last + 1):
            xs, xa, xb, xu = x[2 * j - 2], x[2 * j - 1], x[2 * j], x[2 * j + 1]
            ks, ka, kb, ku = k[2 * j - 2], k[2 * j - 1], k[2 * j], k[2 * j + 1]
            for i in range(1, 2 * columns + 1):
                low = ((ka[i] + ka[i - 1]) * xa[i - 1] + (ka[i] + ka[i + 1]) * xa[i + 1]
                       + (ka[i] + ks[i]) * xs[i] + (ka[i] + kb[i]) * xb[i])
                high = ((kb[i] + kb[i - 1]) * xb[i - 1] + (kb[i] + kb[i + 1]) * xb[i + 1]
                        + (kb[i] + ka[i]) * xa[i] + (kb[i] + ku[i]) * xu[i])
                # Row 2j - 1 has its red cells at odd i, row 2j at even i.
                sums[i] = low if i & 1 == 1 else high
            out = coarse[j]
            for i in range(1, columns + 1):
                out[i] = sums[2 * i - 1] + sums[2 * i]
            wrap(out)


@serial
def corrected_row(out, x, coarse):
    for i in range(1, coarse.size - 1):
        out[2 * i - 1] = x[2 * i - 1] + coarse[i]
        out[2 * i] = x[2 * i] + coarse[i]
    wrap(out)


@serial
def product_row(b, z):
    total = 0.0
    for i in range(1, b.size - 1):
        total += np.float64(b[i]) * z[i]
    return total


@serial
def correct_and_smooth_slab(x, coarse, b, k, inverse, own, z, first, last):
    n = k.shape[0] - 2
    total = 0.0
    for j in range(first - 2, last + 3):
        if 1 <= j <= n:
            corrected_row(own[j % 3], x[j], coarse[(j + 1) // 2])
        else:
            # Links through walls cancel to round-off only.
            own[j % 3, :] = 0
        m = j - 1
        if m == 0 or m == n + 1:
            own[3 + m % 3, :] = 0
        elif first - 1 <= m <= last + 1 and 1 <= m <= n:
            relax_row(own[3 + m % 3], b[m], own[m % 3], own[(m + 2) % 3], own[(m + 1) % 3], k[m], k[m - 1], k[m + 1], inverse[m], m + 1)
        m = j - 2
        if first <= m <= last:
            relax_row(z[m], b[m], own[3 + m % 3], own[3 + (m + 2) % 3], own[3 + (m + 1) % 3], k[m], k[m - 1], k[m + 1], inverse[m], m)
            total += product_row(b[m], z[m])
    return total


@parallel
def correct_and_smooth(x, coarse, b, k, inverse, scratch, z, parts):
    """Takes over the coarse correction, then black, then red, in one pass. Returns b.z."""
    totals = np.zeros(parts)
    for part in prange(parts):
        first, last = slab(1, k.shape[0] - 2, parts, part)
        totals[part] = correct_and_smooth_slab(x, coarse, b, k, inverse, scratch[part], z, first, last)
    return totals.sum()


# ---- coarse levels, whose links are stored

@serial
def smooth(b, x, across, up, inverse, colour):
    """Gauss-Seidel in place, first on the cells with (i + j + colour) even, then on the others."""
    rows, columns = x.shape[0] - 2, x.shape[1] - 2
    for shift in range(2):
        for j in range(1, rows + 1):
            first = 1 + ((j + colour + shift + 1) & 1)
            for m in range(columns // 2):
                i = first + 2 * m
                x[j, i] = inverse[j, i] * (b[j, i] + across[j, i] * x[j, i - 1] + across[j, i + 1] * x[j, i + 1]
                                           + up[j, i] * x[j - 1, i] + up[j + 1, i] * x[j + 1, i])
            x[j, 0] = x[j, columns]
            x[j, columns + 1] = x[j, 1]


@serial
def residual_row(out, b, x, s, u, across, below, above, diagonal):
    for i in range(1, x.size - 1):
        out[i] = b[i] + across[i] * x[i - 1] + across[i + 1] * x[i + 1] + below[i] * s[i] + above[i] * u[i] - diagonal[i] * x[i]


@parallel
def restrict(b, x, across, up, diagonal, scratch, coarse, parts):
    rows, columns = coarse.shape[0] - 2, coarse.shape[1] - 2
    for part in prange(parts):
        first, last = slab(1, rows, parts, part)
        low, high = scratch[part, 0], scratch[part, 1]
        for j in range(first, last + 1):
            m = 2 * j - 1
            residual_row(low, b[m], x[m], x[m - 1], x[m + 1], across[m], up[m], up[m + 1], diagonal[m])
            m = 2 * j
            residual_row(high, b[m], x[m], x[m - 1], x[m + 1], across[m], up[m], up[m + 1], diagonal[m])
            out = coarse[j]
            for i in range(1, columns + 1):
                out[i] = low[2 * i - 1] + low[2 * i] + high[2 * i - 1] + high[2 * i]


@serial
def restrict_red(b, x, across, up, diagonal, coarse):
    """The same on one thread, of red cells only: black ones have no residual."""
    rows, columns = coarse.shape[0] - 2, coarse.shape[1] - 2
    for j in range(1, rows + 1):
        for i in range(1, columns + 1):
            p, q = 2 * j - 1, 2 * i - 1
            low = (b[p, q] + across[p, q] * x[p, q - 1] + across[p, q + 1] * x[p, q + 1] + up[p, q] * x[p - 1, q]
                   + up[p + 1, q] * x[p + 1, q] - diagonal[p, q] * x[p, q])
            p, q = 2 * j, 2 * i
            high = (b[p, q] + across[p, q] * x[p, q - 1] + across[p, q + 1] * x[p, q + 1] + up[p, q] * x[p - 1, q]
                    + up[p + 1, q] * x[p + 1, q] - diagonal[p, q] * x[p, q])
            coarse[j, i] = low + high


@serial
def relax_linked(out, b, x, s, u, across, below, above, inverse, colour):
    for i in range(1, x.size - 1):
        value = inverse[i] * (b[i] + (across[i] * x[i - 1] + across[i + 1] * x[i + 1]) + (below[i] * s[i] + above[i] * u[i]))
        out[i] = value if (i + colour) & 1 == 0 else x[i]
    wrap(out)


@parallel
def correct_and_smooth_linked(b, x, coarse, across, up, inverse, scratch, out, parts):
    """As on the finest level."""
    n = x.shape[0] - 2
    for part in prange(parts):
        first, last = slab(1, n, parts, part)
        own = scratch[part]
        for j in range(first - 2, last + 3):
            if 1 <= j <= n:
                corrected_row(own[j % 3], x[j], coarse[(j + 1) // 2])
            m = j - 1
            if first - 1 <= m <= last + 1 and 1 <= m <= n:
                relax_linked(own[3 + m % 3], b[m], own[m % 3], own[(m + 2) % 3], own[(m + 1) % 3],
                             across[m], up[m], up[m + 1], inverse[m], m + 1)
            m = j - 2
            if first <= m <= last:
                relax_linked(out[m], b[m], own[3 + m % 3], own[3 + (m + 2) % 3], own[3 + (m + 1) % 3],
                             across[m], up[m], up[m + 1], inverse[m], m)


@parallel
def start_linked(b, across, up, inverse, out, parts):
    """As on the finest level."""
    n = b.shape[0] - 2
    for part in prange(parts):
        first, last = slab(1, n, parts, part)
        for j in range(first, last + 1):
            bs, bc, bu, vs, vc, vu = b[j - 1], b[j], b[j + 1], inverse[j - 1], inverse[j], inverse[j + 1]
            ac, us, uu, x = across[j], up[j], up[j + 1], out[j]
            for i in range(1, bc.size - 1):
                around = (ac[i] * (bc[i - 1] * vc[i - 1]) + ac[i + 1] * (bc[i + 1] * vc[i + 1])
                          + us[i] * (bs[i] * vs[i]) + uu[i] * (bu[i] * vu[i]))
                x[i] = vc[i] * (bc[i] + (around if (i + j) & 1 == 1 else np.float32(0.0)))
            wrap(x)


@serial
def coarse_cycle(h):
    """From the loads of the first coarse level to its values. That level is worth vectors and threads; below it plain loops are as fast."""
    parts, bottom = h.rows.shape[0], len(h.across) - 1
    start_linked(h.load[0], h.across[0], h.up[0], h.inverses[0], h.first, parts)
    restrict(h.load[0], h.first, h.across[0], h.up[0], h.diagonal[0], h.rows, h.load[1], parts)
    for level in range(1, bottom):
        b, x = h.load[level], h.value[level]
        x[:] = 0
        for _ in range(h.sweeps[level]):
            smooth(b, x, h.across[level], h.up[level], h.inverses[level], 0)
        restrict_red(b, x, h.across[level], h.up[level], h.diagonal[level], h.load[level + 1])
    solve_bottom(h.inverse_bottom, h.load[bottom], h.value[bottom])
    for level in range(bottom - 1, 0, -1):
        x, coarse = h.value[level], h.value[level + 1]
        for j in range(1, x.shape[0] - 1):
            for i in range(1, x.shape[1] - 1):
                x[j, i] += coarse[(j + 1) // 2, (i + 1) // 2]
            wrap(x[j])
        for _ in range(h.sweeps[level]):
            smooth(h.load[level], x, h.across[level], h.up[level], h.inverses[level], 1)
    correct_and_smooth_linked(h.load[0], h.first, h.value[1], h.across[0], h.up[0], h.inverses[0], h.coarse_rows, h.value[0], parts)


@serial
def solve_bottom(inverse, b, x):
    rows, columns = b.shape[0] - 2, b.shape[1] - 2
    for c in range(rows * columns):
        total = np.float32(0.0)
        for d in range(rows * columns):
            total += inverse[c, d] * b[1 + d // columns, 1 + d % columns]
        x[1 + c // columns, 1 + c % columns] = total


@serial
def precondition(h, b, z):
    """z = cycle(b). Returns b.z."""
    parts = h.rows.shape[0]
    smooth_from_zero(b, h.k, h.inverse, h.fine, parts)
    restrict_finest(h.fine, h.k, h.rows, h.load[0], parts)
    coarse_cycle(h)
    return correct_and_smooth(h.fine, h.value[0], b, h.k, h.inverse, h.rows, z, parts)
