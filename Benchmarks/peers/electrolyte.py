"""Charge and salt of the electrolyte in the smoothed boundary, and the reaction on the front."""

import math

import numpy as np
from numba import prange

from threading_rows import compiled, threaded

# ψ + floor (1 - ψ) conducts and holds salt.
FLOOR = 1e-4
LARGEST_EXPONENT = 60.0


@threaded
def conductivity(psi, c, molar_conductivity, molar, conductive):
    """ψΛ and ψκ."""
    rows, n = c.shape[0], c.shape[1] - 2
    for r in prange(rows):
        p, x, m, k = psi[r], c[r], molar[r], conductive[r]
        for i in range(0, n + 2):
            m[i] = molar_conductivity * (FLOOR + (1 - FLOOR) * p[i])
            k[i] = m[i] * x[i]


@threaded
def diffusion_current(molar, c, factor, source):
    """Minus the divergence of the diffusion current; factor = β RT/F / (2 h²)."""
    rows, n = c.shape[0], c.shape[1] - 2
    for r in prange(rows):
        x, m, s = c[r], molar[r], source[r]
        xb, mb, xa, ma = c[max(r - 1, 0)], molar[max(r - 1, 0)], c[min(r + 1, rows - 1)], molar[min(r + 1, rows - 1)]
        for i in range(1, n + 1):
            lateral = (m[i] + m[i + 1]) * (x[i] - x[i + 1]) + (m[i] + m[i - 1]) * (x[i] - x[i - 1])
            s[i] = factor * (lateral + (m[i] + mb[i]) * (x[i] - xb[i]) + (m[i] + ma[i]) * (x[i] - xa[i]))


@threaded
def diffusivity(psi, value, coefficient):
    """ψD."""
    rows, n = psi.shape[0], psi.shape[1] - 2
    for r in prange(rows):
        p, k = psi[r], coefficient[r]
        for i in range(0, n + 2):
            k[i] = value * (FLOOR + (1 - FLOOR) * p[i])


@compiled
def exponential(x):
    return np.exp(max(-LARGEST_EXPONENT, min(LARGEST_EXPONENT, x)))


@compiled
def linearize_row(p, w, e, u, x, exchange, alpha, f, reference, metal, a, b, g, d, l):
    net_square, gross_square = 0.0, 0.0
    for i in range(1, p.shape[0] - 1):
        if w[i] > 0:
            eta = f * (metal - p[i] - e[i] + u[i])
            forward = exponential(-alpha * eta)
            # One exponential serves both directions where the coefficient is a half.
            backward = 1 / forward if alpha == 0.5 else exponential((1 - alpha) * eta)
            a[i], b[i] = exchange * forward, exchange * backward
            relative = x[i] / reference
            g[i] = f * (alpha * relative * a[i] + (1 - alpha) * b[i])
            net, gross = w[i] * (relative * a[i] - b[i]), w[i] * (relative * a[i] + b[i])
            d[i] = w[i] * g[i]
            l[i] += d[i] * p[i] - net
            net_square += net * net
            gross_square += gross * gross
        else:
            a[i], b[i], g[i] = 0.0, 0.0, 0.0
    return net_square, gross_square


@threaded
def linearize(first, end, phi, density, shape, drop, c, exchange, alpha, f, reference, metal, source,
              plating, stripping, conductance, diagonal, load, partials):
    """Newton's equation for the whole of φ̃: diagonal and load, with A, B and the conductance of the reaction i = (c/c₀) A - B.

    `partials` become, row by row, the squares of w i and of w ((c/c₀) A + B).
    """
    rows, n = phi.shape[0], phi.shape[1] - 2
    for r in prange(rows):
        s, d, l = source[r], diagonal[r], load[r]
        for i in range(1, n + 1):
            d[i] = 0.0
            l[i] = s[i]
        if first <= r and r < end:
            partials[r, 0], partials[r, 1] = linearize_row(
                phi[r], density[r], shape[r], drop[r], c[r], exchange, alpha, f, reference, metal,
                plating[r], stripping[r], conductance[r], d, l)
        else:
            partials[r, 0], partials[r, 1] = 0.0, 0.0


@compiled
def current_row(x, a, b, w, reference, y):
    n = y.shape[0] - 2
    total = 0.0
    for i in range(1, n + 1):
        y[i] = x[i] / reference * a[i] - b[i]
        total += w[i] * y[i]
    y[0], y[n + 1] = y[n], y[1]
    return total


@threaded
def current_density(first, end, c, reference, plating, stripping, density, current):
    """i, and Σ w i."""
    total = 0.0
    for r in prange(first, end):
        total += current_row(c[r], plating[r], stripping[r], density[r], reference, current[r])
    return total


@threaded
def ohmic_drop(first, end, density, place, current, c, molar_conductivity, depletion, transfer, exchange, most, drop):
    """Drop between the place of the front and a cell of its interface."""
    n = c.shape[1] - 2
    for r in prange(first, end):
        w, s, v, y, u = density[r], place[r], current[r], c[r], drop[r]
        for i in range(1, n + 1):
            flow = v[i]
            used, kappa = depletion * flow / y[i], molar_conductivity * y[i]
            biot = transfer * (exchange * exchange + 0.25 * flow * flow) / (kappa * kappa)
            line = s[i] * flow / kappa
            u[i] = max(-most, min(most, line / (1 + 100 * used * used + biot * biot))) if w[i] > 0 else 0.0


@threaded
def salt_equation(psi, amount, density, plating, stripping, per_charge, reference, time_step, first, end, diagonal, load,
                  partials):
    """Backward Euler with the current implicit in c; `partials` become the squares of the load and of the salt."""
    rows, n = psi.shape[0], psi.shape[1] - 2
    inverse = 1 / time_step
    for r in prange(rows):
        p, q, d, l = psi[r], amount[r], diagonal[r], load[r]
        held = 0.0
        for i in range(1, n + 1):
            d[i] = inverse * (FLOOR + (1 - FLOOR) * p[i])
            l[i] = inverse * q[i]
            held += l[i] * l[i]
        if first <= r and r < end:
            w, a, b = density[r], plating[r], stripping[r]
            for i in range(1, n + 1):
                d[i] += per_charge * w[i] * a[i] / reference
                l[i] += per_charge * w[i] * b[i]
        square = 0.0
        for i in range(1, n + 1):
            square += l[i] * l[i]
        partials[r, 0], partials[r, 1] = square, held


@threaded
def advance_salt(image, density, current, factor, time_step, first, end, amount):
    """amount += Δt [∇·(ψD∇c) - (1 - t₊) w i/F]; factor = (1 - t₊)/F."""
    rows, n = amount.shape[0], amount.shape[1] - 2
    for r in prange(rows):
        q, f = amount[r], image[r]
        for i in range(1, n + 1):
            q[i] -= time_step * f[i]
        if first <= r and r < end:
            w, y = density[r], current[r]
            for i in range(1, n + 1):
                q[i] -= time_step * factor * w[i] * y[i]
        q[0], q[n + 1] = q[n], q[1]


@threaded
def carry_load(source, density, current, first, end, load, partials):
    """Right-hand side of the potential that carries a given current; `partials` become Σ (w i)² of each row."""
    rows, n = load.shape[0], load.shape[1] - 2
    for r in prange(rows):
        s, l = source[r], load[r]
        for i in range(1, n + 1):
            l[i] = s[i]
        square = 0.0
        if first <= r and r < end:
            w, y = density[r], current[r]
            for i in range(1, n + 1):
                sink = w[i] * y[i]
                l[i] -= sink
                square += sink * sink
        partials[r, 0] = square


@threaded
def extrapolate(c, c_before, phi, phi_before, factor, next_c, next_phi):
    """First guess of a step: linear in time, the salt no lower than half of what it is."""
    rows, n = c.shape[0], c.shape[1] - 2
    for r in prange(rows):
        x, y, t, p, q, u = c[r], c_before[r], next_c[r], phi[r], phi_before[r], next_phi[r]
        for i in range(0, n + 2):
            t[i] = max(x[i] + factor * (x[i] - y[i]), 0.5 * x[i])
            u[i] = p[i] + factor * (p[i] - q[i])


@threaded
def largest_change(first, end, old, new, density):
    """Where there is interface."""
    n = old.shape[1] - 2
    most = np.zeros(end - first)
    for r in prange(first, end):
        p, q, w = old[r], new[r], density[r]
        largest = 0.0
        for i in range(1, n + 1):
            largest = max(largest, abs(q[i] - p[i]) if w[i] > 0 else 0.0)
        most[r - first] = largest
    return most.max()


@threaded
def largest_speeds(first, end, mean, before, slope, faint):
    """Largest |mean| and |mean - before| where the slope is above `faint`."""
    n = mean.shape[1] - 2
    speeds, changes = np.zeros(end - first), np.zeros(end - first)
    for r in prange(first, end):
        x, y, s = mean[r], before[r], slope[r]
        speed, change = 0.0, 0.0
        for i in range(1, n + 1):
            speed = max(speed, abs(x[i]) if s[i] > faint else 0.0)
            change = max(change, abs(x[i] - y[i]) if s[i] > faint else 0.0)
        speeds[r - first], changes[r - first] = speed, change
    return speeds.max(), changes.max()


@threaded
def inconsistency(first, end, slope, steep, c, foreseen, reference, plating, conductance, drop, drop_before):
    """Largest |A Δc/c₀| + |∂i/∂φ Δu| where the slope is above `steep`."""
    n = c.shape[1] - 2
    most = np.zeros(end - first)
    for r in prange(first, end):
        s, x, y, a, g, u, v = slope[r], c[r], foreseen[r], plating[r], conductance[r], drop[r], drop_before[r]
        largest = 0.0
        for i in range(1, n + 1):
            size = abs(a[i] * (x[i] - y[i]) / reference) + abs(g[i] * (u[i] - v[i]))
            largest = max(largest, size if s[i] > steep else 0.0)
        most[r - first] = largest
    return most.max()


class StagnantLayer:
    """Electrolyte of constant properties between the top of the domain and the reservoir, at rest and quasi-steady."""

    def __init__(self, cell):
        self.cell = cell

    def charge(self, psi, c):
        """Links of the top cells to the counter plane over h, S/m³, and the potential beyond times that link, from ψ and c there."""
        cell, h = self.cell, self.cell.spacing
        kappa = cell.molar_conductivity * (FLOOR + (1 - FLOOR) * psi) * c
        resistance = 0.5 * h / kappa
        if cell.reservoir_distance > 0:
            weight = 0.5 * h / (0.5 * h + cell.reservoir_distance)
            face = c + (cell.concentration - c) * weight
            resistance += cell.reservoir_distance * mean_inverse(face, cell.concentration) / cell.molar_conductivity
        link = 1 / (resistance * h)
        counter = -cell.thermal_voltage * math.log(cell.concentration / cell.reference_concentration)
        return link, link * (counter - cell.thermal_voltage * cell.beta * np.log(cell.concentration / c))

    def salt(self, psi):
        """Links of the top cells to the reservoir over h, 1/s."""
        cell, h = self.cell, self.cell.spacing
        coefficient = cell.diffusivity * (FLOOR + (1 - FLOOR) * psi)
        return 1 / ((0.5 * h / coefficient + cell.reservoir_distance / cell.diffusivity) * h)


def mean_inverse(low, high):
    """Mean of 1/c between two concentrations."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(high / low) / (high - low)
    return np.where(np.abs(high - low) > 1e-6 * high, ratio, 2 / (high + low))
