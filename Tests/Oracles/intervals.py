"""Writes Tests/StatsTests/Reference/intervals.csv: intervals of one bin, with mpmath and numpy.

Straight from the definitions. Feldman-Cousins belts are scanned outwards in signal with the counts
sorted by likelihood ratio, and the last step is bisected; the published rule takes the largest upper
end over a scan of b'. Bayesian intervals integrate the posterior density
numerically. Averages over the background are Gauss-Legendre quadratures.

Usage: python Tests/Oracles/intervals.py > Tests/StatsTests/Reference/intervals.csv
"""

import math

import mpmath as mp
import numpy as np

from counting_limits import belief, log_average, log_cumulative, log_tail

mp.mp.dps = 25


def poisson(k, mean):
    return mp.exp(k * mp.log(mean) - mean - mp.loggamma(k + 1)) if mean > 0 else mp.mpf(k == 0)


def accepted(n, signal, b, confidence):
    """Whether the counts that rank strictly above n hold less than CL."""
    mean = signal + b
    highest = int(mean + 12 * mp.sqrt(mean) + 30) + n

    def rank(k):
        best = max(mp.mpf(k), b)
        return poisson(k, mean) / poisson(k, best)

    own = rank(n)
    return sum(poisson(k, mean) for k in range(highest) if rank(k) > own * (1 + mp.mpf(10) ** -18)) < confidence


def feldman_cousins(n, b, confidence, step):
    """Smallest and largest accepted signal; gaps and islands below the step are not seen."""
    top = max(mp.mpf(0), n - b) + 6 * mp.sqrt(n + 1) + 6
    grid = [step * i for i in range(int(top / step) + 1)]
    inside = [i for i, s in enumerate(grid) if accepted(n, s, b, confidence)]

    def edge(good, bad):
        for _ in range(50):
            middle = (good + bad) / 2
            good, bad = (middle, bad) if accepted(n, middle, b, confidence) else (good, middle)
        return good

    first, last = inside[0], inside[-1]
    lower = mp.mpf(0) if first == 0 else edge(grid[first], grid[first - 1])
    return lower, edge(grid[last], grid[last] + step)


def published_upper(n, b, confidence):
    """The largest upper end of b' = b, b + 0.001, .. b + 2.5 on signals in steps of 0.0002, in doubles.

    A peak begins with an infinitely narrow island, so that this scan is low by up to 0.002.
    """
    signals = np.arange(0, max(0, n - b) + 6 * math.sqrt(n + 1) + 2, 0.0002)[:, None]
    counts = np.arange(0, int(b + signals[-1, 0]) + 40)[None, :]
    factorials = np.array([[math.lgamma(k + 1) for k in counts[0]]])
    highest = 0.0
    for trial in b + np.arange(2501) / 1000:
        best = np.maximum(counts, trial)
        mean = signals + trial
        rank = counts * np.log(mean / best) - mean + best
        above = rank > rank[:, n : n + 1] + 1e-13
        inside = (np.exp(counts * np.log(mean) - mean - factorials) * above).sum(axis=1)
        highest = max(highest, signals[inside < confidence, 0].max())
    return highest


def cousins_highland(n, constraint, b, sigma, tail):
    """Upper and lower end of E[P(N <= n)] = tail, E[P(N >= n)] = tail; zero if negative."""
    norm = mp.mpf(0)
    if constraint != "none":
        _, density = belief(constraint, b, sigma)
        norm = log_average(lambda u: 0, density)

    def probability(count, signal):
        return mp.exp(log_tail(count, signal, constraint, b, sigma) - norm)

    def solve(count, target):
        if count < 0 or probability(count, mp.mpf(0)) <= target:
            return mp.mpf(0)
        high = mp.mpf(1)
        while probability(count, high) > target:
            high *= 2
        return mp.findroot(lambda s: probability(count, s) - target, (high / 2**6, high), solver="anderson", tol=1e-28)

    return solve(n - 1, 1 - tail), solve(n, tail)


def bayesian(n, b, prior, confidence):
    """Upper limit and central interval of the posterior for a background known exactly."""
    power = {"flat": 0, "inverse-root": -mp.mpf(1) / 2}

    # s = x^2 tames the prior 1/sqrt(s).
    def density(s):
        weight = (s + b) ** mp.mpf(-0.5) if prior == "jeffreys" else s ** power[prior]
        return mp.exp(n * mp.log(s + b) - (s + b) - mp.loggamma(n + 1)) * weight

    top = mp.mpf(n) + 14 * mp.sqrt(n + 1) + 60
    nodes = [mp.sqrt(top * i / 24) for i in range(25)]

    def integral(low, high):
        points = [mp.sqrt(low)] + [x for x in nodes if low < x * x < high] + [mp.sqrt(high)]
        return mp.quad(lambda x: 2 * x * density(x * x), points)

    total = integral(mp.mpf(0), top)

    def quantile(p):
        low, high = mp.mpf(0), top
        for _ in range(16):
            middle = (low + high) / 2
            low, high = (low, middle) if integral(mp.mpf(0), middle) > p * total else (middle, high)
        s = (low + high) / 2
        for _ in range(5):
            s -= (integral(mp.mpf(0), s) - p * total) / density(s)
        return s

    tail = (1 - confidence) / 2
    return quantile(confidence), quantile(tail), quantile(1 - tail)


def line(method, n, constraint, b, sigma, confidence, lower, upper):
    numbers = ",".join("" if x is None else mp.nstr(x, 14) for x in (lower, upper))
    print(f"{method},{n},{constraint},{b},{sigma},{confidence},{numbers}", flush=True)


def bayesian_lines():
    for n, b, confidence in [(0, "0.51", "0.9"), (3, "0.51", "0.9"), (3, "1e-9", "0.95"), (40, "25", "0.9")]:
        for prior in ["flat", "inverse-root", "jeffreys"]:
            upper, low, high = bayesian(n, mp.mpf(b), prior, mp.mpf(confidence))
            line(f"bayesian-upper-limit-{prior}", n, "none", b, "0", confidence, None, upper)
            line(f"bayesian-central-{prior}", n, "none", b, "0", confidence, low, high)


def main():
    print("# Source: mpmath 1.4.1 with 25 digits; numpy 2.4.6 for feldman-cousins-published. Written by Tests/Oracles/intervals.py.")
    print("method,observed,constraint,value,uncertainty,confidence,lower,upper")
    step = mp.mpf("0.01")
    for n, b, confidence in [(0, "0", "0.9"), (0, "1e-9", "0.9"), (3, "1e-9", "0.95"), (1, "5", "0.9"),
                             (0, "12.3", "0.9"), (2, "0.51", "0.6827"), (8, "3.7", "0.99"), (25, "13.5", "0.9")]:
        ends = feldman_cousins(n, mp.mpf(b), mp.mpf(confidence), step)
        line("feldman-cousins", n, "none", b, "0", confidence, *ends)
    for n, b, confidence in [(0, "2", "0.9"), (1, "5", "0.9"), (0, "3", "0.9"), (2, "4.1", "0.95")]:
        upper = published_upper(n, float(b), float(confidence))
        line("feldman-cousins-published", n, "none", b, "0", confidence, None, mp.mpf(round(upper, 4)))
    for n, constraint, b, sigma, confidence in [
        (1, "log-normal", "0.51", "0.13", "0.8"), (7, "log-normal", "2", "4", "0.9"), (4, "gamma", "0.51", "0.13", "0.9"),
        (9, "gamma-of-mean", "3", "1", "0.95"), (5, "gaussian", "1", "1", "0.9"), (0, "gaussian", "4", "1", "0.9"),
        (120, "gamma", "100", "10", "0.9"), (3, "none", "0.5", "0", "0.9"),
    ]:
        tail = (1 - mp.mpf(confidence)) / 2
        ends = cousins_highland(n, constraint, mp.mpf(b), mp.mpf(sigma), tail)
        line("cousins-highland", n, constraint, b, sigma, confidence, *ends)
    bayesian_lines()


if __name__ == "__main__":
    main()
