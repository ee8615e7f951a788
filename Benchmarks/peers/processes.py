"""Times whole processes in turn: na64-blind against the Python script that does the same.

    processes.py PROGRAM PROJECT      one line of JSON for each command
"""

import json
import pathlib
import shutil
import subprocess
import sys
import time


def clock(command, folder, before=lambda: None):
    before()
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(program, folder):
    here = pathlib.Path(__file__).parent
    analysis, data = "analyses/eplus-2023-70GeV.yaml", "analyses/data/eplus-2023-70GeV.root"

    def forget():
        for name in ("results", ".na64-blind"):
            shutil.rmtree(folder / name, ignore_errors=True)

    limit = [
        program, "limit", "--observed", "1", "--background", "0.51", "--background-uncertainty", "0.13",
        "--constraint", "log-normal", "--confidence", "90%", "--method", "cls",
    ]
    rows = [
        ("process of a one-bin limit", "na64-blind", limit, lambda: None),
        ("process of a one-bin limit", "python, scipy (same limit)",
         [sys.executable, here / "limit.py", "scipy"], lambda: None),
        ("process of a one-bin limit", "python, pyhf (asymptotic)",
         [sys.executable, here / "limit.py", "pyhf"], lambda: None),
        ("start-up (help text)", "na64-blind", [program, "--help"], lambda: None),
        ("start-up (help text)", "python, iminuit, uproot",
         [sys.executable, "-c", "import iminuit, uproot"], lambda: None),
        ("estimate of the demonstration", "na64-blind", [program, "estimate", analysis], forget),
        ("estimate of the demonstration", "python, iminuit, uproot, scipy",
         [sys.executable, here / "estimate.py", data], lambda: None),
    ]
    seconds = {row[:2]: [] for row in rows}
    for repetition in range(8):
        for benchmark, tool, command, before in rows:
            taken = clock(command, folder, before)
            if repetition:  # the first round warms the caches
                seconds[benchmark, tool].append(taken)
    for (benchmark, tool), found in seconds.items():
        found.sort()
        print(json.dumps({
            "benchmark": benchmark, "tool": tool, "median_s": found[len(found) // 2],
            "best_s": found[0], "repetitions": len(found), "result": None}))


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
