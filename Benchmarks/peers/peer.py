"""Goes on from a checkpoint of lidendrite with one of the peers, to a given time, and writes what it found as JSON.

    python3 peer.py multigrid CHECKPOINT --until 160 --threads 2

A first step is taken on a copy of the state and thrown away, so that neither compilation nor planning is timed.
"""

import argparse
import importlib.metadata
import json
import platform
import resource
import time

import numba
import numpy as np


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("peer", choices=["multigrid", "fft"])
    parser.add_argument("checkpoint")
    parser.add_argument("--until", type=float, required=True, help="simulated time, s")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--fields", help="writes ξ, c and φ̃ of the end into this .npz file")
    options = parser.parse_args()
    numba.set_num_threads(options.threads)

    from cell import Cell
    from checkpoint import Checkpoint
    from multigrid import Multigrid
    from simulation import Simulation
    from spectral import Layered

    if options.peer == "multigrid":
        make_preconditioner = Multigrid
    else:
        make_preconditioner = lambda rows, columns: Layered(rows, columns, options.threads)

    def simulation():
        checkpoint = Checkpoint(options.checkpoint)
        cell = Cell(checkpoint, make_preconditioner)
        if options.peer == "fft":
            # Layers say nothing of fingers; the iterations are many, and end by tolerance.
            cell.most_iterations = 4000
        return Simulation(cell, checkpoint)

    simulation().step(options.until)
    run = simulation()
    start, first_step = run.cell.time, run.cell.steps
    wall, processor = time.perf_counter(), processor_seconds()
    run.run(options.until)
    wall, processor = time.perf_counter() - wall, processor_seconds() - processor
    reports, (tip, mean) = run.reports, run.cell.heights()
    total = lambda name: sum(report[name] for report in reports)
    result = {
        "start": start, "end": run.cell.time, "first step": first_step, "steps": len(reports), "wall": wall, "processor": processor,
        "threads": options.threads, "passes": total("passes"), "newton": total("newton"), "potential": total("potential"),
        "salt": total("salt"), "current density": reports[-1]["current"], "tip height": tip, "mean height": mean,
        "charge": sum(report["current"] * report["size"] for report in reports), "sizes": [report["size"] for report in reports],
        "seconds": run.cell.seconds,
        "versions": {name: importlib.metadata.version(name) for name in ("numba", "numpy", "scipy")} | {"python": platform.python_version()},
    }
    if options.fields:
        cell = run.cell
        np.savez(options.fields, orderParameter=cell.xi[:, 1:-1], ionConcentration=cell.c[:, 1:-1], reducedPotential=cell.phi[:, 1:-1])
    print(json.dumps(result))


if __name__ == "__main__":
    main()
