"""Writes Tests/StatsTests/Reference/goodness-of-fit.csv: statistics and p-values of SciPy.

Unbinned: scipy.stats.kstest with its exact p-value, and scipy.stats.goodness_of_fit with 99,999 toys
for a known exponential and for one whose scale is fitted to each toy. Binned: power_divergence, whose
expectations have the sum of the counts; and a table with empty bins, from the formulas and chi2.sf.

Usage: python Tests/Oracles/goodness_of_fit.py > Tests/StatsTests/Reference/goodness-of-fit.csv
"""

import math

import numpy as np
from scipy import stats

from tail_sample import TICKS_PER_UNIT, tail_ticks

TOYS = 99_999


def line(*fields):
    print(",".join(str(f) if isinstance(f, (str, int)) else f"{f:.16g}" for f in fields))


def unbinned():
    """The first numbers of the common sample, less its lower edge, against an exponential of scale 4."""
    for count, scale in [(1, 4.0), (20, 4.0), (20, 6.0), (100, 4.0), (100, 5.0)]:
        x = np.array([t / TICKS_PER_UNIT - 1.5 for t in tail_ticks(count)])
        known = {"loc": 0, "scale": scale}
        ks = stats.kstest(x, stats.expon(0, scale).cdf, method="exact")
        ad = stats.goodness_of_fit(
            stats.expon, x, known_params=known, statistic="ad", n_mc_samples=TOYS, rng=np.random.default_rng(1))
        line("kolmogorov-smirnov", "known", count, scale, ks.statistic, ks.pvalue, 0.0)
        line("anderson-darling", "known", count, scale, ad.statistic, ad.pvalue, error(ad.pvalue))
    for count in (20, 100):
        x = np.array([t / TICKS_PER_UNIT - 1.5 for t in tail_ticks(count)])
        for name, short in [("kolmogorov-smirnov", "ks"), ("anderson-darling", "ad")]:
            fit = stats.goodness_of_fit(
                stats.expon, x, known_params={"loc": 0}, statistic=short, n_mc_samples=TOYS,
                rng=np.random.default_rng(2))
            line(name, "fitted", count, float(np.mean(x)), fit.statistic, fit.pvalue, error(fit.pvalue))


def error(p):
    return math.sqrt(p * (1 - p) / TOYS)


def tied():
    """Numbers between 0 and 1 with ties, both ends of the interval and far tails."""
    for name, u in [("ties", [0.1, 0.25, 0.25, 0.25, 0.5, 0.9, 0.9]), ("ends", [0.0, 0.3, 0.6, 1.0]),
                    ("tails", [1e-9, 1e-3, 0.4, 0.5, 0.999])]:
        line("kolmogorov-smirnov", name, len(u), 0, stats.kstest(u, "uniform").statistic, 0.0, 0.0)
        if name != "ends":
            ad = stats.goodness_of_fit(stats.uniform, u, known_params={"loc": 0, "scale": 1}, statistic="ad",
                                       n_mc_samples=9)
            line("anderson-darling", name, len(u), 0, ad.statistic, 0.0, 0.0)


def binned():
    observed = np.array([12, 7, 15, 3, 9, 22, 1, 5])
    expected = np.array([10.0, 9.5, 11.25, 4.75, 8.0, 20.5, 3.0, 7.0])
    assert observed.sum() == expected.sum()
    names = {"pearson": "pearson", "neyman": "neyman", "baker-cousins": "log-likelihood"}
    for name, other in names.items():
        for fitted in (0, 3):
            # SciPy takes one degree of freedom for the sum.
            found = stats.power_divergence(observed, expected, ddof=fitted - 1, lambda_=other)
            line(name, "counts", fitted, 0, found.statistic, found.pvalue, 0.0)
    observed = np.array([0, 2, 0, 0, 5])
    expected = np.array([0.5, 1.5, 0.25, 0.0, 3.5])
    used = expected > 0
    n, mu = observed[used], expected[used]
    pearson = np.sum((n - mu) ** 2 / mu)
    likelihood = 2 * np.sum(mu - n + np.where(n > 0, n * np.log(np.where(n > 0, n, 1) / mu), 0))
    neyman = np.sum(((n - mu) ** 2)[n > 0] / n[n > 0])
    for name, value, bins in [("pearson", pearson, 4), ("neyman", neyman, 2), ("baker-cousins", likelihood, 4)]:
        line(name, "empty", 1, 0, float(value), float(stats.chi2.sf(value, bins - 1)), 0.0)


def main():
    print("# Source: SciPy 1.17.1. Written by Tests/Oracles/goodness_of_fit.py.")
    print("statistic,case,count,scale,value,p_value,p_error")
    unbinned()
    tied()
    binned()


if __name__ == "__main__":
    main()
