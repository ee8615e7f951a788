"""How long a piece of work takes, as one line of JSON."""

import json
import os
import sys
import time


def report(benchmark, tool, repetitions, work, units=1):
    """units: how many of what the benchmark names one call of work does."""
    work()  # compilation and first-touch are not counted
    seconds = []
    for _ in range(repetitions):
        start = time.perf_counter()
        result = work()
        seconds.append((time.perf_counter() - start) / units)
    seconds.sort()
    line = {
        "benchmark": benchmark,
        "tool": tool,
        "median_s": seconds[len(seconds) // 2],
        "best_s": seconds[0],
        "repetitions": repetitions,
        "result": result,
    }
    print(json.dumps(line), flush=True)


def keep_output_for_reports():
    """Sends what libraries print to standard error; print() goes on to standard output."""
    output = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = os.fdopen(output, "w")
