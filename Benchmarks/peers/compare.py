"""Times lidendrite against peers in Python: the same model from the same state to the same time, by turns, on this machine.

    python3 compare.py                 # 512 × 512 cells; prepares the fingers once, which takes minutes
    python3 compare.py --quick         # 128 × 128 cells: whether they agree; within a minute once compiled

Exit status 1 where they do not compute the same.
"""

import argparse
import csv
import datetime
import glob
import hashlib
import importlib.metadata
import json
import os
import pathlib
import platform
import resource
import statistics
import subprocess
import sys
import time

import numpy as np

from checkpoint import Checkpoint

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Relative to the current density and the charge; to the growth; of the order parameter in any cell.
TOLERANCES = {"multigrid": (1e-4, 1e-4, 1e-3), "fft": (1e-4, 1e-4, 1e-3), "independent": (1e-3, 1e-3, 5e-2)}
QUICK = ['cell.width="5.12 um"', 'cell.height="5.12 um"', 'electrode.position="1 um"', "electrode.roughness.modes=5",
         'electrolyte.reservoirDistance="40 um"']


def processor_name():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor()


def measured(command, environment=None):
    """Output, wall-clock and processor seconds of a process."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def newest_checkpoint(folder):
    found = sorted(glob.glob(f"{folder}/checkpoints/step-*.h5"))
    return found[-1] if found else None


def prepare(options):
    """Fingers under way: the checkpoint that everything starts from."""
    config = HERE / "fingers.toml"
    settings = QUICK + ['charging.duration="8 s"'] if options.quick else []
    digest = hashlib.sha256(config.read_bytes() + repr(settings).encode()).hexdigest()[:12]
    folder = pathlib.Path(options.output) / f"start-{digest}"
    if not (folder / "summary.json").exists():
        print(f"preparing {folder}", flush=True)
        command = [options.program, "run", config, "--output", folder, "--overwrite", "--quiet"]
        measured(command + [part for setting in settings for part in ("--set", setting)])
    return newest_checkpoint(folder)


class Program:
    """lidendrite itself: a branch from the checkpoint, timed from the start of the process to its end."""

    name = "lidendrite"

    def __init__(self, options, start, threads):
        self.options, self.start, self.threads = options, start, threads

    def run(self, until):
        folder = pathlib.Path(self.options.output) / "lidendrite"
        command = [self.options.program, "run", "--from", self.start, "--output", folder, "--overwrite", "--quiet",
                   "--threads", str(self.threads), "--set", f'charging.duration="{until} s"', "--set", "output.frames=0"]
        _, wall, processor = measured(command)
        end, first = Checkpoint(newest_checkpoint(folder)), Checkpoint(self.start)
        metrics = end.simulation["metrics"]
        with open(folder / "metrics.csv") as file:
            rows = [row for row in csv.DictReader(file) if float(row["time [s]"]) > first.model["time"]]
        total = lambda name: sum(int(float(row[name])) for row in rows)
        steps, cells = end.model["step"] - first.model["step"], end.fields["orderParameter"][:, 1:-1].size
        rate = json.loads((folder / "summary.json").read_text())["results"]["cell steps per second"]["value"]
        return {
            "end": end.model["time"], "steps": steps, "wall": wall, "processor": processor, "stepping": steps * cells / rate,
            "passes": total("passes"), "newton": total("newton iterations"), "potential": total("potential iterations"),
            "salt": total("salt iterations"), "current density": metrics["currentDensity"],
            "sizes": [float(row["time step [s]"]) for row in rows],
            "charge": end.model["numbers"]["charge"] - first.model["numbers"]["charge"],
            "tip height": metrics["morphology"]["tipHeight"], "mean height": metrics["morphology"]["meanHeight"],
            "fields": {name: field[:, 1:-1] for name, field in end.fields.items()},
        }


class Peer:
    """lidendrite's own counterparts in Python."""

    def __init__(self, options, start, threads, name, folder=HERE, layer=None):
        self.options, self.start, self.threads, self.name = options, start, threads, name
        self.command = [sys.executable, folder / "peer.py"] + ([name] if folder == HERE else [])
        # Compiled code is kept by what it was compiled from: numba looks at one file of several, and not at the threads.
        sources = b"".join(path.read_bytes() for path in sorted(folder.glob("*.py")) if path.name != "compare.py")
        cache = pathlib.Path(options.output) / "compiled" / f"{hashlib.sha256(sources).hexdigest()[:12]}-{threads}"
        self.environment = os.environ | {
            "NUMBA_NUM_THREADS": str(threads), "NUMBA_CACHE_DIR": str(cache.absolute()),
            "NUMBA_THREADING_LAYER": layer or options.layer}

    def run(self, until):
        fields = pathlib.Path(self.options.output) / f"{self.name}.npz"
        command = self.command + [self.start, "--until", repr(until), "--threads", str(self.threads), "--fields", fields]
        result = json.loads(measured(command, self.environment)[0].splitlines()[-1])
        return result | {"fields": dict(np.load(fields))}


class Independent(Peer):
    """The program that was written from the equations alone, with the threads it is meant for."""

    def __init__(self, options, start, threads):
        super().__init__(options, start, threads, "independent", HERE / "independent", options.independent_layer)


def agreement(first, program, peer, name):
    """By how much a peer's end differs from lidendrite's: relative to the current density, and to the growth since the start."""
    current, front, cell = TOLERANCES[name]
    shape = first.simulation["metrics"]["morphology"]
    growth = program["mean height"] - shape["meanHeight"]
    differences = {
        "current density": (peer["current density"] / program["current density"] - 1, current, "of it"),
        "charge": (peer["charge"] / program["charge"] - 1, current, "of it"),
        "tip height": ((peer["tip height"] - program["tip height"]) / growth, front, "of the growth"),
        "mean height": ((peer["mean height"] - program["mean height"]) / growth, front, "of the growth"),
    }
    agrees = peer["end"] == program["end"]
    print(f"{name}:\n  end at {program['end']:g} s and {peer['end']:g} s; the mean height grew by {growth * 1e9:.1f} nm")
    for name, (difference, tolerance, unit) in differences.items():
        agrees &= abs(difference) <= tolerance
        print(f"  {name:16} differs by {difference:+.1e} {unit}, at most {tolerance:g}")
    if len(peer["sizes"]) == len(program["sizes"]):
        ratios = np.array(peer["sizes"]) / np.array(program["sizes"])
        print(f"  {'time steps':16} differ by {np.abs(ratios - 1).max():.1e} of them")
    for name, field in peer["fields"].items():
        difference, size = np.abs(field - program["fields"][name]).max(), np.abs(program["fields"][name]).max()
        agrees &= name != "orderParameter" or difference <= cell
        print(f"  {name:16} differs by {difference:.1e} in the worst cell, of {size:.3g}")
    print("  they agree" if agrees else "  THEY DO NOT AGREE", flush=True)
    return agrees


def table(results):
    """Medians of each, per step."""
    print(f"{'':13}{'steps':>6}{'wall/step':>11}{'CPU/step':>11}{'passes':>8}{'Newton':>8}{'potential':>11}{'salt':>7}   wall of all runs")
    medians = {}
    for name, runs in results.items():
        steps = runs[0]["steps"]
        wall, processor = (statistics.median(run[key] / steps for run in runs) for key in ("wall", "processor"))
        medians[name] = wall, processor
        counts = [runs[0][key] / steps for key in ("passes", "newton", "potential", "salt")]
        spread = " ".join(f"{run['wall']:.2f}" for run in runs)
        print(f"{name:13}{steps:6}{wall * 1e3:8.1f} ms{processor * 1e3:8.1f} ms{counts[0]:8.2f}{counts[1]:8.2f}"
              f"{counts[2]:11.1f}{counts[3]:7.1f}   {spread} s")
    return medians


def alternate(contestants, until, repeats):
    results = {contestant.name: [] for contestant in contestants}
    for repeat in range(repeats):
        # Whoever is first may find a warmer or a busier machine.
        for contestant in contestants if repeat % 2 == 0 else contestants[::-1]:
            results[contestant.name].append(contestant.run(until))
    return results


def describe(options, first):
    rows, columns = (first.fields["orderParameter"].shape[k] - 2 * k for k in (0, 1))
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("numba", "numpy", "scipy"))
    print(f"{columns} x {rows} cells from {first.model['time']:g} s on; {os.cpu_count()} processors, {processor_name()}; "
          f"load {os.getloadavg()[0]:.1f}")
    print(f"{datetime.date.today()}, lidendrite {first.program}, Python {platform.python_version()}, {versions}, "
          f"threads of numba by {options.layer}, of the independent peer by {options.independent_layer}")


def compare_compiled(options, start, first, threads, until, repeats):
    """Whether they agree, and lidendrite's wall-clock and processor seconds per step."""
    peers = [Peer(options, start, threads, "multigrid"), Independent(options, start, threads)]
    for peer in peers:
        peer.run(first.model["time"] + 1e-3)
    results = alternate([Program(options, start, threads)] + peers, until, repeats)
    print(f"\n{threads} thread{'s' if threads > 1 else ''} each, over {until - first.model['time']:g} s of simulated time, medians of "
          f"{repeats}; lidendrite as a whole process, the peers without start and compilation")
    medians = table(results)
    stepping = statistics.median(run["stepping"] / run["steps"] for run in results["lidendrite"])
    print(f"lidendrite without its start and end: {stepping * 1e3:.1f} ms a step")
    ours, agrees = results["lidendrite"], True
    for peer in peers:
        agrees &= agreement(first, ours[0], results[peer.name][0], peer.name)
    for peer in peers:
        wall, processor = (statistics.median(run[key] for run in results[peer.name]) / statistics.median(run[key] for run in ours)
                           for key in ("wall", "processor"))
        stepping = statistics.median(run["wall"] for run in results[peer.name]) / statistics.median(run["stepping"] for run in ours)
        print(f"{peer.name} peer over lidendrite, number of threads {threads}: wall-clock time {wall:.2f}, processor time {processor:.2f}; "
              f"over lidendrite's steps without its start and end: wall-clock time {stepping:.2f}")
    return agrees, medians["lidendrite"]


def compare_fft(options, start, first, threads, until, repeats, ours):
    results = alternate([Program(options, start, threads), Peer(options, start, threads, "fft")], until, repeats)
    print(f"\nFFT, {threads} threads, over {until - first.model['time']:g} s of simulated time only: its time per step stands against "
          "that of lidendrite above")
    theirs = table(results)["fft"]
    agrees = agreement(first, results["lidendrite"][0], results["fft"][0], "fft")
    print(f"FFT peer over lidendrite, number of threads {threads}, per step: wall-clock time {theirs[0] / ours[0]:.1f}, "
          f"processor time {theirs[1] / ours[1]:.1f}")
    return agrees


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="128 × 128 cells, once each: whether they agree")
    parser.add_argument("--program", default=ROOT / ".build/release/lidendrite", type=pathlib.Path)
    parser.add_argument("--output", default=ROOT / "Outputs/peers", help="folder for runs and compiled code")
    parser.add_argument("--threads", type=int, nargs="+", help="numbers of threads, each of which all get by turns; the FFT has the first")
    parser.add_argument("--layer", default="workqueue", choices=["workqueue", "omp", "tbb"], help="what numba starts threads with")
    parser.add_argument("--independent-layer", default="omp", choices=["workqueue", "omp", "tbb"], help="the same of the independent peer")
    parser.add_argument("--repeats", type=int, help="runs of each")
    parser.add_argument("--interval", type=float, help="simulated time that lidendrite and the compiled peers are timed over, s")
    parser.add_argument("--fft-interval", type=float, help="the same of the FFT, s; 0 leaves it out")
    parser.add_argument("--fft-repeats", type=int, default=1)
    options = parser.parse_args()
    quick = options.quick
    threads = options.threads or ([2] if quick else [2, 1])
    repeats = options.repeats or (1 if quick else 5)
    interval = options.interval or (1.5 if quick else 10)
    fft_interval = (0.3 if quick else 0.7) if options.fft_interval is None else options.fft_interval

    start = prepare(options)
    first = Checkpoint(start)
    describe(options, first)
    agrees, ours = True, None
    for count in threads:
        same, medians = compare_compiled(options, start, first, count, first.model["time"] + interval, repeats)
        agrees, ours = agrees and same, ours or medians
    if fft_interval > 0:
        agrees &= compare_fft(options, start, first, threads[0], first.model["time"] + fft_interval, options.fft_repeats, ours)
    sys.exit(0 if agrees else 1)


if __name__ == "__main__":
    main()
