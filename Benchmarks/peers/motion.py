"""From the current density to the motion of the front: averages across it, and the sharpening of its profile.

Repeated passes over the front's rows read one array and write the other; a thread computes the fluxes of a row once and keeps them
for the next.
"""

import math

import numpy as np
from numba import prange

from interface import TAIL, small_tanh
from threading_rows import PARTS, compiled, piece, threaded

# Square of the potential's gradient below which there is no current, V²/m².
STILL = 1e-4
# Where ξ or 1 - ξ is below this there is nothing to exchange.
EXCHANGE_TAIL = 1e-13


def chebyshev_steps(spacing, slow, reduction=0.003):
    """Steps of a relaxation that leaves `reduction` of the slowest mode, fast and slow ones by turns."""
    fast = max(2 * slow, 2 * 4.6 / spacing**2)
    condition = math.sqrt(fast / slow)
    contraction = (condition - 1) / (condition + 1)
    count = max(1, min(200, math.ceil(math.log(0.5 * reduction) / math.log(contraction))))
    middle, radius = 0.5 * (fast + slow), 0.5 * (fast - slow)
    order = [k // 2 if k % 2 == 0 else count - 1 - k // 2 for k in range(count)]
    return [1 / (middle - radius * math.cos(math.pi * (2 * k + 1) / (2 * count))) for k in order]


@threaded
def directions(first, end, order, density, potential, spacing, half_width, wide, high, inverse):
    """Direction of an average, times the root of its density, on the corners above and right of each cell.

    Along the gradient of the potential where that crosses the front, along the normal elsewhere; of `order` itself the normal.
    """
    n = order.shape[1] - 2
    a = 0.5 / spacing
    threshold = TAIL / half_width
    for r in prange(first, end):
        w, v, s = density[r], density[r + 1], inverse[r]
        for i in range(1, n + 1):
            s[i] = 1 / w[i] if w[i] > threshold else 0.0
        c, u, e, f = order[r], order[r + 1], potential[r], potential[r + 1]
        x, y = wide[r], high[r]
        for i in range(0, n + 1):
            least = min(min(w[i], w[i + 1]), min(v[i], v[i + 1]))
            p = a * ((c[i + 1] - c[i]) + (u[i + 1] - u[i]))
            q = a * ((u[i] - c[i]) + (u[i + 1] - c[i + 1]))
            scale = 1 / np.sqrt(p * p + q * q + 1e-300)
            nx, ny = p * scale, q * scale
            fx = a * ((e[i + 1] - e[i]) + (f[i + 1] - f[i]))
            fy = a * ((f[i] - e[i]) + (f[i + 1] - e[i + 1]))
            normal, tangential = fx * nx + fy * ny, fy * nx - fx * ny
            slope = tangential * normal / (normal * normal + STILL)
            lean = slope * max(0.0, 1 - slope * slope)
            mean = np.sqrt(np.sqrt(w[i] * w[i + 1]) * np.sqrt(v[i] * v[i + 1]))
            size = np.sqrt(min(mean, 2 * least)) if least > threshold else 0.0
            x[i] = size * (nx - lean * ny)
            y[i] = size * (ny + lean * nx)


@compiled
def corner_fluxes(c, u, x, y, a, p, q):
    for i in range(0, c.shape[0] - 1):
        across = a * ((c[i + 1] - c[i]) + (u[i + 1] - u[i]))
        along = a * ((u[i] - c[i]) + (u[i + 1] - c[i + 1]))
        slope = a * (x[i] * across + y[i] * along)
        p[i] = x[i] * slope
        q[i] = y[i] * slope


@compiled
def relax_rows(begin, stop, first, end, wide, high, inverse, a, step, old, new):
    n = old.shape[1] - 2
    pb, qb, p, q = np.zeros(n + 2), np.zeros(n + 2), np.zeros(n + 2), np.zeros(n + 2)
    if begin > first:
        corner_fluxes(old[begin - 1], old[begin], wide[begin - 1], high[begin - 1], a, pb, qb)
    for r in range(begin, stop):
        if r + 1 < end:
            corner_fluxes(old[r], old[r + 1], wide[r], high[r], a, p, q)
        else:
            p[:] = 0
            q[:] = 0
        s, x, y = inverse[r], old[r], new[r]
        for i in range(1, n + 1):
            across = (p[i] - p[i - 1]) + (pb[i] - pb[i - 1])
            along = (q[i] + q[i - 1]) - (qb[i] + qb[i - 1])
            y[i] = x[i] + step * s[i] * (across + along)
        y[0], y[n + 1] = y[n], y[1]
        pb, p = p, pb
        qb, q = q, qb


@threaded
def relax(first, end, wide, high, inverse, spacing, step, old, new):
    """One step of the average. No corner of the first row or the last carries a flux beyond them."""
    for part in prange(PARTS):
        begin, stop = piece(first, end, part)
        relax_rows(begin, stop, first, end, wide, high, inverse, 0.5 / spacing, step, old, new)


@threaded
def charge_to_slope(first, end, factor, density, current, slope, velocity):
    """The velocity before it is averaged: slope × velocity = density × current × V_m/F."""
    n = slope.shape[1] - 2
    for r in prange(first, end):
        w, x, s, y = density[r], current[r], slope[r], velocity[r]
        for i in range(0, n + 2):
            y[i] = factor * w[i] * x[i] / s[i] if s[i] > 0 else 0.0


@threaded
def move(first, end, xi, slope, velocity, time_step, trial):
    n = xi.shape[1] - 2
    for r in prange(first, end):
        x, s, v, t = xi[r], slope[r], velocity[r], trial[r]
        for i in range(0, n + 2):
            t[i] = x[i] + time_step * s[i] * v[i]


@compiled
def limited(correction, slope):
    most = 0.5 * abs(slope)
    return max(-most, min(most, correction))


@threaded
def log_ratio(first, end, xi, distance):
    n = xi.shape[1] - 2
    far = np.log((1 - EXCHANGE_TAIL) / EXCHANGE_TAIL)
    for r in prange(first, end):
        x, d = xi[r], distance[r]
        for i in range(0, n + 2):
            if x[i] < EXCHANGE_TAIL:
                d[i] = -far
            elif x[i] > 1 - EXCHANGE_TAIL:
                d[i] = far
            else:
                d[i] = np.log(x[i] / (1 - x[i]))


@threaded
def corrected_gradient(first, end, distance, wide, high):
    """Central differences (times 2h), each with its correction (1 - ¼ δ²) along its own axis."""
    n = distance.shape[1] - 2
    for r in prange(first, end):
        below2, below, c = distance[max(r - 2, first)], distance[max(r - 1, first)], distance[r]
        above, above2 = distance[min(r + 1, end - 1)], distance[min(r + 2, end - 1)]
        x, y = wide[r], high[r]
        for i in range(2, n):
            u = c[i + 1] - c[i - 1]
            x[i] = u + limited(0.5 * u - 0.25 * ((c[i + 2] - c[i]) + (c[i] - c[i - 2])), u)
        for i in (1, n):
            u = c[i + 1] - c[i - 1]
            right, left = c[i % n + 2] - c[i], c[i] - c[(i - 2 + n - 1) % n + 1]
            x[i] = u + limited(0.5 * u - 0.25 * (right + left), u)
        x[0], x[n + 1] = x[n], x[1]
        for i in range(0, n + 2):
            v = above[i] - below[i]
            y[i] = v + limited(0.5 * v - 0.25 * ((above2[i] - c[i]) + (c[i] - below2[i])), v)


@threaded
def exchange_rates(first, end, wide, high, speed, largest, rate, ratio, right_in, right_out, up_in, up_out):
    """Of the face right of and above each cell: what passes per substep is in × b(1 - a) - out × a(1 - b)."""
    n = speed.shape[1] - 2
    for r in prange(first, end - 1):
        u, v, ua, va = wide[r], high[r], wide[r + 1], high[r + 1]
        s, sa = speed[r], speed[r + 1]
        p, q = right_in[r], right_out[r]
        for i in range(0, n + 1):
            x, y = u[i] + u[i + 1], v[i] + v[i + 1]
            t = small_tanh(ratio * x / (np.sqrt(x * x + y * y) + 1e-30))
            g = rate * min(max(abs(s[i]), abs(s[i + 1])), largest)
            p[i], q[i] = g * (1 - t), g * (1 + t)
        p, q = up_in[r], up_out[r]
        for i in range(1, n + 1):
            x, y = u[i] + ua[i], v[i] + va[i]
            t = small_tanh(ratio * y / (np.sqrt(x * x + y * y) + 1e-30))
            g = rate * min(max(abs(s[i]), abs(sa[i])), largest)
            p[i], q[i] = g * (1 - t), g * (1 + t)


@compiled
def exchange_beside(p, q, a, out):
    """Into each cell from the one right of it."""
    for i in range(0, a.shape[0] - 1):
        out[i] = p[i] * a[i + 1] * (1 - a[i]) - q[i] * a[i] * (1 - a[i + 1])


@compiled
def exchange_above(p, q, a, b, out):
    """Into each cell from the one above."""
    for i in range(1, a.shape[0] - 1):
        out[i] = p[i] * b[i] * (1 - a[i]) - q[i] * a[i] * (1 - b[i])


@compiled
def sharpen_rows(begin, stop, first, end, right_in, right_out, up_in, up_out, old, new):
    n = old.shape[1] - 2
    beside, above, below = np.zeros(n + 2), np.zeros(n + 2), np.zeros(n + 2)
    if begin > first:
        exchange_above(up_in[begin - 1], up_out[begin - 1], old[begin - 1], old[begin], below)
    for r in range(begin, stop):
        a = old[r]
        if r + 1 < end:
            exchange_beside(right_in[r], right_out[r], a, beside)
            exchange_above(up_in[r], up_out[r], a, old[r + 1], above)
        else:
            beside[:] = 0
            above[:] = 0
        c = new[r]
        for i in range(1, n + 1):
            c[i] = a[i] + ((beside[i] - beside[i - 1]) + (above[i] - below[i]))
        c[0], c[n + 1] = c[n], c[1]
        below, above = above, below


@threaded
def sharpen(first, end, right_in, right_out, up_in, up_out, old, new):
    """One substep of the exchange between neighbours. Nothing moves in the last row and below the first."""
    for part in prange(PARTS):
        begin, stop = piece(first, end, part)
        sharpen_rows(begin, stop, first, end, right_in, right_out, up_in, up_out, old, new)


class Average:
    """Evens a quantity out across the front, conserving its sum weighted with a density."""

    def __init__(self, rows, columns, spacing, half_width, slowest_rate):
        field = lambda: np.zeros((rows, columns + 2))
        self.spacing, self.half_width = spacing, half_width
        self.wide, self.high, self.inverse, self.other = field(), field(), field(), field()
        self.steps = chebyshev_steps(spacing, slowest_rate / half_width**2)

    def prepare(self, band, order, density, potential):
        directions(*band, order, density, potential, self.spacing, self.half_width, self.wide, self.high, self.inverse)

    def apply(self, band, quantity):
        """Returns the averaged field; `quantity` is overwritten."""
        old, new = quantity, self.other
        for step in self.steps:
            relax(*band, self.wide, self.high, self.inverse, self.spacing, step, old, new)
            old, new = new, old
        self.other = new
        return old


class Sharpening:
    """Keeps the tanh profile of the front, conserving its volume, at a rate in proportion to the local speed."""

    def __init__(self, rows, columns, spacing, half_width, factor):
        field = lambda: np.zeros((rows, columns + 2))
        self.spacing, self.half_width, self.factor = spacing, half_width, factor
        self.distance, self.wide, self.high, self.other = field(), field(), field(), field()
        self.rates = [field() for _ in range(4)]

    def apply(self, band, order, speed, largest, time_step):
        """Returns the sharpened profile, outside the band that of `order`, and the number of substeps."""
        h, delta = self.spacing, self.half_width
        whole = time_step * self.factor * largest * delta / (2 * h * h)
        count = max(1, math.ceil(4 * whole * (1 + small_tanh(h / delta))))
        log_ratio(*band, order, self.distance)
        corrected_gradient(*band, self.distance, self.wide, self.high)
        rate = 0.5 * (self.factor * time_step / count) * delta / (h * h)
        exchange_rates(*band, self.wide, self.high, speed, largest, rate, h / delta, *self.rates)
        old, new = order, self.other
        new[: band[0]], new[band[1] :] = old[: band[0]], old[band[1] :]
        for _ in range(count):
            sharpen(*band, *self.rates, old, new)
            old, new = new, old
        self.other = new
        return old, count
