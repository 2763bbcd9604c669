"""The default model of lidendrite, step by step: two potentials, smoothed boundary, lithium conserved.

A step takes the front of its middle, iterates potential and salt until their current agrees, moves the front, and solves once more
for the potential that carries the current. The preconditioner of the linear solves is what the peers differ in.
"""

import math
import time

import numpy as np

import electrolyte as el
import interface as shape
import motion
from conduction import Conduction, image

FARADAY, GAS = 96485.33212331002, 8.31446261815324
PASS_TOLERANCE, MOST_PASSES = 1e-2, 24
# Parts of it, and of the step's tolerance, that the first pass may have left to be the only one.
ONLY_PASS_SHARE, ONLY_PASS_SHARE_OF_STEP = 0.1, 0.5
# Parts of the slope's maximum above which it counts what the first pass leaves, and what the others change.
STEEP_SLOPE, FAINT_SLOPE = 0.7, 0.02
# Largest change of φ̃ in one Newton step, V.
STEP_CAP = 0.08


class StepRefused(Exception):
    pass


class Cell:
    def __init__(self, checkpoint, make_preconditioner):
        value = checkpoint.value
        temperature, self.spacing = value("cell", "temperature"), checkpoint.spacing
        self.thermal_voltage = GAS * temperature / FARADAY
        self.exchange = value("electrode", "exchangeCurrentDensity")
        self.alpha = value("electrode", "chargeTransferCoefficient")
        self.volume_per_charge = value("electrode", "molarVolume") / FARADAY
        self.interfacial_energy = value("electrode", "interfacialEnergy")
        self.concentration = self.reference_concentration = value("electrolyte", "concentration")
        self.diffusivity = value("electrolyte", "saltDiffusivity")
        self.molar_conductivity = value("electrolyte", "ionicConductivity") / self.concentration
        free = 1 - value("electrolyte", "cationTransferenceNumber")
        self.salt_per_charge = free / FARADAY
        self.beta = 2 * free * value("electrolyte", "thermodynamicFactor") - 1
        self.reservoir_distance = value("electrolyte", "reservoirDistance")
        self.half_width = value("numerics", "interfaceHalfWidth")
        self.step_tolerance = value("numerics", "stepTolerance")
        self.salt_tolerance = value("numerics", "saltTolerance")
        self.potential_tolerance = value("numerics", "potentialTolerance")
        self.metal = -value("charging", "voltage")
        self.layer = el.StagnantLayer(self)

        fields = checkpoint.fields
        self.xi, self.c, self.phi = fields["orderParameter"], fields["ionConcentration"], fields["reducedPotential"]
        self.amount, self.velocity = fields["saltAmount"], fields["frontVelocity"]
        self.c_before, self.phi_before = fields["earlierIonConcentration"], fields["earlierReducedPotential"]
        self.mean, self.mean_earlier = fields["frontCurrentDensity"], fields["earlierFrontCurrentDensity"]
        self.last_step = checkpoint.model["numbers"]["earlierTimeStep"]
        self.time, self.steps = checkpoint.model["time"], checkpoint.model["step"]

        rows, columns = self.xi.shape[0], self.xi.shape[1] - 2
        self.rows, self.columns = rows, columns
        names = (
            "order psi psi_after metal_fraction slope place distance density divergence shape drop molar coefficient source load "
            "plating stripping conductance current mean_before trial trial_velocity trial_c trial_phi previous scratch"
        )
        for name in names.split():
            setattr(self, name, np.zeros((rows, columns + 2)))
        # Beyond the band of the front nothing is written again.
        shape.electrolyte_fraction(self.xi, self.psi)
        self.psi_after[:] = self.psi
        self.order[:] = self.xi
        self.marks, self.partials = np.zeros(rows, np.bool_), np.zeros((rows, 2))
        self.charge = Conduction(rows, columns, self.spacing, make_preconditioner(rows, columns))
        self.salt = Conduction(rows, columns, self.spacing, make_preconditioner(rows, columns))
        self.current_average = motion.Average(rows, columns, self.spacing, self.half_width, 3)
        self.slope_average = motion.Average(rows, columns, self.spacing, self.half_width, 1)
        self.sharpening = motion.Sharpening(rows, columns, self.spacing, self.half_width, value("numerics", "sharpeningRate"))
        self.seconds = {}

    # What is measured.

    def heights(self):
        """Tip and mean height, m."""
        heights = shape.column_heights(self.xi, self.spacing)
        return heights.max(), heights.mean()

    def front_concentration(self):
        """Mean over the front, mol/m³."""
        first, end = self.band
        w = self.density[first:end, 1:-1]
        return (w * self.c[first:end, 1:-1]).sum() / w.sum()

    def relaxation_rate(self):
        """Of the shortest ripple that the grid can hold, 1/s."""
        first, end = self.band
        w, g = self.density[first:end, 1:-1], self.conductance[first:end, 1:-1]
        largest = np.where(w > 0.02 * w.max(), g, 0).max()
        return self.volume_per_charge**2 * self.interfacial_energy * 8 / self.spacing**2 * largest

    # A time step.

    def advance(self, time_step):
        """Tries a step; on success the state is that at its end. Returns what it took."""
        report = {"passes": 0, "newton": 0, "potential": 0, "salt": 0}
        self.locate_front(time_step)
        factor = min(1.2, time_step / self.last_step)
        el.extrapolate(self.c, self.c_before, self.phi, self.phi_before, factor, self.trial_c, self.trial_phi)
        self.foresee_current(factor)
        first_current = 0.0
        while True:
            report["passes"] += 1
            is_first = report["passes"] == 1
            self.assign_drop(self.mean, self.trial_c)
            self.balance(max(0.01 * PASS_TOLERANCE, self.potential_tolerance), is_first, report)
            if is_first:
                foreseen = self.trial_c.copy()
            current = self.solve_salt(time_step, report)
            self.mean, self.mean_before = self.mean_before, self.mean
            speed, change = self.average_current(is_first)
            if is_first:
                first_current = current
            if not math.isfinite(speed):
                raise StepRefused("not finite")
            tolerance = PASS_TOLERANCE
            if is_first:
                change = self.inconsistency(foreseen)
                tolerance = min(ONLY_PASS_SHARE * PASS_TOLERANCE, ONLY_PASS_SHARE_OF_STEP * self.step_tolerance)
            change /= max(speed, 1e-3 * self.exchange)
            is_last = change <= tolerance
            if is_last or is_first:
                self.move_front(time_step, speed)
            if is_last:
                break
            if report["passes"] == MOST_PASSES:
                raise StepRefused("the passes do not agree")
        scale = self.spacing / self.columns
        report["current"] = current * scale
        report["speed"] = speed * self.volume_per_charge
        report["error"] = abs(first_current - current) * scale / max(abs(current) * scale, 1e-3 * self.exchange)
        if report["passes"] == 1:
            report["error"] = change
        if report["error"] > self.step_tolerance:
            raise StepRefused("step error")
        if not (self.trial.min() >= -1e-14 and self.trial.max() <= 1 + 1e-14):
            raise StepRefused("order parameter out of bounds")
        self.carry(report)
        self.conserve_salt(time_step)
        self.xi, self.trial = self.trial, self.xi
        self.velocity, self.trial_velocity = self.trial_velocity, self.velocity
        self.c_before, self.c, self.trial_c = self.c, self.trial_c, self.c_before
        self.phi_before, self.phi, self.trial_phi = self.phi, self.trial_phi, self.phi_before
        self.last_step = time_step
        self.time += time_step
        self.steps += 1
        return report

    def timed(self, name, started):
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started

    def locate_front(self, time_step):
        """Density, slope, directions and E_eq of the front in the middle of the step."""
        started = time.perf_counter()
        h, delta = self.spacing, self.half_width
        shape.front_rows(self.xi, self.marks)
        marked = np.nonzero(self.marks)[0]
        self.band = band = (max(int(marked[0]) - 4, 0), min(int(marked[-1]) + 5, self.rows - 1))
        shape.foresee(
            *band, self.xi, self.velocity, 0.5 * time_step / delta, 0.5 * h / delta, delta, self.order, self.psi, self.metal_fraction,
            self.slope, self.place, self.distance)
        shape.density_and_divergence(
            *band, self.order, self.metal_fraction, self.distance, h, delta, self.density, self.divergence)
        factor = -self.volume_per_charge * self.interfacial_energy
        shape.equilibrium_potential(*band, self.divergence, self.distance, h, delta, factor, self.shape)
        shape.add_remnants(
            *band, self.order, self.phi, self.c, self.shape, self.metal, self.thermal_voltage, self.reference_concentration, h, delta,
            self.density)
        shape.foresee_fraction(*band, self.xi, self.velocity, time_step / delta, h / delta, self.psi_after)
        self.slope_average.prepare(band, self.order, self.slope, self.order)
        self.timed("front", started)

    def foresee_current(self, factor):
        """The mean current density, linear in time."""
        first, end = self.band
        last = self.mean[first:end].copy()
        self.mean[first:end] += factor * (last - self.mean_earlier[first:end])
        self.mean_earlier[first:end] = last

    def inconsistency(self, foreseen):
        """Largest change of the current at the potential that was found, if salt and drop were those that the pass has led to, A/m²."""
        self.assign_drop(self.mean, self.trial_c, self.scratch)
        return el.inconsistency(
            *self.band, self.slope, 0.5 / self.half_width * STEEP_SLOPE, self.trial_c, foreseen, self.reference_concentration,
            self.plating, self.conductance, self.scratch, self.drop)

    def assign_drop(self, current, c, drop=None):
        el.ohmic_drop(
            *self.band, self.density, self.place, current, c, self.molar_conductivity,
            self.half_width * self.salt_per_charge / self.diffusivity, (self.half_width / self.thermal_voltage) ** 2, self.exchange,
            5 * self.thermal_voltage, self.drop if drop is None else drop)

    def assemble_charge(self):
        h = self.spacing
        el.conductivity(self.psi, self.trial_c, self.molar_conductivity, self.molar, self.coefficient)
        self.charge.set_faces(self.coefficient)
        el.diffusion_current(self.molar, self.trial_c, 0.5 * self.thermal_voltage * self.beta / h**2, self.source)
        self.end_link, end = self.layer.charge(self.psi[-1], self.trial_c[-1])
        self.source[-1] += end

    def balance(self, tolerance, has_new_links, report):
        """The potential by Newton's method."""
        started = time.perf_counter()
        charge, phi = self.charge, self.trial_phi
        self.assemble_charge()
        # The salt changes little from pass to pass: as preconditioner the links of the first pass serve all.
        if has_new_links:
            charge.preconditioner.assign_links(charge)
        residual = math.inf
        for _ in range(60):
            el.linearize(
                *self.band, phi, self.density, self.shape, self.drop, self.trial_c, self.exchange, self.alpha, 1 / self.thermal_voltage,
                self.reference_concentration, self.metal, self.source, self.plating, self.stripping, self.conductance,
                charge.diagonal, self.load, self.partials)
            net, gross = self.partials.sum(axis=0)
            charge.diagonal[-1] += self.end_link
            reference = max(math.sqrt(net), 1e-6 * math.sqrt(gross))
            norm = charge.begin(phi, self.load)
            report["newton"] += 1
            if norm <= tolerance * reference:
                self.timed("charge", started)
                return
            reduction = 0.03 if residual == math.inf else min(0.03, 0.5 * residual)
            residual = norm / reference
            self.previous[:] = phi
            charge.preconditioner.assign_diagonal(charge)
            iterations, _ = charge.improve(norm, max(reduction * norm, 0.3 * tolerance * reference), phi, 80)
            report["potential"] += iterations
            change = el.largest_change(*self.band, self.previous, phi, self.density)
            if not math.isfinite(change):
                break
            if change > STEP_CAP:
                phi[:] = self.previous + STEP_CAP / change * (phi - self.previous)
        raise StepRefused("the potential is not balanced")

    def assign_current(self):
        return el.current_density(
            *self.band, self.trial_c, self.reference_concentration, self.plating, self.stripping, self.density, self.current)

    def solve_salt(self, time_step, report):
        """Salt at the end of the step; returns Σ w i."""
        started = time.perf_counter()
        salt = self.salt
        if report["passes"] <= 2:
            psi = self.psi_after
            el.diffusivity(psi, self.diffusivity, self.coefficient)
            salt.set_faces(self.coefficient)
            salt.preconditioner.assign_links(salt)
            self.salt_psi, self.salt_link = psi, self.layer.salt(psi[-1])
        el.salt_equation(
            self.salt_psi, self.amount, self.density, self.plating, self.stripping, self.salt_per_charge, self.reference_concentration,
            time_step, *self.band, salt.diagonal, self.load, self.partials)
        load_square, amount_square = self.partials.sum(axis=0)
        salt.diagonal[-1] += self.salt_link
        before = (self.load[-1, 1:-1] ** 2).sum()
        self.load[-1] += self.salt_link * self.concentration
        load_square += (self.load[-1, 1:-1] ** 2).sum() - before
        reference = min(math.sqrt(load_square), max(math.sqrt(amount_square), 1e-6 * math.sqrt(load_square)))
        salt.preconditioner.assign_diagonal(salt)
        tolerance = self.salt_tolerance
        while True:
            norm = salt.begin(self.trial_c, self.load)
            iterations, norm = salt.improve(norm, tolerance * reference, self.trial_c, self.most_iterations)
            report["salt"] += iterations
            if not norm <= max(1e-6, self.salt_tolerance) * reference:
                raise StepRefused("the salt is not solved")
            if self.trial_c.min() > 0:
                break
            # The solution is positive; where the salt is all but gone an iterate need not be.
            tolerance *= 1e-3
            if tolerance < 1e-7 * self.salt_tolerance:
                raise StepRefused("the salt is not positive")
        self.timed("salt", started)
        return self.assign_current()

    most_iterations = 80

    def average_current(self, has_new_direction):
        """The mean current density of the front; returns its largest and its largest change (A/m²)."""
        started = time.perf_counter()
        first, end = self.band
        self.mean[first:end] = self.current[first:end]
        if has_new_direction:
            self.current_average.prepare(self.band, self.order, self.density, self.trial_phi)
        self.mean = self.current_average.apply(self.band, self.mean)
        result = el.largest_speeds(first, end, self.mean, self.mean_before, self.slope, 0.5 / self.half_width * FAINT_SLOPE)
        self.timed("averages", started)
        return result

    def move_front(self, time_step, speed):
        """Trial order parameter: the source, then the sharpening; and its indicator."""
        started = time.perf_counter()
        band = self.band
        if speed * self.volume_per_charge * time_step > self.spacing:
            raise StepRefused("the front travels too far")
        motion.charge_to_slope(*band, self.volume_per_charge, self.density, self.mean, self.slope, self.trial_velocity)
        self.trial_velocity = self.slope_average.apply(band, self.trial_velocity)
        self.timed("averages", started)
        started = time.perf_counter()
        self.trial[: band[0]], self.trial[band[1] :] = self.xi[: band[0]], self.xi[band[1] :]
        motion.move(*band, self.xi, self.slope, self.trial_velocity, time_step, self.trial)
        self.trial, _ = self.sharpening.apply(
            band, self.trial, self.trial_velocity, speed * self.volume_per_charge, time_step)
        shape.electrolyte_fraction(self.trial, self.psi_after)
        self.timed("front", started)

    def carry(self, report):
        """The potential that carries the current of the front, so that what enters at the top is what the front takes."""
        started = time.perf_counter()
        charge = self.charge
        self.assemble_charge()
        charge.diagonal[:] = 0
        charge.diagonal[-1] = self.end_link
        el.carry_load(self.source, self.density, self.current, *self.band, self.load, self.partials)
        square = self.partials[:, 0].sum()
        charge.preconditioner.assign_links(charge)
        charge.preconditioner.assign_diagonal(charge)
        norm, reference = charge.begin(self.trial_phi, self.load), math.sqrt(square)
        iterations, norm = charge.improve(norm, 1e-6 * reference, self.trial_phi, self.most_iterations)
        report["potential"] += iterations
        if not norm <= 1e-5 * reference:
            raise StepRefused("the potential does not carry the current")
        self.timed("carry", started)

    def conserve_salt(self, time_step):
        """Advances the amount of salt by the fluxes of the concentration, so that none is lost."""
        salt = self.salt
        salt.diagonal[:] = 0
        image(salt.wide, salt.high, salt.diagonal, self.trial_c, self.scratch)
        el.advance_salt(self.scratch, self.density, self.current, self.salt_per_charge, time_step, *self.band, self.amount)
        self.amount[-1] += time_step * self.salt_link * (self.concentration - self.trial_c[-1])
