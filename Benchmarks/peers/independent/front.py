"""The diffuse front: where it is, its interface density, curvature, reaction and the ohmic drop across it.

Equations and differences are those of Docs/Model.md and Docs/Numerics.md. Everything here works on the band of rows low ... high that the
front runs through; elsewhere nothing changes but salt and potential.
"""

import math

import numpy as np
from numba import prange

from rows import parallel, serial, slab, wrap

# Where xi (1 - xi) is below this the profile ends.
TAIL = 5e-7
# The logarithm of the profile is cut where xi or 1 - xi is below this.
CUT = 1e-6


@serial
def band_of(xi):
    """Rows with a front, and some more on either side."""
    rows = xi.shape[0] - 2
    low, high = rows + 1, 0
    for j in range(1, rows + 1):
        for i in range(1, xi.shape[1] - 1):
            if xi[j, i] * (1 - xi[j, i]) > TAIL:
                low, high = min(low, j), max(high, j)
                break
    return max(low - 5, 1), min(high + 5, rows)


@serial
def conducting(metal):
    """psi with its floor in the metal."""
    return 1 - 0.9999 * metal


@serial
def metal_row(xi, metal):
    for i in range(xi.size):
        metal[i] = xi[i] * xi[i] * (3 - 2 * xi[i])


@serial
def shifted_row(xi, velocity, factor, bound, out):
    """Every level set moved by velocity x factor half-widths: 1/2 (1 - tanh((d - a)/delta))."""
    for i in range(xi.size):
        a = max(-bound, min(bound, factor * velocity[i]))
        # tanh by its series; a is at most half.
        t = a * (1 - a * a / 3 * (1 - 0.4 * a * a * (1 - 17 / 42 * a * a)))
        metal = xi[i] * (1 + t)
        out[i] = metal / (metal + (1 - xi[i]) * (1 - t))


@serial
def logit_row(xi, out):
    limit = math.log((1 - CUT) / CUT)
    for i in range(1, xi.size - 1):
        if xi[i] <= CUT:
            out[i] = -limit
        elif xi[i] >= 1 - CUT:
            out[i] = limit
        else:
            out[i] = math.log(xi[i] / (1 - xi[i]))
    wrap(out)


@parallel
def foresee(xi, velocity, halfway, whole, cell, low, high, middle, logit, metal, conductance, molar, storage, diffusivity, parts):
    """The front in the middle of the step, and what conducts there; the indicator at its end, and what diffuses there."""
    for part in prange(parts):
        first, last = slab(low - 1, high + 1, parts, part)
        for j in range(first, last + 1):
            shifted_row(xi[j], velocity[j], halfway, 0.5 * cell, middle[j])
            logit_row(middle[j], logit[j])
            metal_row(middle[j], metal[j])
            k, m, s = conductance[j], metal[j], storage[j]
            shifted_row(xi[j], velocity[j], whole, cell, s)
            metal_row(s, s)
            for i in range(k.size):
                k[i] = molar * conducting(m[i])
                s[i] = diffusivity * conducting(s[i])


@parallel
def store_end(xi, velocity, slope, step, low, high, storage, diffusivity, parts):
    """The indicator at the end of the step once a velocity has been found."""
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        for j in range(first, last + 1):
            x, v, g, s = xi[j], velocity[j], slope[j], storage[j]
            for i in range(x.size):
                y = min(max(x[i] + step * g[i] * v[i], 0.0), 1.0)
                s[i] = diffusivity * conducting(y * y * (3 - 2 * y))


@serial
def density_row(xi, below, metal, above, width, spacing, density, slope):
    """w = min(|grad H|, (24/delta) xi^2 (1 - xi)^2) and s = (2/delta) xi (1 - xi)."""
    factor = 1 / (12 * spacing)
    for i in range(1, xi.size - 1):
        across = (4 * (metal[i + 1] - metal[i - 1]) + (below[i + 1] - below[i - 1]) + (above[i + 1] - above[i - 1])) * factor
        along = (4 * (above[i] - below[i]) + (above[i - 1] - below[i - 1]) + (above[i + 1] - below[i + 1])) * factor
        product = xi[i] * (1 - xi[i])
        is_front = product > TAIL
        w = min(math.sqrt(across * across + along * along), 24 / width * product * product)
        density[i] = w if is_front else 0.0
        slope[i] = 2 / width * product if is_front else 0.0
    wrap(density)
    wrap(slope)


@serial
def divergence_row(below, d, above, spacing, out):
    """-div of the unit gradient of the logarithm, from differences on the faces."""
    # Face fluxes are found twice, from either side; keeping them would cost as much.
    for i in range(1, d.size - 1):
        e, w = d[i + 1] - d[i], d[i] - d[i - 1]
        n, s = above[i] - d[i], d[i] - below[i]
        et = 0.25 * (above[i] + above[i + 1] - below[i] - below[i + 1])
        wt = 0.25 * (above[i] + above[i - 1] - below[i] - below[i - 1])
        nt = 0.25 * (d[i + 1] + above[i + 1] - d[i - 1] - above[i - 1])
        st = 0.25 * (d[i + 1] + below[i + 1] - d[i - 1] - below[i - 1])
        small = 1e-16
        total = (e / math.sqrt(e * e + et * et + small) - w / math.sqrt(w * w + wt * wt + small)
                 + n / math.sqrt(n * n + nt * nt + small) - s / math.sqrt(s * s + st * st + small))
        out[i] = max(-2.0, min(2.0, -total)) / spacing
    wrap(out)


@parallel
def shape(middle, metal, logit, width, spacing, low, high, density, slope, divergence, parts):
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        for j in range(first, last + 1):
            density_row(middle[j], metal[j - 1], metal[j], metal[j + 1], width, spacing, density[j], slope[j])
            divergence_row(logit[j - 1], logit[j], logit[j + 1], spacing, divergence[j])


@serial
def equilibrium_row(below, k, above, logit, inside, capillary, spacing, out):
    bound = 2 / spacing
    for i in range(1, k.size - 1):
        spread = k[i + 1] + k[i - 1] + above[i] + below[i] - 4 * k[i]
        value = max(-bound, min(bound, k[i] - spread / 12))
        out[i] = -capillary * value if abs(logit[i]) < inside else 0.0


@parallel
def equilibrium(divergence, logit, capillary, width, spacing, low, high, potential, parts):
    """E_eq = -(V_m gamma/F) K, with K corrected to fourth order along the front and zero beside the cut of the logarithm."""
    inside = math.log((1 - CUT) / CUT) - 6 * spacing / width
    for part in prange(parts):
        first, last = slab(low + 1, high - 1, parts, part)
        for j in range(first, last + 1):
            equilibrium_row(divergence[j - 1], divergence[j], divergence[j + 1], logit[j], inside, capillary, spacing, potential[j])


@serial
def drop_of(current, c, logit, constants):
    """u = i s/kappa over 1 + 100 p^2 + q^4."""
    molar, width, depletion, exchange, thermal = constants
    kappa = molar * c
    p, q = depletion * current / c, (width / (kappa * thermal)) ** 2 * (exchange * exchange + 0.25 * current * current)
    line = -0.5 * width * logit * current / kappa
    return max(-5 * thermal, min(5 * thermal, line / (1 + 100 * p * p + q * q)))


@parallel
def drop(density, current, c, logit, constants, low, high, out, parts):
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        for j in range(first, last + 1):
            for i in range(1, density.shape[1] - 1):
                out[j, i] = drop_of(current[j, i], c[j, i], logit[j, i], constants) if density[j, i] > 0 else 0.0


@parallel
def react(density, phi, potential, ohmic, metal_potential, exchange, transfer, thermal, low, high, plating, stripping, parts):
    """A and B of i = (c/c0) A - B."""
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        for j in range(first, last + 1):
            for i in range(1, density.shape[1] - 1):
                if density[j, i] > 0:
                    eta = (metal_potential - phi[j, i] - potential[j, i] + ohmic[j, i]) / thermal
                    forward = math.exp(-transfer * eta)
                    plating[j, i] = exchange * forward
                    stripping[j, i] = exchange / forward if transfer == 0.5 else exchange * math.exp((1 - transfer) * eta)
                else:
                    plating[j, i] = 0.0
                    stripping[j, i] = 0.0


@serial
def conductance_row(a, b, c, reference, transfer, thermal, out):
    for i in range(1, a.size - 1):
        out[i] = (transfer * c[i] / reference * a[i] + (1 - transfer) * b[i]) / thermal


@parallel
def conductance_of(plating, stripping, c, reference, transfer, thermal, low, high, out, parts):
    """-di/d(eta)."""
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        for j in range(first, last + 1):
            conductance_row(plating[j], stripping[j], c[j], reference, transfer, thermal, out[j])


@parallel
def current_of(density, plating, stripping, c, reference, low, high, current, parts):
    """i, and the sum of w i."""
    totals = np.zeros(parts)
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        total = 0.0
        for j in range(first, last + 1):
            w, a, b, x, out = density[j], plating[j], stripping[j], c[j], current[j]
            sums = 0.0
            for i in range(1, w.size - 1):
                value = x[i] / reference * a[i] - b[i]
                out[i] = value
                sums += w[i] * value
            wrap(out)
            total += sums
        totals[part] = total
    return totals.sum()


@parallel
def inconsistency(density, slope, plating, stripping, c, before, reference, current, logit, ohmic, constants, transfer, low, high, parts):
    """Largest change of i that the new salt and drop would make at this potential, on the steep part of the front."""
    most = np.zeros(parts)
    steep, thermal = 0.35 / constants[1], constants[4]
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        largest = 0.0
        for j in range(first, last + 1):
            for i in range(1, density.shape[1] - 1):
                if slope[j, i] > steep:
                    a, x = plating[j, i], before[j, i] / reference
                    g = (transfer * x * a + (1 - transfer) * stripping[j, i]) / thermal
                    change = drop_of(current[j, i], c[j, i], logit[j, i], constants) - ohmic[j, i]
                    largest = max(largest, abs(a * (c[j, i] / reference - x)) + abs(g * change))
        most[part] = largest
    return most.max()


@serial
def heights(xi, spacing):
    """Highest and mean place of the topmost xi = 1/2 of each column; the logarithm of the profile is linear across it."""
    rows, columns = xi.shape[0] - 2, xi.shape[1] - 2
    tip, total = 0.0, 0.0
    for i in range(1, columns + 1):
        j = rows
        while j > 1 and xi[j, i] < 0.5:
            j -= 1
        here = math.log(xi[j, i] / max(1 - xi[j, i], 1e-12))
        above = math.log(max(xi[j + 1, i], 1e-12) / (1 - xi[j + 1, i]))
        height = (j - 0.5 + here / (here - above)) * spacing
        tip = max(tip, height)
        total += height
    return tip, total / columns
