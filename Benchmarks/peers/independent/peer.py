"""Goes on from a checkpoint of lidendrite to a given time, and writes what it found as JSON: the independent peer.

    python3 peer.py CHECKPOINT --until 160 --threads 2

A first step is taken on a copy of the state and thrown away, so that compilation is not timed.
"""

import argparse
import importlib.metadata
import json
import os
import pathlib
import platform
import resource
import sys
import time

# OpenMP's threads wait for the next loop by spinning, for microseconds and not for a time slice, or a shared machine would stall them.
os.environ.setdefault("NUMBA_THREADING_LAYER", "omp")
os.environ.setdefault("GOMP_SPINCOUNT", "10000")

import numba
import numpy as np

# Behind this folder, whose modules come first.
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))

from checkpoint import Checkpoint
from simulation import Simulation


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint")
    parser.add_argument("--until", type=float, required=True, help="simulated time, s")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--fields", help="writes xi, c and the reduced potential of the end into this .npz file")
    options = parser.parse_args()
    numba.set_num_threads(options.threads)

    checkpoint = Checkpoint(options.checkpoint)
    Simulation(checkpoint).step(options.until)
    run = Simulation(checkpoint)
    start, first_step = run.time, run.steps
    wall, processor = time.perf_counter(), processor_seconds()
    run.run(options.until)
    wall, processor = time.perf_counter() - wall, processor_seconds() - processor
    reports, (tip, mean) = run.reports, run.heights()
    total = lambda name: sum(report[name] for report in reports)
    result = {
        "start": start, "end": run.time, "first step": first_step, "steps": len(reports), "wall": wall, "processor": processor,
        "threads": options.threads, "passes": total("passes"), "newton": total("newton"), "potential": total("potential"),
        "salt": total("salt"), "current density": reports[-1]["current"], "tip height": tip, "mean height": mean,
        "charge": sum(report["current"] * report["size"] for report in reports), "sizes": [report["size"] for report in reports],
        "versions": {name: importlib.metadata.version(name) for name in ("numba", "numpy", "scipy")} | {"python": platform.python_version()},
    }
    if options.fields:
        np.savez(options.fields, orderParameter=run.xi[1:-1, 1:-1], ionConcentration=run.c[1:-1, 1:-1],
                 reducedPotential=run.phi[1:-1, 1:-1])
    print(json.dumps(result))


if __name__ == "__main__":
    main()
