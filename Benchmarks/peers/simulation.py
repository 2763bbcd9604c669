"""Drives a cell through time with the step sizes of lidendrite: a fraction of a cell's travel, growing by a fifth, halved when refused."""

import math

from cell import StepRefused

GROWTH, REDUCTION, LARGEST_CONCENTRATION_CHANGE, MOST_REFUSALS = 1.2, 0.7, 0.05, 30


def largest_travel(spacing, half_width, factor):
    """Travel of the front in a step, in cells."""
    if spacing > 0.499 * half_width:
        return factor
    return min(factor, 3.2 * (spacing / half_width) ** 2)


class Simulation:
    def __init__(self, cell, checkpoint):
        memory = checkpoint.simulation
        self.cell = cell
        self.size, self.factor = memory["stepSize"]["size"], memory["stepSize"]["factor"]
        self.speed = memory["metrics"]["report"]["frontSpeed"]
        self.relaxation_rate = memory["relaxationRate"]
        self.front_concentration = memory["metrics"]["frontConcentration"]
        factor = checkpoint.value("numerics", "timeStepFactor")
        self.travel = largest_travel(cell.spacing, cell.half_width, factor) * cell.spacing
        self.longest = checkpoint.config["numerics"].get("maximumTimeStep")
        self.longest = float(self.longest.split()[0]) if self.longest else math.inf
        self.reports = []

    def next_size(self, remaining):
        bound = min(self.longest, self.travel / self.speed, 0.5 / self.relaxation_rate)
        self.size = min(bound, self.size * self.factor)
        self.factor = 1
        if self.size >= remaining * (1 - 1e-9):
            return remaining
        # Two halves instead of a step and a sliver.
        return 0.5 * remaining if self.size > 0.5 * remaining else self.size

    def step(self, end):
        """One time step, at most to `end`."""
        cell = self.cell
        for _ in range(MOST_REFUSALS):
            remaining = end - cell.time
            size = self.next_size(remaining)
            try:
                report = cell.advance(size)
            except StepRefused:
                self.size = 0.5 * size
                continue
            if size == remaining:
                cell.time = end
            before, self.front_concentration = self.front_concentration, cell.front_concentration()
            change = abs(self.front_concentration - before) / cell.concentration
            is_too_long = report["error"] > 0.5 * cell.step_tolerance or change > LARGEST_CONCENTRATION_CHANGE
            self.factor = REDUCTION if is_too_long else GROWTH
            self.speed, self.relaxation_rate = report["speed"], cell.relaxation_rate()
            report["size"], report["heights"] = size, cell.heights()
            self.reports.append(report)
            return
        raise StepRefused("refused too often")

    def run(self, end):
        while self.cell.time < end:
            self.step(end)
