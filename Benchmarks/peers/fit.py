"""Times the peers of benchmark-fit on the same numbers, one line of JSON each.

iminuit with NumPy, and iminuit with numba-stats (compiled, with logarithmic densities).

Usage: python Benchmarks/peers/fit.py
"""

import math
import sys
from pathlib import Path

import iminuit
import numpy as np
from iminuit import Minuit
from iminuit.cost import ExtendedUnbinnedNLL
from numba_stats import truncexpon
from timing import report

sys.path.insert(0, str(Path(__file__).parents[2] / "Tests" / "Oracles"))
from tail_sample import TICKS_PER_UNIT, tail_ticks  # noqa: E402

LOW, HIGH = 1.5, 20.0


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


def main():
    x = np.array(tail_ticks(1_000_000), dtype=float) / TICKS_PER_UNIT
    tool = f"iminuit {iminuit.__version__}"
    name = "exponential fit, 1e6 events"
    report(name, f"{tool}, numpy", 7, lambda: fit(x, numpy_log_density))
    report(name, f"{tool}, numba-stats", 7, lambda: fit(x, numba_log_density))


if __name__ == "__main__":
    main()
