"""Writes Tests/StatsTests/Reference/profile-construction.csv: Feldman-Cousins with an uncertain nuisance.

The profile construction by brute force with NumPy: either the background b or the efficiency factor f of
a mean s f + b was measured. For every signal all outcomes (a count and a result of the measurement, as
a whole number or on a fine grid) are ranked by -2 ln lambda, minimised over the nuisance by golden
sections; those that rank above the observed outcome are summed with the nuisance that fits the
data best. Outcomes with the observed count rank above only if they also do so above the observed result
with one event closer to the signal. The signals are scanned in steps, and the outermost accepted
ones refined: smaller islands than the last step are not seen. Coverage lines sum over all outcomes.

Usage: python Tests/Oracles/profile_construction.py > Tests/StatsTests/Reference/profile-construction.csv
"""

import math
import sys

import numpy as np
from scipy import optimize, special, stats

CELLS = 200
GOLDEN = (math.sqrt(5) - 1) / 2


class Measurement:
    """Of a nuisance parameter x, with a result in the coordinate in which it spreads."""

    def __init__(self, kind, value, first, second=0.0):
        self.kind, self.value = kind, value
        if kind == "log-normal":
            self.width, self.observed = math.log1p(first / value), math.log(value)
        elif kind == "gaussian":
            self.width, self.observed = first, value
        elif kind == "gamma":
            self.scale, self.observed = value / first ** 2, (value / first) ** 2
        else:  # k of n
            self.trials, self.observed = second, first

    @property
    def discrete(self):
        return self.kind in ("gamma", "selection")

    def penalty(self, x, result):
        """-ln L above its smallest value over all x."""
        if self.kind == "log-normal":
            return ((np.log(x) - result) / self.width) ** 2 / 2
        if self.kind == "gaussian":
            return ((x - result) ** 2 - np.minimum(0, result) ** 2) / (2 * self.width ** 2)
        if self.kind == "gamma":
            mean = self.scale * x
            return special.xlogy(result, np.where(result > 0, result, 1)) - special.xlogy(result, mean) - result + mean
        share = result / self.trials
        return (special.xlogy(result, share) + special.xlog1py(self.trials - result, -share)
                - special.xlogy(result, x) - special.xlog1py(self.trials - result, -x))

    def estimate(self, result):
        if self.kind == "log-normal":
            return np.exp(result)
        if self.kind == "gaussian":
            return np.maximum(0, result)
        return result / (self.scale if self.kind == "gamma" else self.trials)

    def reach(self, result, count):
        """Between which x every minimum lies."""
        if self.kind == "selection":
            return np.zeros_like(result), np.ones_like(result)
        estimate = self.estimate(result)
        if self.kind == "log-normal":
            return estimate * np.exp(-9 * self.width - 0 * count), np.maximum(estimate, count) + 1
        return np.zeros_like(estimate), np.maximum(estimate, count) + 1

    def outcomes(self, x):
        """Results for a true x: edges of cells, or whole numbers."""
        if self.kind == "gamma":
            mean = self.scale * x
            return np.arange(0.0, math.ceil(mean + 12 * math.sqrt(mean) + 20))
        if self.kind == "selection":
            return np.arange(0.0, self.trials + 1)
        middle = math.log(x) if self.kind == "log-normal" else x
        return np.linspace(middle - 8.5 * self.width, middle + 8.5 * self.width, CELLS + 1)

    def weights(self, x, results):
        """Of the whole numbers, or cumulative probabilities at the edges."""
        if self.kind == "gamma":
            return stats.poisson.pmf(results, self.scale * x)
        if self.kind == "selection":
            return stats.binom.pmf(results, self.trials, x)
        middle = math.log(x) if self.kind == "log-normal" else x
        return special.ndtr((results - middle) / self.width)


def half_deviance(n, mean):
    safe = np.where(mean > 0, mean, 1e-300)
    return special.xlogy(n, np.where(n > 0, n, 1)) - special.xlogy(n, safe) - n + mean


class Construction:
    def __init__(self, target, n, other, measurement, confidence):
        self.target, self.n, self.other = target, n, other
        self.measurement, self.confidence = measurement, confidence

    def mean(self, s, x):
        return s + x if self.target == "background" else s * x + self.other

    def minimum(self, s, n, result):
        """min over x of D + C, with its place; element by element."""
        n, result = np.broadcast_arrays(np.asarray(n, float), np.asarray(result, float))
        value = lambda x: half_deviance(n, self.mean(s, x)) + self.measurement.penalty(x, result)
        low, high = self.measurement.reach(result, n)
        if self.target == "efficiency" and self.measurement.kind != "selection":
            high = np.maximum(self.measurement.estimate(result), n / max(s, 1e-9)) + 1e-9
            high = np.minimum(high, self.measurement.estimate(result) + 40)
        # A coarse look first, evenly in the logarithm where there may be two minima.
        points = 33
        if self.measurement.kind == "log-normal":
            grid = [low * (high / low) ** (i / (points - 1)) for i in range(points)]
        else:
            grid = [low + (high - low) * i / (points - 1) for i in range(points)]
        with np.errstate(all="ignore"):
            values = np.array([np.nan_to_num(value(x), nan=np.inf, posinf=np.inf) for x in grid])
            best = values.argmin(axis=0)
            stack = np.array(grid)
            low = np.take_along_axis(stack, np.maximum(best - 1, 0)[None], 0)[0]
            high = np.take_along_axis(stack, np.minimum(best + 1, points - 1)[None], 0)[0]
            edge = np.take_along_axis(stack, best[None], 0)[0]
            left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
            at_left, at_right = value(left), value(right)
            for _ in range(44):
                smaller = at_left < at_right
                low, high = np.where(smaller, low, left), np.where(smaller, right, high)
                left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
                at_left, at_right = value(left), value(right)
            middle = (low + high) / 2
            found = value(middle)
            at_edge = value(edge)
        return np.where(at_edge < found, at_edge, found), np.where(at_edge < found, edge, middle)

    def statistic(self, s, n, result):
        n, result = np.broadcast_arrays(np.asarray(n, float), np.asarray(result, float))
        bound = self.measurement.estimate(result) if self.target == "background" else np.full(n.shape, self.other)
        lowest = np.zeros(n.shape)
        below = n < bound
        if below.any():
            if self.target == "background":
                lowest[below] = self.minimum(0.0, n[below], result[below])[0]
            else:
                lowest[below] = half_deviance(n[below], self.other)
        return 2 * (self.minimum(s, n, result)[0] - lowest)

    def ranked(self, s):
        """The probability of what ranks above the observed outcome."""
        m = self.measurement
        observed = float(self.statistic(s, self.n, m.observed))
        if self.target == "efficiency" and s == 0:
            x = float(m.estimate(np.asarray(m.observed)))
        else:
            x = float(self.minimum(s, self.n, m.observed)[1])
        mean = float(self.mean(s, x))
        counts = np.arange(0, math.ceil(mean + 9 * math.sqrt(mean) + 25))
        results = m.outcomes(x)
        statistic = self.statistic(s, counts[:, None], results[None, :])
        threshold = np.full(len(counts), observed - 1e-10)
        best = (self.n - self.other) / m.estimate(np.asarray(m.observed)) if self.target == "efficiency" \
            else self.n - m.estimate(np.asarray(m.observed))
        closer = float(self.statistic(s, max(0, self.n + (1 if max(0.0, best) < s else -1)), m.observed))
        if self.n < len(counts):
            threshold[self.n] = closer if closer < observed - 1e-10 else -1.0
        excess = statistic - threshold[:, None]
        weights = m.weights(x, results)
        if m.discrete:
            shares = ((excess < 0) * weights[None, :]).sum(axis=1)
        else:
            inside = excess < 0
            cells = np.diff(weights)
            shares = (inside[:, :-1] & inside[:, 1:]) @ cells
            rows, columns = np.nonzero(inside[:, :-1] != inside[:, 1:])
            good = np.where(inside[rows, columns], results[columns], results[columns + 1])
            bad = np.where(inside[rows, columns], results[columns + 1], results[columns])
            for _ in range(24):
                middle = (good + bad) / 2
                accepted = self.statistic(s, counts[rows], middle) < threshold[rows]
                good, bad = np.where(accepted, middle, good), np.where(accepted, bad, middle)
            start = np.where(inside[rows, columns], results[columns], results[columns + 1])
            np.add.at(shares, rows, np.abs(m.weights(x, good) - m.weights(x, start)))
        return float((stats.poisson.pmf(counts, mean) * shares).sum())

    def accepts(self, s):
        return self.ranked(s) < self.confidence

    def interval(self, top, steps=(0.04, 0.004)):
        def outermost(grid):
            for outside, inside in zip(grid[:-1], grid[1:]):
                if self.accepts(inside):
                    return outside, inside
            return None

        best = self.n - self.measurement.value if self.target == "background" else (self.n - self.other) / self.measurement.value
        best = max(0.0, best)
        ends = []
        for start in (0.0, top):
            if start == 0.0 and self.accepts(0.0):
                ends.append(0.0)
                continue
            bad, good = start, best
            for step in steps:
                grid = np.linspace(bad, good, max(2, math.ceil(abs(good - bad) / step)) + 1)
                bad, good = outermost(grid)
                # One coarse step further out, for islands.
                if step != steps[-1]:
                    bad = max(0.0, bad - step) if start == 0.0 else min(top, bad + step)
            for _ in range(22):
                middle = (bad + good) / 2
                bad, good = (bad, middle) if self.accepts(middle) else (middle, good)
            ends.append(good)
        return ends


# target, count, value and uncertainty of the background, its constraint, efficiency, first, second, CL, top
CASES = [
    ("background", 0, 3.0, 0.75, "gaussian", 0.9, 5), ("background", 3, 3.0, 1.5, "gaussian", 0.9, 9),
    ("background", 0, 0.0, 1.0, "gaussian", 0.9, 5), ("background", 2, 0.0, 1.0, "gaussian", 0.9, 9),
    ("background", 8, 3.0, 3.0, "gaussian", 0.9, 16), ("background", 1, 0.51, 0.13, "gaussian", 0.95, 8),
    ("background", 1, 3.0, 0.75, "log-normal", 0.9, 5), ("background", 8, 3.0, 3.0, "log-normal", 0.9, 15),
    ("background", 4, 0.51, 0.13, "log-normal", 0.9, 11), ("background", 0, 3.0, 1.5, "log-normal", 0.9, 4),
    ("background", 0, 3.0, 1.5, "gamma", 0.9, 5), ("background", 1, 3.0, 3.0, "gamma", 0.9, 7),
    ("background", 8, 3.0, 0.75, "gamma", 0.9, 15), ("background", 3, 0.51, 0.13, "gamma", 0.9, 10),
    ("background", 12, 4.0, 2.0, "gamma", 0.6827, 16),
    ("efficiency", 3, 0.51, "gaussian", 0.1, 0, 0.9, 10), ("efficiency", 8, 3.0, "gaussian", 0.3, 0, 0.9, 20),
    ("efficiency", 1, 0.51, "log-normal", 0.3, 0, 0.9, 8), ("efficiency", 0, 3.0, "log-normal", 0.3, 0, 0.9, 4),
    ("efficiency", 5, 1.0, "selection", 45, 50, 0.9, 14), ("efficiency", 0, 0.51, "selection", 4, 4, 0.9, 8),
    ("efficiency", 3, 0.0, "selection", 6, 10, 0.9, 25),
]

# signal, true background, constraint, its relative uncertainty or the control region's scale, CL
COVERAGE = [(1.0, 2.0, 4.0), (4.0, 2.0, 4.0), (2.5, 0.6, 5.0)]


def covered(signal, mean, scale, confidence):
    """How often a signal is accepted, over all counts and control counts."""
    total = 0.0
    for k in range(0, 60):
        weight = stats.poisson.pmf(k, scale * mean)
        if weight < 1e-7:
            continue
        for n in range(0, 40):
            share = weight * stats.poisson.pmf(n, signal + mean)
            if share < 1e-9:
                continue
            measurement = Measurement("gamma", 1.0, 1.0)
            measurement.scale, measurement.observed, measurement.value = scale, float(k), k / scale
            if Construction("background", n, 0.0, measurement, confidence).accepts(signal):
                total += share
    return total


def main():
    print("# Source: NumPy 2.4.6, SciPy 1.17.1. Written by Tests/Oracles/profile_construction.py.")
    print("target,observed,constraint,value,uncertainty,efficiency,first,second,confidence,lower,upper")
    for case in CASES:
        if case[0] == "background":
            _, n, value, sigma, kind, confidence, top = case
            construction = Construction("background", n, 0.0, Measurement(kind, value, sigma), confidence)
            inputs = f"background,{n},{kind},{value!r},{sigma!r},exact,0,0"
        else:
            _, n, value, kind, first, second, confidence, top = case
            measurement = Measurement(kind, first / second if second else 1.0, first, second)
            construction = Construction("efficiency", n, value, measurement, confidence)
            inputs = f"efficiency,{n},none,{value!r},0,{kind},{first!r},{second!r}"
        lower, upper = construction.interval(top)
        print(f"{inputs},{confidence},{lower:.9g},{upper:.9g}", flush=True)
    for signal, mean, scale in COVERAGE:
        print(f"coverage,0,gamma,{mean!r},{scale!r},exact,{signal!r},0,0.9,{covered(signal, mean, scale, 0.9):.9g},0", flush=True)


if __name__ == "__main__":
    main()
