"""What a time step costs and how much memory a run takes, against the number of cells.

    python3 measure.py                     # 256² to 4096², 64³ to 256³: an hour or more; writes a table to standard output
    python3 measure.py --only 512,128x3    # some of them
    python3 measure.py --only 512x3        # 512³ takes 22 GB and half an hour: only when it is named

A size with an x3 is that of a cube. Time is that of the run from its first step on, the median of several runs, memory the largest
that was resident, and beside it what `lidendrite check` foresees.
"""

import argparse
import csv
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EDGE = 0.04  # of a cell, µm
SIZES = ["256", "512", "1024", "2048", "4096", "64x3", "128x3", "256x3"]
# Simulated time, s, so that the largest take tens of steps and not hundreds.
DURATION = {"4096": 0.05, "256x3": 0.05, "512x3": 0.003}
# Cells up to which a size is run several times.
MOST_REPEATED = 2**22


def settings(size):
    count, is_deep = int(size.removesuffix("x3")), size.endswith("x3")
    length = f"{count * EDGE:g} um"
    chosen = {
        "cell.width": f'"{length}"', "cell.height": f'"{length}"', "electrode.roughness.modes": max(2, count // 32),
        "electrolyte.reservoirDistance": f'"{200 - count * EDGE * 7 / 8 if count < 4096 else 40:g} um"',
        "charging.duration": f'"{DURATION.get(size, 0.2)} s"',
    }
    if is_deep:
        chosen["cell.depth"] = f'"{length}"'
    return count ** (3 if is_deep else 2), [part for key, value in chosen.items() for part in ("--set", f"{key}={value}")]


def run(options, arguments, threads):
    """Results of a run, its table of steps, and its largest resident memory, bytes."""
    folder = tempfile.mkdtemp(prefix="lidendrite-scaling-", dir=options.output)
    command = [options.program, "run", HERE / "front.toml", "--output", f"{folder}/run", "--quiet", "--threads", str(threads)]
    process = subprocess.Popen(list(map(str, command + arguments)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(errors.decode()[-2000:])
    results = json.loads(pathlib.Path(f"{folder}/run/summary.json").read_text())["results"]
    with open(f"{folder}/run/metrics.csv") as file:
        rows = [row for row in csv.DictReader(file) if int(row["step"]) > 0]
    shutil.rmtree(folder)
    return {name: result["value"] for name, result in results.items()}, rows, usage.ru_maxrss * 1024


def foreseen(options, arguments):
    """Bytes of memory by `lidendrite check`."""
    command = [options.program, "check", HERE / "front.toml", *arguments]
    for line in subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout.splitlines():
        words = line.split()
        if words[:1] == ["memory"]:
            return float(words[1]) * {"MB": 1e6, "GB": 1e9}[words[2]]
    sys.exit("check tells no memory")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / ".build/release/lidendrite")
    parser.add_argument("--only", help="sizes, with commas between them")
    parser.add_argument("--threads", default="1,2", help="numbers of threads, with commas between them (1,2)")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each size up to four million cells, whose medians are taken (3)")
    parser.add_argument("--output", default=tempfile.gettempdir(), help="folder for the runs, which are removed")
    options = parser.parse_args()
    threads = [int(number) for number in options.threads.split(",")]
    head = [f"{number} thread{'s' * (number > 1)}, ns a cell and step" for number in threads]
    print("| cells | steps | iterations a step |", " | ".join(head), "| million cell-steps/s | memory | B a cell | foreseen |")
    print("| ---: " * (7 + len(threads)) + "|", flush=True)
    for size in options.only.split(",") if options.only else SIZES:
        cells, arguments = settings(size)
        costs, memory = {number: [] for number in threads}, 0
        # By turns, so that a slow minute of the machine is not all of one number of threads.
        for _ in range(options.repeats if cells <= MOST_REPEATED else 1):
            for number in threads:
                results, rows, memory = run(options, arguments, number)
                costs[number].append(1e9 / results["cell steps per second"])
        costs = [statistics.median(costs[number]) for number in threads]
        steps = len(rows)
        iterations = sum(int(row["potential iterations"]) + int(row["salt iterations"]) for row in rows) / steps
        expected = foreseen(options, arguments)
        name = size.removesuffix("x3") + ("³" if size.endswith("x3") else "²")
        print(
            f"| {name} | {steps} | {iterations:.0f} |", " | ".join(f"{cost:.0f}" for cost in costs),
            f"| {1e3 / min(costs):.2f} | {memory / 1e9:.2f} GB | {memory / cells:.0f} | {expected / memory - 1:+.0%} |", flush=True)


if __name__ == "__main__":
    main()
