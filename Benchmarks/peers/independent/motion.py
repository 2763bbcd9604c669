"""From the current density to the velocity of the front, and its motion.

Averages along a direction are diffusion along it, (1/rho) div(rho u u.grad v), with gradients on the corners of the cells and the adjoint
as divergence. The polynomial that leaves least of the modes across the front is Chebyshev's, in the three-term form of Golub and Varga
(Numer. Math. 3 (1961) 147), which needs no ordering of steps. The sharpening is the exchange of Docs/Numerics.md.
"""

import math

import numpy as np
from numba import prange

from rows import parallel, serial, slab, wrap


# Normals are taken from the logarithm of the profile down to here. The front feeds its tail by the exchange, where nothing reacts.
FAINT = 1e-12


# ---- averages

def chebyshev(slow, fast, left):
    """Relaxations of the three-term form that leave at most `left` of what decays at rates slow ... fast."""
    radius = (fast - slow) / (fast + slow)
    count = math.ceil(math.acosh(1 / left) / math.acosh(1 / radius))
    weights, before = [1.0], 1.0
    for k in range(1, count):
        before = 1 / (1 - radius * radius * before * (0.5 if k == 1 else 0.25))
        weights.append(before)
    return np.array(weights), 2 / (fast + slow)


@serial
def corner_row(c, u, e, f, w, v, along_current, threshold, p, q):
    """sqrt(rho) (u_x + u_y)/2 and sqrt(rho) (u_x - u_y)/2 on the corners right of and above the cells, in units of the cell."""
    for i in range(w.size - 1):
        x, y = 0.5 * (c[i + 1] - c[i] + u[i + 1] - u[i]), 0.5 * (u[i] - c[i] + u[i + 1] - c[i + 1])
        size = 1 / math.sqrt(x * x + y * y + 1e-300)
        x, y = x * size, y * size
        fx, fy = e[i + 1] - e[i] + f[i + 1] - f[i], f[i] - e[i] + f[i + 1] - e[i + 1]
        normal, tangential = fx * x + fy * y, fy * x - fx * y
        lean = tangential * normal / (normal * normal + along_current)
        lean = lean * max(0.0, 1 - lean * lean) if along_current < 1e30 else 0.0
        least = min(min(w[i], w[i + 1]), min(v[i], v[i + 1]))
        # The geometric mean is exact in exponential tails; the bound is one for the rates.
        mean = math.sqrt(math.sqrt(w[i] * w[i + 1]) * math.sqrt(v[i] * v[i + 1]))
        root = math.sqrt(min(mean, 2 * least)) if least > threshold else 0.0
        a, b = root * (x - lean * y), root * (y + lean * x)
        p[i] = 0.5 * (a + b)
        q[i] = 0.5 * (a - b)


@parallel
def prepare_average(middle, phi, density, still, spacing, threshold, low, high, p, q, inverse, parts):
    """Along the current, with `still` the square of the potential difference below which there is none; along the normal if it is huge."""
    scale = spacing * spacing
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        for j in range(first, last + 1):
            corner_row(middle[j], middle[j + 1], phi[j], phi[j + 1], density[j], density[j + 1], still, threshold, p[j], q[j])
            w, out = density[j], inverse[j]
            for i in range(w.size):
                out[i] = 1 / w[i] if w[i] > threshold else 0.0


@serial
def flux_row(c, u, p, q, along, across):
    """u.grad on a row of corners times what its four cells have to it."""
    for i in range(c.size - 1):
        g = p[i] * (u[i + 1] - c[i]) + q[i] * (c[i + 1] - u[i])
        along[i] = p[i] * g
        across[i] = q[i] * g


@serial
def relax_row(v, before, factor, weight, inverse, along, across, along_below, across_below):
    for i in range(1, v.size - 1):
        change = (along_below[i - 1] - along[i]) + (across[i - 1] - across_below[i])
        before[i] = before[i] + weight * (v[i] - factor * inverse[i] * change - before[i])
    wrap(before)


@parallel
def average_once(v, before, factor, weight, p, q, inverse, fluxes, low, high, parts):
    """One relaxation; the result takes the place of the one before."""
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        own = fluxes[part]
        flux_row(v[first - 1], v[first], p[first - 1], q[first - 1], own[0], own[1])
        for j in range(first, last + 1):
            now, then = 2 * ((j - first + 1) % 2), 2 * ((j - first) % 2)
            flux_row(v[j], v[j + 1], p[j], q[j], own[now], own[now + 1])
            relax_row(v[j], before[j], factor, weight, inverse[j], own[now], own[now + 1], own[then], own[then + 1])


@serial
def average(v, other, weights, factor, p, q, inverse, fluxes, low, high):
    """Relaxes v; returns the array that holds the result."""
    parts = fluxes.shape[0]
    for n in range(weights.size):
        # Of the first, nothing comes before: its weight is one.
        average_once(v, other, factor, weights[n], p, q, inverse, fluxes, low, high, parts)
        v, other = other, v
    return v


@parallel
def hand_over(density, current, slope, volume, low, high, velocity, other, parts):
    """v = (V_m/F) w <i>/s."""
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        for j in range(first, last + 1):
            w, i0, s, v, o = density[j], current[j], slope[j], velocity[j], other[j]
            for i in range(w.size):
                v[i] = volume * w[i] * i0[i] / s[i] if s[i] > 0 else 0.0
                o[i] = 0.0


@parallel
def masked_copy(density, current, low, high, out, other, parts):
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        for j in range(first, last + 1):
            w, c, o, p = density[j], current[j], out[j], other[j]
            for i in range(w.size):
                o[i] = c[i] if w[i] > 0 else 0.0
                p[i] = 0.0


@serial
def largest_in_row(field, weight, threshold):
    largest = 0.0
    for i in range(1, weight.size - 1):
        largest = max(largest, abs(field[i]) if weight[i] >= threshold else 0.0)
    return largest


@parallel
def largest_where_steep(field, weight, share, low, high, parts):
    """Largest |field| where the weight is at least a share of its maximum."""
    tops, most = np.zeros(parts), np.zeros(parts)
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        top = 0.0
        for j in range(first, last + 1):
            top = max(top, largest_in_row(weight[j], weight[j], 0.0))
        tops[part] = top
    threshold = share * tops.max()
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        largest = 0.0
        for j in range(first, last + 1):
            largest = max(largest, largest_in_row(field[j], weight[j], threshold))
        most[part] = largest
    return most.max()


@serial
def largest_change(velocity, before, low, high):
    largest = 0.0
    for j in range(low, high + 1):
        for i in range(1, velocity.shape[1] - 1):
            largest = max(largest, abs(velocity[j, i] - before[j, i]))
    return largest


# ---- motion and sharpening

@parallel
def move(xi, slope, velocity, step, low, high, logit, parts):
    """xi += dt s v, and the logarithm of the profile as it is then."""
    limit = math.log((1 - FAINT) / FAINT)
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        for j in range(first, last + 1):
            x, s, v, d = xi[j], slope[j], velocity[j], logit[j]
            for i in range(1, x.size - 1):
                x[i] += step * s[i] * v[i]
            wrap(x)
            for i in range(1, x.size - 1):
                if x[i] <= FAINT:
                    d[i] = -limit
                elif x[i] >= 1 - FAINT:
                    d[i] = limit
                else:
                    d[i] = math.log(x[i] / (1 - x[i]))
            wrap(d)


@serial
def corrected(a, b, c, d, e, limit):
    """(1 - second difference/4) of the central difference in the middle of five; as it is beside the cut of the logarithm."""
    left, middle, right = 0.5 * (c - a), 0.5 * (d - b), 0.5 * (e - c)
    is_whole = max(max(abs(a), abs(e)), abs(c)) < limit
    return middle - 0.25 * (left - 2 * middle + right) if is_whole else middle


@parallel
def normals(logit, low, high, gx, gy, parts):
    columns = logit.shape[1] - 2
    limit = 0.999 * math.log((1 - FAINT) / FAINT)
    for part in prange(parts):
        first, last = slab(low + 2, high - 2, parts, part)
        for j in range(first, last + 1):
            a, b, c, d, e = logit[j - 2], logit[j - 1], logit[j], logit[j + 1], logit[j + 2]
            for i in range(2, columns):
                gx[j, i] = corrected(c[i - 2], c[i - 1], c[i], c[i + 1], c[i + 2], limit)
            gx[j, 1] = corrected(c[columns - 1], c[0], c[1], c[2], c[3], limit)
            gx[j, columns] = corrected(c[columns - 2], c[columns - 1], c[columns], c[columns + 1], c[2], limit)
            for i in range(1, columns + 1):
                gy[j, i] = corrected(a[i], b[i], c[i], d[i], e[i], limit)
            wrap(gx[j])
            wrap(gy[j])


@serial
def small_tanh(x):
    """Lambert's continued fraction; to 1e-9 for |x| <= 1/2."""
    y = x * x
    return x * (945 + y * (105 + y)) / (945 + y * (420 + 15 * y))


@serial
def target_row(v, vn, ax, ay, bx, by, ratio, factor, bound, along, t, k):
    """t and g of the faces between cells with the velocities v and vn and the normals a and b."""
    for i in range(t.size):
        p, q = ax[i] + bx[i], ay[i] + by[i]
        normal = (p if along else q) / math.sqrt(p * p + q * q + 1e-30)
        t[i] = small_tanh(ratio * normal)
        speed = min(max(abs(v[i]), abs(vn[i])), bound)
        k[i] = factor * speed


@parallel
def targets(velocity, gx, gy, ratio, factor, bound, low, high, tx, ty, kx, ky, parts):
    """t and g of the faces right of and above each cell."""
    for part in prange(parts):
        first, last = slab(low + 2, high - 3, parts, part)
        for j in range(first, last + 1):
            v, a, b = velocity[j], gx[j], gy[j]
            target_row(v[:-1], v[1:], a[:-1], b[:-1], a[1:], b[1:], ratio, factor, bound, True, tx[j, :-1], kx[j, :-1])
            target_row(v, velocity[j + 1], a, b, gx[j + 1], gy[j + 1], ratio, factor, bound, False, ty[j], ky[j])


@serial
def passed(g, t, a, b):
    """What passes from b to a: g [(1 - t) b (1 - a) - (1 + t) a (1 - b)]."""
    return g * ((b - a) - t * (a + b - 2 * a * b))


@serial
def exchange_row(out, x, s, u, tx, kx, ty, ky, tb, kb):
    for i in range(1, x.size - 1):
        gain = (passed(kx[i], tx[i], x[i], x[i + 1]) - passed(kx[i - 1], tx[i - 1], x[i - 1], x[i])
                + passed(ky[i], ty[i], x[i], u[i]) - passed(kb[i], tb[i], s[i], x[i]))
        out[i] = x[i] + gain
    wrap(out)


@parallel
def exchange(x, out, tx, kx, ty, ky, low, high, parts):
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        for j in range(first, last + 1):
            exchange_row(out[j], x[j], x[j - 1], x[j + 1], tx[j], kx[j], ty[j], ky[j], ty[j - 1], ky[j - 1])


@serial
def copy_band(x, out, low, high):
    for j in range(low, high + 1):
        for i in range(x.shape[1]):
            out[j, i] = x[j, i]


@serial
def sharpen(xi, spare, tx, kx, ty, ky, substeps, low, high, parts):
    """In place; `spare` is as xi where nothing is exchanged."""
    copy_band(xi, spare, low, high)
    x, y = xi, spare
    for _ in range(substeps):
        exchange(x, y, tx, kx, ty, ky, low + 3, high - 3, parts)
        x, y = y, x
    if substeps % 2 == 1:
        copy_band(x, xi, low, high)
