"""Writes Tests/StatsTests/Reference/tail-fits.csv: exact likelihood fits, and iminuit's.

The exact values solve the likelihood equation in 40 digits (mpmath) from exact integer sums; errors
come from numerical second derivatives of -ln L, also in 40 digits. iminuit minimises the extended
unbinned -ln L of the same numbers, in double precision, with its default tolerance.

Usage: python Tests/Oracles/tail_fits.py > Tests/StatsTests/Reference/tail-fits.csv
"""

import math

import mpmath as mp
import numpy as np
from iminuit import Minuit
from iminuit.cost import ExtendedUnbinnedNLL

from tail_sample import TICKS_PER_UNIT, tail_ticks

mp.mp.dps = 40

# shape, events made, fit range, range predicted
CASES = [
    ("exponential", 10_000, "1.5", "20", "0.5", "1.5"),
    ("exponential", 1_000_000, "1.5", "20", "0.5", "1.5"),
    ("exponential", 10_000, "3", "11", "11", "30"),
    ("exponential", 50, "1.5", "20", "-3", "1.5"),
    ("power law", 10_000, "1.5", "20", "0.5", "1.5"),
    ("power law", 10_000, "3", "11", "20", "100"),
]


def power_integral(k, low, high):
    """Integral of exp(k t) from low to high."""
    return (mp.exp(k * high) - mp.exp(k * low)) / k


def exact_fit(shape, ticks, low, high, box):
    low, high = mp.mpf(low), mp.mpf(high)
    inside = [t for t in ticks if low * TICKS_PER_UNIT <= t <= high * TICKS_PER_UNIT]
    n = len(inside)
    if shape == "exponential":
        coordinate, shift, jacobian = (lambda x: x), 0, 0
        total = mp.mpf(sum(inside)) / TICKS_PER_UNIT
    else:
        coordinate, shift = mp.log, 1
        total = mp.fsum(mp.log(mp.mpf(t) / TICKS_PER_UNIT) for t in inside)
        jacobian = total
    a, b = coordinate(low), coordinate(high)

    def nll(nu, slope):
        return nu - n * mp.log(nu) - slope * total + n * mp.log(power_integral(slope, a, b)) + jacobian

    slope = mp.findroot(lambda s: mp.diff(lambda q: nll(n, q), s), (-0.4, -0.1), solver="anderson")
    variance = 1 / mp.diff(lambda q: nll(n, q), slope, 2)
    c, d = (coordinate(mp.mpf(edge)) for edge in box)

    def share(s):
        return power_integral(s, c, d) / power_integral(s, a, b)

    expectation = n * share(slope)
    error = mp.sqrt(n * share(slope) ** 2 + variance * (n * mp.diff(share, slope)) ** 2)
    return n, sum(inside), slope - shift, mp.sqrt(variance), nll(n, slope), expectation, error


def iminuit_fit(shape, ticks, low, high):
    low, high = float(low), float(high)
    x = np.array(ticks, dtype=float) / TICKS_PER_UNIT
    x = x[(x >= low) & (x <= high)]

    def density(x, nu, p):
        if shape == "exponential":
            return nu, nu * np.exp(p * x) * p / (math.exp(p * high) - math.exp(p * low))
        return nu, nu * x**p * (p + 1) / (high ** (p + 1) - low ** (p + 1))

    minuit = Minuit(ExtendedUnbinnedNLL(x, density), nu=len(x), p=-0.3)
    minuit.migrad()
    minuit.hesse()
    assert minuit.valid
    return minuit.values["p"], minuit.errors["p"]


def main():
    print("# Sources: mpmath 1.4.1 with 40 digits; iminuit 2.33.0. Written by Tests/Oracles/tail_fits.py.")
    print(
        "shape,made,lower,upper,box_lower,box_upper,count,tick_sum,parameter,parameter_error,nll,"
        "expectation,expectation_error,iminuit_parameter,iminuit_error"
    )
    samples = {made: tail_ticks(made) for made in {case[1] for case in CASES}}
    for shape, made, low, high, *box in CASES:
        n, tick_sum, *values = exact_fit(shape, samples[made], low, high, box)
        peer = iminuit_fit(shape, samples[made], low, high)
        numbers = [mp.nstr(v, 17) for v in values] + [f"{v:.10g}" for v in peer]
        print(",".join([shape, str(made), low, high, *box, str(n), str(tick_sum), *numbers]))


if __name__ == "__main__":
    main()
