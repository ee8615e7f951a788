"""Writes Tests/StatsTests/Reference/channel-feldman-cousins.csv: unified intervals of several counts.

For each signal strength of a scan in steps of 0.002 (0.0004 where a last piece of the belt is narrower)
every set of counts is ranked by its likelihood
relative to that of its best strength of zero or more (SciPy: bounded minimisation, polished by a
root of the derivative). A strength is accepted if the sets that rank strictly above the observed one
hold less than CL; what differs by less than 1e-9 ties. The table has the smallest and the largest
accepted strength of the scan, so that the true ends lie less than a step further out.

Usage: python Tests/Oracles/channel_feldman_cousins.py > Tests/StatsTests/Reference/channel-feldman-cousins.csv
"""

import itertools

import numpy as np
from scipy import optimize, special, stats

# signals, backgrounds, observed, CL, step
CASES = [
    ((1, 2), (0.5, 2.5), (0, 0), 0.9, 0.002), ((1, 2), (0.5, 2.5), (3, 1), 0.9, 0.002),
    ((1, 2), (0.5, 2.5), (0, 4), 0.9, 0.002), ((1, 2), (0.5, 2.5), (4, 0), 0.9, 0.002),
    ((1, 2), (0.5, 2.5), (2, 3), 0.683, 0.002), ((1, 1), (0, 1), (1, 0), 0.9, 0.002),
    ((1, 1), (0, 1), (0, 3), 0.95, 0.002), ((0.5, 1.5), (3, 0.2), (5, 0), 0.9, 0.002),
    ((0.5, 1.5), (3, 0.2), (1, 2), 0.9, 0.002), ((1, 1, 1), (0.2, 1, 2), (1, 0, 2), 0.9, 0.002),
    ((1, 1, 1), (0.2, 1, 2), (0, 0, 0), 0.9, 0.0004), ((1, 1, 1), (0.2, 1, 2), (0, 2, 6), 0.9, 0.002),
]


def log_likelihood(counts, strength, s, b):
    means = strength * s + b
    return float(np.sum(special.xlogy(counts, means) - means))


def best_log_likelihood(counts, s, b):
    def slope(strength):
        return float(np.sum(counts * s / (strength * s + b)) - np.sum(s))

    counts = np.asarray(counts, float)
    low = 1e-12
    if slope(low) <= 0:
        return log_likelihood(counts, 0.0, s, b)
    high = 1.0
    while slope(high) > 0:
        high *= 2
    return log_likelihood(counts, optimize.brentq(slope, low, high, xtol=1e-14, rtol=1e-14), s, b)


def interval(s, b, observed, level, step):
    s, b = np.array(s, float), np.array(b, float)
    reach = 14.0 / np.min(s)
    highest = [int(stats.poisson.isf(1e-11, reach * x / 2 + y)) + 1 for x, y in zip(s, b)]
    outcomes = np.array(list(itertools.product(*[range(h + 1) for h in highest])))
    best = np.array([best_log_likelihood(n, s, b) for n in outcomes])
    place = int(np.flatnonzero((outcomes == observed).all(axis=1))[0])
    accepted = []
    for index in range(int(reach / 2 / step)):
        strength = index * step
        means = strength * s + b
        logs = special.xlogy(outcomes, means).sum(axis=1) - means.sum()
        ratio = logs - best
        above = ratio > ratio[place] + 1e-9
        probability = np.exp(logs[above] - special.gammaln(outcomes[above] + 1.0).sum(axis=1)).sum()
        if probability < level and np.isfinite(ratio[place]):
            accepted.append(strength)
    assert accepted[-1] < reach / 2 - 1
    return accepted[0], accepted[-1]


def main():
    print("# Source: SciPy 1.17.1, numpy 2.4.6. Written by Tests/Oracles/channel_feldman_cousins.py.")
    print("signal,background,observed,confidence,step,lower,upper")
    for s, b, observed, level, step in CASES:
        lower, upper = interval(s, b, observed, level, step)
        columns = [";".join(f"{x:g}" for x in values) for values in (s, b, observed)]
        print(",".join([*columns, f"{level:g}", f"{step:g}", f"{lower:.4f}", f"{upper:.4f}"]), flush=True)


if __name__ == "__main__":
    main()
