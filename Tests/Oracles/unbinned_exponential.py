"""Writes Tests/StatsTests/Reference/unbinned-exponential.csv: the sample behind seven reference rows.

The rows "unbinned extended exponential fit tau on [1.5,20], seed 7" of reference-limits.csv name a
seed and numbers of events. This is the sample: NumPy's default_rng(7) draws the number of events
from Poisson(10^4) or Poisson(10^6), then a uniform number for each, which becomes an event of
exp(-x/4) on 1.5 to 20 by inversion. The state of the generator (PCG64) after the first draw is
written down, so that others can make the same events; tau and its error solve the likelihood
equation in 40 digits. The script fails unless tau is the printed value of the row from SciPy.

Usage: python Tests/Oracles/unbinned_exponential.py > Tests/StatsTests/Reference/unbinned-exponential.csv
"""

import math

import mpmath as mp
import numpy as np

mp.mp.dps = 40

LOW, HIGH, TAU = 1.5, 20.0, 4.0
# Expected events, and tau as the reference row prints it.
CASES = [(10_000, "4.02335047"), (1_000_000, "3.99300104")]


def exact_fit(events):
    """tau and its error: mean of x - LOW equals tau - L / (exp(L / tau) - 1)."""
    length = mp.mpf(HIGH) - mp.mpf(LOW)
    mean = mp.mpf(math.fsum(events)) / len(events) - mp.mpf(LOW)

    def nll(tau):
        return len(events) * (mean / tau + mp.log(tau) + mp.log(-mp.expm1(-length / tau)))

    tau = mp.findroot(lambda t: t - length / mp.expm1(length / t) - mean, TAU)
    return tau, 1 / mp.sqrt(mp.diff(nll, tau, 2))


def main():
    print("# Sources: numpy 2.4.6; mpmath 1.4.1 with 40 digits. Written by Tests/Oracles/unbinned_exponential.py.")
    print("expected,events,state,increment,tau,tau_error")
    for expected, printed in CASES:
        rng = np.random.default_rng(7)
        count = rng.poisson(expected)
        state = rng.bit_generator.state["state"]
        uniform = rng.random(count)
        events = LOW - TAU * np.log1p(-uniform * (1 - math.exp(-(HIGH - LOW) / TAU)))
        tau, error = exact_fit(events)
        assert abs(tau - mp.mpf(printed)) <= mp.mpf("0.5e-8"), (tau, printed)
        print(
            f"{expected},{count},{state['state']:032x},{state['inc']:032x},"
            f"{mp.nstr(tau, 17)},{mp.nstr(error, 17)}"
        )


if __name__ == "__main__":
    main()
