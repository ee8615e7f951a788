"""Writes Tests/StatsTests/Reference/likelihood-ratio-cls.csv: CLs of one count with q-tilde, no toys.

P(q >= observed) is summed over all counts n and all results m of the measurement of the background,
each outcome with its own fit: over whole control counts k one by one for `gamma`; for the continuous
measurements over the m beyond the point where q crosses the observed value. The background is
profiled by Brent's method on the derivative, for `log-normal` in every interval of a fine grid where
it changes sign. Two
values of q closer than 1e-9 (relative) are a tie and count as equal.

Usage: python Tests/Oracles/likelihood_ratio_cls.py > Tests/StatsTests/Reference/likelihood-ratio-cls.csv
"""

import functools
import math

import numpy as np
import scipy
from scipy import optimize, stats

TIE = 1e-9

# constraint, b, sigma, observed, signal
CASES = [(c, 0.51, 0.13, n, s) for c in ("none", "gamma", "log-normal", "gaussian") for n, s in
         ((0, 2.3), (0, 0.4), (1, 3.5), (2, 5.1), (3, 1.7), (3, 6.2), (5, 9.0))]
CASES += [(c, 3.2, 1.6, n, s) for c in ("none", "gamma", "log-normal", "gaussian") for n, s in
          ((0, 2.302585), (1, 3.3), (4, 6.0), (8, 11.0))]
CASES += [("gamma", 4.0, 2.0, 2, 4.0), ("gamma", 0.5, 0.5, 1, 3.6), ("gamma", 2.0, 0.1, 3, 5.0),
          ("log-normal", 0.51, 2.55, 2, 4.5), ("gaussian", 0.2, 0.4, 1, 3.5), ("gaussian", 0.0, 0.5, 2, 5.0),
          ("gaussian", 0.0, 0.5, 0, 1.5), ("log-normal", 30.0, 5.0, 25, 12.0), ("gaussian", 30.0, 5.0, 25, 12.0),
          ("gamma", 30.0, 5.0, 25, 12.0), ("gamma", 30.0, 5.0, 41, 26.0), ("log-normal", 30.0, 5.0, 41, 26.0)]


def half_deviance(n, mean):
    if n == 0:
        return mean
    return math.inf if mean <= 0 else n * math.log(n / mean) - n + mean


class Model:
    def __init__(self, constraint, b, sigma):
        self.constraint, self.b, self.sigma = constraint, b, sigma
        self.width = math.log1p(sigma / b) if constraint == "log-normal" else None
        self.scale = b / sigma**2 if constraint == "gamma" else None

    def penalty(self, mean, m):
        if self.constraint == "none":
            return 0.0
        if self.constraint == "log-normal":
            return (math.log(mean / m) / self.width) ** 2 / 2
        if self.constraint == "gamma":
            return half_deviance(self.scale * m, self.scale * mean)
        return ((mean - m) / self.sigma) ** 2 / 2

    def slope(self, mean, n, s, m):
        total = s + mean
        value = 1 - (n / total if n else 0.0)
        if self.constraint == "log-normal":
            return value + math.log(mean / m) / self.width**2 / mean
        if self.constraint == "gamma":
            return value + self.scale * (1 - m / mean)
        return value + (mean - m) / self.sigma**2

    @functools.lru_cache(maxsize=2_000_000)
    def profile(self, n, s, m):
        """The smallest D + C over the mean, and the mean."""
        if self.constraint == "none":
            return half_deviance(n, s + self.b), self.b

        def value(mean):
            return half_deviance(n, s + mean) + self.penalty(mean, m)

        top = 2 * max(n, m, 1e-3) + 1
        if self.constraint == "log-normal":
            low = math.log(m) - 2 * self.width - self.width**2 * (m + 1)
            grid = np.exp(np.linspace(max(low, -600.0), math.log(top), 200))
        else:
            grid = [1e-300, top]  # convex: one minimum
        slopes = [self.slope(x, n, s, m) for x in grid]
        best = (value(grid[0]), grid[0])
        for left, right, at_left, at_right in zip(grid, grid[1:], slopes, slopes[1:]):
            if at_left < 0 <= at_right:
                mean = math.exp(optimize.brentq(lambda t: self.slope(math.exp(t), n, s, m), math.log(left),
                                                math.log(right), xtol=1e-14, rtol=1e-14, maxiter=1000))
                best = min(best, (value(mean), mean))
        return best

    def q(self, s, n, m):
        """q-tilde; for a normal measurement below zero the mean is zero at every fit."""
        if self.constraint == "none":
            m = self.b
        if s <= n - m:
            return 0.0
        lowest = 0.0 if n >= m else self.profile(n, 0.0, m)[0]
        return 2 * (self.profile(n, s, m)[0] - lowest)

    def reach(self, threshold, mean):
        """P(M >= threshold | mean)."""
        if threshold <= 0:
            return 1.0
        if self.constraint == "log-normal":
            return stats.norm.sf(math.log(threshold / mean) / self.width)
        return stats.norm.sf((threshold - mean) / self.sigma)

    def given_count(self, s, n, observed, mean):
        """P(q >= observed | n), over the results of the measurement."""
        at_least = observed * (1 - TIE)
        if self.constraint == "none":
            return float(self.q(s, n, self.b) >= at_least)
        if self.constraint == "gamma":
            expected, total, k = self.scale * mean, 0.0, 0
            while True:
                weight = stats.poisson.pmf(k, expected)
                if k > expected and weight < 1e-16:
                    return total
                if self.q(s, n, k / self.scale if k else 1e-200) >= at_least:
                    total += weight
                k += 1
        low = 1e-12
        if self.q(s, n, low) >= at_least:
            return 1.0
        high = 1.0
        while self.q(s, n, high) < at_least:
            low, high = high, 2 * high
            if high > 1e4 * (mean + n + 1):
                return 0.0
        crossing = optimize.brentq(lambda m: self.q(s, n, m) - observed, low, high, xtol=1e-13, rtol=1e-14)
        return self.reach(crossing, mean)

    def probability(self, s, signal, observed, mean):
        """P(q(s) >= observed) for a true signal and a true background mean."""
        total, n = 0.0, 0
        while True:
            weight = stats.poisson.pmf(n, signal + mean)
            if n > signal + mean and weight < 1e-15:
                return total
            total += weight * self.given_count(s, n, observed, mean)
            n += 1

    def cls(self, n, s):
        observed = self.q(s, n, self.b)
        if observed == 0:
            return 1.0, 1.0, 1.0
        both = self.probability(s, s, observed, self.profile(n, s, self.b)[1])
        background = self.probability(s, 0.0, observed, self.profile(n, 0.0, self.b)[1])
        return both, background, both / background


def main():
    print(f"# Source: SciPy {scipy.__version__}. Written by Tests/Oracles/likelihood_ratio_cls.py.")
    print("constraint,value,uncertainty,observed,signal,cls_b,cl_b,cls")
    for constraint, b, sigma, n, s in CASES:
        numbers = ",".join(f"{x:.12g}" for x in Model(constraint, b, sigma).cls(n, s))
        print(f"{constraint},{b},{sigma},{n},{s},{numbers}", flush=True)


if __name__ == "__main__":
    main()
