"""Charge and salt in the electrolyte: coefficients, loads and residuals of the two linear problems.

Finite volumes with arithmetic means of the coefficients on faces (Docs/Model.md). Conductivity is proportional to the concentration, so
that the diffusion current kappa grad ln c is linear in c. Above the domain a stagnant layer leads to the reservoir; in it c is linear.
"""

import math

import numpy as np
from numba import prange

from rows import parallel, serial, slab, wrap


@serial
def counter_side(c, conductance, cell, reservoir, molar, distance, thermal, beta, link, source):
    """Conductance of the way from each top cell to the reservoir, and the potential beyond it times that."""
    share = 0.5 * cell / (0.5 * cell + distance)
    for i in range(1, c.size - 1):
        face = c[i] + (reservoir - c[i]) * share
        rise = reservoir - face
        mean = math.log(reservoir / face) / rise if abs(rise) > 1e-9 * reservoir else 1 / reservoir
        link[i] = 1 / ((0.5 * cell / (molar * c[i]) + distance * mean / molar) * cell)
        source[i] = -link[i] * thermal * beta * math.log(reservoir / c[i])


@serial
def conduct_row(k, load, c, s, u, m, ms, mu, factor):
    for i in range(1, k.size - 1):
        k[i] = m[i] * c[i]
        load[i] = factor * ((m[i] + m[i - 1]) * (c[i] - c[i - 1]) + (m[i] + m[i + 1]) * (c[i] - c[i + 1])
                            + (m[i] + ms[i]) * (c[i] - s[i]) + (m[i] + mu[i]) * (c[i] - u[i]))
    wrap(k)


@parallel
def assemble_charge(m, c, factor, source, k, load, parts):
    """k = m c, and what drives the diffusion current; nothing passes walls."""
    rows = k.shape[0] - 2
    for part in prange(parts):
        first, last = slab(1, rows, parts, part)
        for j in range(first, last + 1):
            conduct_row(k[j], load[j], c[j], c[j - 1], c[j + 1], m[j], m[j - 1], m[j + 1], factor)
            if j == rows:
                for i in range(1, k.shape[1] - 1):
                    load[j, i] += source[i]
    for i in range(k.shape[1]):
        k[0, i], k[rows + 1, i] = -k[1, i], -k[rows, i]


@serial
def remainder_row(r, extra, x, s, u, k, ks, ku):
    """r - A x in place, and its square."""
    total = 0.0
    for i in range(1, r.size - 1):
        value = r[i] - ((k[i] + k[i - 1]) * (x[i] - x[i - 1]) + (k[i] + k[i + 1]) * (x[i] - x[i + 1])
                        + (k[i] + ks[i]) * (x[i] - s[i]) + (k[i] + ku[i]) * (x[i] - u[i]) + extra[i] * x[i])
        r[i] = value
        total += value * value
    return total


@serial
def front_row(r, load, w, a, b, c, reference):
    total = 0.0
    for i in range(1, r.size - 1):
        drawn = w[i] * (c[i] / reference * a[i] - b[i])
        r[i] = load[i] - drawn
        total += drawn * drawn
    return total


@serial
def slope_row(extra, w, a, b, c, reference, transfer, thermal):
    for i in range(1, w.size - 1):
        extra[i] += w[i] * (transfer * c[i] / reference * a[i] + (1 - transfer) * b[i]) / thermal


@parallel
def balance(phi, k, load, density, plating, stripping, c, reference, transfer, thermal, link, low, high, linearizes, r, extra, parts):
    """Charge balance r = load - w i - A phi; squares of r and of w i. With `linearizes` the front's conductance is added to `extra`."""
    rows = k.shape[0] - 2
    squares, drawn = np.zeros(parts), np.zeros(parts)
    for part in prange(parts):
        first, last = slab(1, rows, parts, part)
        square, current = 0.0, 0.0
        for j in range(first, last + 1):
            rj, ej, lj = r[j], extra[j], load[j]
            is_front = low <= j <= high
            if is_front:
                current += front_row(rj, lj, density[j], plating[j], stripping[j], c[j], reference)
            else:
                for i in range(1, rj.size - 1):
                    rj[i] = lj[i]
            if j == rows:
                for i in range(1, rj.size - 1):
                    ej[i] = link[i]
            elif is_front:
                for i in range(1, rj.size - 1):
                    ej[i] = 0.0
            square += remainder_row(rj, ej, phi[j], phi[j - 1], phi[j + 1], k[j], k[j - 1], k[j + 1])
            if linearizes and is_front:
                slope_row(ej, density[j], plating[j], stripping[j], c[j], reference, transfer, thermal)
        squares[part] = square
        drawn[part] = current
    return squares.sum(), drawn.sum()


@serial
def consumption_row(r, extra, w, a, b, per_charge, reference):
    for i in range(1, r.size - 1):
        extra[i] += per_charge * w[i] * a[i] / reference
        r[i] += per_charge * w[i] * b[i]


@parallel
def assemble_salt(c, storage, psi_of_storage, amount, density, plating, stripping, per_charge, reference, step, link, reservoir, low, high,
                  r, extra, parts):
    """Backward Euler with the current implicit, i = (c/c0) A - B: residual at c; squares of it and of the right-hand side."""
    rows = c.shape[0] - 2
    squares, loads = np.zeros(parts), np.zeros(parts)
    for part in prange(parts):
        first, last = slab(1, rows, parts, part)
        square, whole = 0.0, 0.0
        for j in range(first, last + 1):
            rj, ej, qj, kj = r[j], extra[j], amount[j], storage[j]
            for i in range(1, rj.size - 1):
                ej[i] = psi_of_storage / step * kj[i]
                rj[i] = qj[i] / step
            if low <= j <= high:
                consumption_row(rj, ej, density[j], plating[j], stripping[j], per_charge, reference)
            if j == rows:
                for i in range(1, rj.size - 1):
                    ej[i] += link
                    rj[i] += link * reservoir
            for i in range(1, rj.size - 1):
                whole += rj[i] * rj[i]
            square += remainder_row(rj, ej, c[j], c[j - 1], c[j + 1], kj, storage[j - 1], storage[j + 1])
        squares[part] = square
        loads[part] = whole
    return squares.sum(), loads.sum()


@parallel
def keep_salt(c, storage, psi_of_storage, r, step, amount, parts):
    """psi c in flux form: what the solution holds and what the solve has left of the equation."""
    for part in prange(parts):
        first, last = slab(1, c.shape[0] - 2, parts, part)
        for j in range(first, last + 1):
            q, k, x, rj = amount[j], storage[j], c[j], r[j]
            for i in range(1, q.size - 1):
                q[i] = psi_of_storage * k[i] * x[i] + step * rj[i]


@parallel
def extrapolate(now, before, factor, least, low, high, parts):
    """now + factor (now - before), into `before`; not below `least` of what it is now if that is positive."""
    for part in prange(parts):
        first, last = slab(low, high, parts, part)
        for j in range(first, last + 1):
            n, b = now[j], before[j]
            if least > 0:
                for i in range(n.size):
                    b[i] = max(n[i] + factor * (n[i] - b[i]), least * n[i])
            else:
                for i in range(n.size):
                    b[i] = n[i] + factor * (n[i] - b[i])
