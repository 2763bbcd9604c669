"""Shape of the diffuse front: profile, density, slope, curvature. Each kernel works on the rows [first, end) around the front."""

import numpy as np
from numba import prange

from threading_rows import PARTS, compiled, piece, threaded

# Where ξ(1 - ξ) is below this the profile ends.
TAIL = 5e-7
# Closer to 0 or 1 the logarithm of ξ carries no shape.
SHAPE_TAIL = 1e-6
# A remnant's density over the excess of its slope.
REMNANT_RATE = 6.0


@compiled
def small_tanh(x):
    """To round-off for |x| at most ½: Lambert's continued fraction."""
    s = x * x
    p = x * (34459425.0 + s * (4729725.0 + s * (135135.0 + s * (990.0 + s))))
    q = 34459425.0 + s * (16216200.0 + s * (945945.0 + s * (13860.0 + s * 45.0)))
    return p / q


@threaded
def front_rows(order, marks):
    """Marks the rows through which the front runs."""
    rows, n = order.shape[0], order.shape[1] - 2
    for r in prange(rows):
        x = order[r]
        largest = 0.0
        for i in range(1, n + 1):
            largest = max(largest, x[i] * (1 - x[i]))
        marks[r] = largest > TAIL


@threaded
def electrolyte_fraction(order, psi):
    """ψ = 1 - H(ξ)."""
    rows, n = order.shape[0], order.shape[1] - 2
    for r in prange(rows):
        x, p = order[r], psi[r]
        for i in range(0, n + 2):
            p[i] = (1 - x[i]) * (1 - x[i]) * (1 + 2 * x[i])


@threaded
def foresee(first, end, xi, velocity, factor, bound, half_width, order, psi, metal, slope, place, distance):
    """The profile with every level set shifted by velocity × time = factor × velocity × δ, and what follows from it cell by cell:
    ψ, H, slope, distance into the electrolyte `place`, and the distance into the metal that is cut in the tails."""
    n = xi.shape[1] - 2
    scale = 0.5 * half_width
    limit = scale * np.log((1 - SHAPE_TAIL) / SHAPE_TAIL)
    for r in prange(first, end):
        x, v, y = xi[r], velocity[r], order[r]
        for i in range(0, n + 2):
            t = small_tanh(max(-bound, min(bound, factor * v[i])))
            a = x[i] * (1 + t)
            y[i] = a / (a + (1 - x[i]) * (1 - t))
        p, m, s = psi[r], metal[r], slope[r]
        for i in range(0, n + 2):
            p[i] = (1 - y[i]) * (1 - y[i]) * (1 + 2 * y[i])
            m[i] = y[i] * y[i] * (3 - 2 * y[i])
            product = y[i] * (1 - y[i])
            s[i] = 2 / half_width * product if product > TAIL else 0.0
        l, d = place[r], distance[r]
        for i in range(0, n + 2):
            if s[i] > 0:
                l[i] = scale * np.log((1 - y[i]) / y[i])
                d[i] = -l[i] if abs(l[i]) < limit else (limit if y[i] > 0.5 else -limit)
            else:
                l[i] = 0.0
                d[i] = limit if y[i] > 0.5 else -limit


@threaded
def foresee_fraction(first, end, xi, velocity, factor, bound, psi):
    """ψ of the profile with every level set shifted, as in `foresee`."""
    n = xi.shape[1] - 2
    for r in prange(first, end):
        x, v, p = xi[r], velocity[r], psi[r]
        for i in range(0, n + 2):
            t = small_tanh(max(-bound, min(bound, factor * v[i])))
            a = x[i] * (1 + t)
            y = a / (a + (1 - x[i]) * (1 - t))
            p[i] = (1 - y) * (1 - y) * (1 + 2 * y)


@compiled
def density_rows(begin, stop, order, metal, spacing, half_width, density):
    last, n = order.shape[0] - 1, order.shape[1] - 2
    a, bound = 1 / (12 * spacing), 24 / half_width
    total, rise = np.empty(n + 2), np.empty(n + 2)
    for r in range(begin, stop):
        h, hb, ha = metal[r], metal[max(r - 1, 0)], metal[min(r + 1, last)]
        for i in range(0, n + 2):
            total[i] = ha[i] + 4 * h[i] + hb[i]
            rise[i] = ha[i] - hb[i]
        x, w = order[r], density[r]
        for i in range(1, n + 1):
            wide = a * (total[i + 1] - total[i - 1])
            high = a * (rise[i - 1] + 4 * rise[i] + rise[i + 1])
            product = x[i] * (1 - x[i])
            most = bound * product * product if product > TAIL else 0.0
            w[i] = min(np.sqrt(wide * wide + high * high), most)
        w[0], w[n + 1] = w[n], w[1]


@compiled
def divergence_rows(begin, stop, distance, spacing, divergence):
    last, n = distance.shape[0] - 1, distance.shape[1] - 2
    g, limit = 1 / spacing, 2 / spacing
    across = np.empty(n + 2)
    for r in range(begin, stop):
        c, below, above = distance[r], distance[max(r - 1, 0)], distance[min(r + 1, last)]
        for i in range(0, n + 1):
            p = g * (c[i + 1] - c[i])
            q = 0.25 * g * ((above[i] + above[i + 1]) - (below[i] + below[i + 1]))
            across[i] = p / np.sqrt(p * p + q * q + 1e-12)
        k = divergence[r]
        for i in range(1, n + 1):
            up, down = g * (above[i] - c[i]), g * (c[i] - below[i])
            up_across = 0.25 * g * ((c[i + 1] + above[i + 1]) - (c[i - 1] + above[i - 1]))
            down_across = 0.25 * g * ((c[i + 1] + below[i + 1]) - (c[i - 1] + below[i - 1]))
            top = up / np.sqrt(up * up + up_across * up_across + 1e-12)
            bottom = down / np.sqrt(down * down + down_across * down_across + 1e-12)
            k[i] = max(-limit, min(limit, -g * (across[i] - across[i - 1] + top - bottom)))
        k[0], k[n + 1] = k[n], k[1]


@threaded
def density_and_divergence(first, end, order, metal, distance, spacing, half_width, density, divergence):
    """w = min(|∇H|, (24/δ) ξ²(1 - ξ)²) and -∇·n before its correction."""
    for part in prange(PARTS):
        begin, stop = piece(first, end, part)
        density_rows(begin, stop, order, metal, spacing, half_width, density)
        divergence_rows(begin, stop, distance, spacing, divergence)


@threaded
def equilibrium_potential(first, end, divergence, distance, spacing, half_width, factor, shape):
    """E_eq = factor × curvature, the curvature being 𝒦 - (h²/12) ∇²𝒦 and zero beside the cut of the distance."""
    n = shape.shape[1] - 2
    bound = 2 / spacing
    inside = 0.5 * half_width * np.log((1 - SHAPE_TAIL) / SHAPE_TAIL) - 3 * spacing
    for r in prange(first, end):
        c, d, e = divergence[r], distance[r], shape[r]
        below, above = divergence[max(r - 1, first)], divergence[min(r + 1, end - 1)]
        for i in range(1, n + 1):
            spread = (c[i + 1] + c[i - 1]) + (above[i] + below[i]) - 4 * c[i]
            value = max(-bound, min(bound, c[i] - spread / 12))
            e[i] = factor * value if abs(d[i]) < inside else 0.0
        e[0], e[n + 1] = e[n], e[1]


@threaded
def add_remnants(first, end, order, phi, c, shape, metal_potential, thermal, reference, spacing, half_width, density):
    """Density of what dissolution leaves of metal thinner than its interface, where the reaction strips."""
    last, n = order.shape[0] - 1, order.shape[1] - 2
    a = 0.75 / spacing
    for r in prange(first, end):
        x, below, above = order[r], order[max(r - 1, 0)], order[min(r + 1, last)]
        w = density[r]
        for i in range(1, n + 1):
            product = x[i] * (1 - x[i])
            if product > TAIL and x[i] < 0.5:
                wide, high = a * (x[i + 1] - x[i - 1]), a * (above[i] - below[i])
                excess = 2 / half_width * product - np.sqrt(wide * wide + high * high)
                if excess > 0 and metal_potential - phi[r, i] - thermal * np.log(c[r, i] / reference) - shape[r, i] > 0:
                    w[i] += REMNANT_RATE * (1 - 2 * x[i]) * excess
        w[0], w[n + 1] = w[n], w[1]


def column_heights(order, spacing):
    """Topmost place of ξ = ½ in each column, m; ln[ξ/(1 - ξ)] is linear in distance."""
    x = order[:, 1:-1]
    heights = np.zeros(x.shape[1])
    for i in range(x.shape[1]):
        metal = np.nonzero(x[:, i] >= 0.5)[0]
        if metal.size == 0:
            continue
        k = metal[-1]
        part = 0.5
        if k + 1 < x.shape[0]:
            here, beyond = np.clip(x[k : k + 2, i], 1e-15, 1 - 1e-15)
            a, b = np.log(here / (1 - here)), np.log(beyond / (1 - beyond))
            part = a / (a - b)
        heights[i] = (k + 0.5 + part) * spacing
    return heights
