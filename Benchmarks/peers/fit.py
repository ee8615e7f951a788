"""Times the peers of benchmark-fit on the same numbers, one line of JSON each.

iminuit with NumPy, iminuit with numba-stats (compiled, with logarithmic densities), and a one-bin
CLs limit as a SciPy script would find it: quadrature over a log-normal background, Brent's method.

Usage: python Benchmarks/peers/fit.py
"""

import json
import math
import sys
import time
from pathlib import Path

import iminuit
import numpy as np
from iminuit import Minuit
from iminuit.cost import ExtendedUnbinnedNLL
from numba_stats import truncexpon
from scipy import integrate, optimize, special

sys.path.insert(0, str(Path(__file__).parents[2] / "Tests" / "Oracles"))
from tail_sample import TICKS_PER_UNIT, tail_ticks  # noqa: E402

LOW, HIGH = 1.5, 20.0


def report(benchmark, tool, repetitions, work):
    work()  # compilation and first-touch are not counted
    seconds = []
    for _ in range(repetitions):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
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


def numpy_log_density(x, nu, slope):
    norm = (math.exp(slope * HIGH) - math.exp(slope * LOW)) / slope
    return nu, slope * x + math.log(nu / norm)


def numba_log_density(x, nu, slope):
    return nu, truncexpon.logpdf(x, LOW, HIGH, 0.0, -1 / slope) + math.log(nu)


def fit(x, density):
    minuit = Minuit(ExtendedUnbinnedNLL(x, density, log=True), nu=len(x), slope=-0.3)
    minuit.limits["slope"] = (None, -1e-3)
    minuit.migrad()
    assert minuit.valid
    return minuit.values["slope"]


def cls_limit(n=1, b=0.51, sigma=0.13, confidence=0.9):
    width = math.log1p(sigma / b)

    def averaged(s):
        def integrand(z):
            return math.exp(-z * z / 2) * special.gammaincc(n + 1, s + b * math.exp(width * z))

        return integrate.quad(integrand, -9, 9, epsabs=0, epsrel=1e-10)[0]

    below = averaged(0)
    return optimize.brentq(lambda s: averaged(s) / below - (1 - confidence), 0.1, 50, xtol=1e-12)


def main():
    x = np.array(tail_ticks(1_000_000), dtype=float) / TICKS_PER_UNIT
    tool = f"iminuit {iminuit.__version__}"
    name = "exponential fit, 1e6 events"
    report(name, f"{tool}, numpy", 7, lambda: fit(x, numpy_log_density))
    report(name, f"{tool}, numba-stats", 7, lambda: fit(x, numba_log_density))
    report("CLs limit of one bin, background log-normal", "scipy", 21, cls_limit)


if __name__ == "__main__":
    main()
