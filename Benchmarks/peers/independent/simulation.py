"""A step of the model and the choice of its size.

Charge, then salt with its reaction implicit, then the front, each from what the last two steps foresee; a second pass only where salt and
drop would change the current. Charge is solved by an inexact Newton method (Eisenstat and Walker, SIAM J. Sci. Comput. 17 (1996) 16), whose
matrix serves as preconditioner once it has been assembled in a step.
"""

import math

import numba
import numpy as np

import cycle
import front
import krylov
import motion
import transport
from rows import framed

FARADAY, GAS = 96485.33212, 8.31446261815324
# Of the velocity of the front between two passes, relative to the fastest; a single pass may leave a tenth of it.
PASS_TOLERANCE = 1e-2


class Simulation:
    def __init__(self, checkpoint):
        value, self.h = checkpoint.value, checkpoint.spacing
        self.parts = numba.get_num_threads()
        fields = checkpoint.fields
        self.rows, self.columns = (count - 2 * k for k, count in enumerate(fields["orderParameter"].shape))
        self.width = value("numerics", "interfaceHalfWidth")
        self.thermal = GAS * value("cell", "temperature") / FARADAY
        self.volume = value("electrode", "molarVolume") / FARADAY
        self.capillary = self.volume * value("electrode", "interfacialEnergy")
        self.exchange, self.transfer = value("electrode", "exchangeCurrentDensity"), value("electrode", "chargeTransferCoefficient")
        self.reference = self.reservoir = value("electrolyte", "concentration")
        self.molar = value("electrolyte", "ionicConductivity") / self.reference
        self.diffusivity = value("electrolyte", "saltDiffusivity")
        free = 1 - value("electrolyte", "cationTransferenceNumber")
        self.beta = 2 * free * value("electrolyte", "thermodynamicFactor") - 1
        self.per_charge = free / FARADAY
        self.distance = value("electrolyte", "reservoirDistance")
        self.travel, self.step_tolerance = value("numerics", "timeStepFactor"), value("numerics", "stepTolerance")
        self.sharpening, self.salt_tolerance = value("numerics", "sharpeningRate"), value("numerics", "saltTolerance")
        self.metal_potential = checkpoint.model["numbers"]["metalPotential"]
        self.drop_constants = (self.molar, self.width, self.width * self.per_charge / self.diffusivity, self.exchange, self.thermal)

        self.xi, self.c, self.phi = (framed(fields[name]) for name in ("orderParameter", "ionConcentration", "reducedPotential"))
        self.c_before, self.phi_before = (framed(fields[name]) for name in ("earlierIonConcentration", "earlierReducedPotential"))
        self.mean, self.mean_before = (framed(fields[name]) for name in ("frontCurrentDensity", "earlierFrontCurrentDensity"))
        self.velocity, self.amount = (framed(fields[name]) for name in ("frontVelocity", "saltAmount"))
        blank = lambda: np.zeros_like(self.xi)
        (self.logit, self.metal, self.density, self.slope, self.divergence, self.equilibrium, self.ohmic, self.plating, self.stripping,
         self.current, self.spare_mean, self.new_velocity, self.spare_velocity, self.gx, self.gy, self.tx, self.ty, self.kx, self.ky,
         self.k, self.load, self.extra, self.r, self.inverse, self.pass_velocity) = (blank() for _ in range(25))
        self.middle, self.spare, self.tried = self.xi.copy(), self.xi.copy(), self.c.copy()
        self.p, self.q = (np.zeros(self.xi.shape, np.float32) for _ in range(2))
        self.fluxes = np.zeros((self.parts, 4, self.columns + 2))
        self.link, self.source = np.zeros(self.columns + 2), np.zeros(self.columns + 2)
        # Halves, because a link is the sum of what its two cells have.
        self.molar_factor, self.salt_factor = 0.5 * self.molar / self.h**2, 0.5 * self.diffusivity / self.h**2
        front.metal_row(self.xi.ravel(), self.metal.ravel())
        conducting = 1 - 0.9999 * self.metal
        self.conductance, self.storage = self.molar_factor * conducting, self.salt_factor * conducting
        for field in (self.conductance, self.storage):
            field[0], field[-1] = -field[1], -field[-2]
        self.salt_link = 1 / ((0.5 * self.h + self.distance) / self.diffusivity * self.h)
        self.work = krylov.make_work(self.rows, self.columns, self.parts)
        self.low, self.high = front.band_of(self.xi)

        # Rates in units of a cell: 3/delta^2 and 1/delta^2 are the slowest; the fastest by Gershgorin, corners having at most twice the
        # density of a cell, for directions of length 1.15^(1/2) and 1.
        slow = (self.h / self.width) ** 2
        self.current_weights, self.current_factor = motion.chebyshev(3 * slow, 9.2, 0.003)
        self.velocity_weights, self.velocity_factor = motion.chebyshev(slow, 8.0, 0.01)
        numbers = checkpoint.model
        self.time, self.steps, self.last = numbers["time"], numbers["step"], numbers["numbers"]["earlierTimeStep"]
        self.speed, self.relaxation = checkpoint.simulation["metrics"]["report"]["frontSpeed"], 0.0
        self.error, self.reports = 0.0, []

    # ---- sizes

    def size(self, until):
        """The front's travel, half the time in which capillarity flattens the shortest ripple, 1.2 times the last step."""
        left = until - self.time
        # Two equal steps lead to the end, rather than a whole one and the rest.
        size = min(self.travel * self.h / self.speed, 1.2 * self.last, 0.5 / self.relaxation if self.relaxation > 0 else math.inf)
        if self.error > 0.5 * self.step_tolerance:
            size = min(size, 0.7 * self.last)
        return left if left <= size * (1 + 1e-9) else min(size, 0.5 * left)

    # ---- a step

    def locate(self, step):
        low, high = front.band_of(self.xi)
        self.low, self.high = min(low, self.low), max(high, self.high)
        if self.low < 3 or self.high > self.rows - 2:
            raise RuntimeError("the front has come to an end of the domain")
        low, high, parts = self.low, self.high, self.parts
        front.foresee(self.xi, self.velocity, 0.5 * step / self.width, step / self.width, self.h / self.width, low, high, self.middle,
                      self.logit, self.metal, self.conductance, self.molar_factor, self.storage, self.salt_factor, parts)
        front.shape(self.middle, self.metal, self.logit, self.width, self.h, low, high, self.density, self.slope, self.divergence, parts)
        front.equilibrium(self.divergence, self.logit, self.capillary, self.width, self.h, low, high, self.equilibrium, parts)

    def react(self):
        front.react(self.density, self.phi, self.equilibrium, self.ohmic, self.metal_potential, self.exchange, self.transfer, self.thermal,
                    self.low, self.high, self.plating, self.stripping, self.parts)

    def imbalance(self, c, linearizes):
        squares, drawn = transport.balance(
            self.phi, self.k, self.load, self.density, self.plating, self.stripping, c, self.reference, self.transfer, self.thermal,
            self.link, self.low, self.high, linearizes, self.r, self.extra, self.parts)
        return math.sqrt(squares), math.sqrt(drawn)

    def assemble_charge(self, c):
        transport.counter_side(c[-2], self.conductance[-2], self.h, self.reservoir, self.molar, self.distance, self.thermal, self.beta,
                               self.link, self.source)
        transport.assemble_charge(self.conductance, c, self.thermal * self.beta, self.source, self.k, self.load, self.parts)

    def solve_charge(self, c, tolerance, report):
        """Newton's method for phi at the concentration c."""
        self.assemble_charge(c)
        residual = None
        for newton in range(60):
            self.react()
            before, (residual, drawn) = residual, self.imbalance(c, True)
            if residual <= tolerance * drawn:
                break
            if newton == 0:
                cycle.assemble(self.work.hierarchy, self.k, self.extra)
                goal = 0.03 * residual
            else:
                # Quadratic: what is left now, relative to what was before, squared, is what Newton's method leaves.
                goal = min(0.1, (residual / before) ** 2) * residual
            goal = max(goal, 0.3 * tolerance * drawn)
            report["potential"] += self.iterate(self.phi, goal)
            report["newton"] += 1
        else:
            raise RuntimeError("the potential is not solved")

    def iterate(self, x, goal):
        count = krylov.solve(self.work, self.k if x is self.phi else self.storage, self.extra, x, self.r, goal, 100)
        if count < 0:
            raise RuntimeError("a linear problem is not solved")
        return count

    def solve_salt(self, c, step, report):
        low, high = self.low, self.high
        residual, load = transport.assemble_salt(
            c, self.storage, 1 / self.salt_factor, self.amount, self.density, self.plating, self.stripping, self.per_charge, self.reference,
            step, self.salt_link, self.reservoir, low, high, self.r, self.extra, self.parts)
        goal = self.salt_tolerance * math.sqrt(load)
        if math.sqrt(residual) > goal:
            cycle.assemble(self.work.hierarchy, self.storage, self.extra)
            report["salt"] += self.iterate(c, goal)

    def average_current(self, is_new):
        low, high, parts = self.low, self.high, self.parts
        threshold = front.TAIL / self.width
        if is_new:
            motion.prepare_average(self.middle, self.phi, self.density, (2 * self.h * 0.01) ** 2, self.h, threshold, low, high,
                                   self.p, self.q, self.inverse, parts)
        motion.masked_copy(self.density, self.current, low, high, self.mean, self.spare_mean, parts)
        found = motion.average(self.mean, self.spare_mean, self.current_weights, self.current_factor, self.p, self.q, self.inverse,
                               self.fluxes, low, high)
        if found is not self.mean:
            self.mean, self.spare_mean = self.spare_mean, self.mean

    def average_velocity(self):
        low, high, parts = self.low, self.high, self.parts
        motion.prepare_average(self.middle, self.middle, self.slope, math.inf, self.h, front.TAIL / self.width, low, high,
                               self.p, self.q, self.inverse, parts)
        motion.hand_over(self.density, self.mean, self.slope, self.volume, low, high, self.new_velocity, self.spare_velocity, parts)
        found = motion.average(self.new_velocity, self.spare_velocity, self.velocity_weights, self.velocity_factor, self.p, self.q,
                               self.inverse, self.fluxes, low, high)
        if found is not self.new_velocity:
            self.new_velocity, self.spare_velocity = self.spare_velocity, self.new_velocity

    def move(self, step):
        low, high, parts = self.low, self.high, self.parts
        ratio = self.h / self.width
        motion.move(self.xi, self.slope, self.new_velocity, step, low, high, self.logit, parts)
        motion.normals(self.logit, low, high, self.gx, self.gy, parts)
        most = step * self.sharpening * self.speed * self.width / (2 * self.h**2)
        substeps = max(1, math.ceil(4 * most * (1 + math.tanh(ratio))))
        motion.targets(self.new_velocity, self.gx, self.gy, ratio, most / self.speed / substeps, self.speed, low, high,
                       self.tx, self.ty, self.kx, self.ky, parts)
        motion.sharpen(self.xi, self.spare, self.tx, self.kx, self.ty, self.ky, substeps, low, high, parts)

    def step(self, until):
        step = self.size(until)
        report = {"size": step, "passes": 0, "newton": 0, "potential": 0, "salt": 0}
        parts = self.parts
        self.locate(step)
        factor = min(1.2, step / self.last)
        transport.extrapolate(self.c, self.c_before, factor, 0.5, 1, self.rows, parts)
        transport.extrapolate(self.phi, self.phi_before, factor, 0.0, 1, self.rows, parts)
        transport.extrapolate(self.mean, self.mean_before, factor, 0.0, self.low, self.high, parts)
        # What was before is what is tried now; what is now is what will have been before.
        self.c, self.c_before = self.c_before, self.c
        self.phi, self.phi_before = self.phi_before, self.phi
        self.mean, self.mean_before = self.mean_before, self.mean
        tried = self.tried
        change = math.inf
        while True:
            report["passes"] += 1
            np.copyto(tried, self.c)
            front.drop(self.density, self.mean, tried, self.logit, self.drop_constants, self.low, self.high, self.ohmic, parts)
            self.solve_charge(tried, PASS_TOLERANCE / 100, report)
            self.solve_salt(self.c, step, report)
            total = front.current_of(self.density, self.plating, self.stripping, self.c, self.reference, self.low, self.high,
                                     self.current, parts)
            self.average_current(True)
            if report["passes"] > 1:
                np.copyto(self.pass_velocity, self.new_velocity)
            self.average_velocity()
            self.speed = self.volume * motion.largest_where_steep(self.mean, self.slope, 0.02, self.low, self.high, parts)
            if report["passes"] == 1:
                change = self.volume / self.speed * front.inconsistency(
                    self.density, self.slope, self.plating, self.stripping, self.c, tried, self.reference, self.mean, self.logit,
                    self.ohmic, self.drop_constants, self.transfer, self.low, self.high, parts)
                self.error, first_total = change, total
                if change <= 0.1 * PASS_TOLERANCE:
                    break
            else:
                change = motion.largest_change(self.new_velocity, self.pass_velocity, self.low, self.high) / self.speed
                self.error = abs(total / first_total - 1)
                if change <= PASS_TOLERANCE:
                    break
            if report["passes"] == 24:
                raise RuntimeError("the passes do not agree")
            front.store_end(self.xi, self.new_velocity, self.slope, step, self.low, self.high, self.storage, self.salt_factor, parts)
        self.finish(step, total, report)

    def ripple_rate(self):
        """(V_m/F)^2 gamma k^2 max(-di/d eta) of the shortest ripple of the grid, k^2 = 8/h^2."""
        conductance = self.divergence
        front.conductance_of(self.plating, self.stripping, self.c, self.reference, self.transfer, self.thermal, self.low, self.high,
                             conductance, self.parts)
        return self.volume * self.capillary * 8 / self.h**2 * motion.largest_where_steep(
            conductance, self.density, 0.02, self.low, self.high, self.parts)

    def finish(self, step, total, report):
        transport.keep_salt(self.c, self.storage, 1 / self.salt_factor, self.r, step, self.amount, self.parts)
        self.relaxation = self.ripple_rate()
        self.close(report)
        self.move(step)
        self.velocity, self.new_velocity = self.new_velocity, self.velocity
        self.time += step
        self.steps += 1
        self.last = step
        report["current"] = total * self.h / self.columns
        self.reports.append(report)

    def close(self, report):
        """The potential that carries the current of the front through the salt of the end."""
        self.assemble_charge(self.c)
        residual, drawn = self.imbalance(self.c, False)
        if residual > 1e-6 * drawn:
            cycle.assemble(self.work.hierarchy, self.k, self.extra)
            report["potential"] += self.iterate(self.phi, 1e-6 * drawn)

    def run(self, until):
        while self.time < until:
            self.step(until)
            if abs(self.time - until) < 1e-9 * until:
                self.time = until

    def heights(self):
        return front.heights(self.xi, self.h)
