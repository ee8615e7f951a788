"""Writes Tests/StatsTests/Reference/double-construction.csv: Feldman-Cousins with two uncertain nuisances.

The profile construction for a count of mean s f + b where both b and the efficiency factor f were
measured, by SciPy. An outcome is a count, a result for b and a result for f. Fits are solved for the
multiplier g = 1 - n/(s f + b) of the expected count: each nuisance that is best beside g has a closed form,
Lambert's W for log-normal errors, so that one equation in g is left; random fits are compared with
scipy.optimize.minimize. For each count and each result for b, every whole number or a fifth of a standard
deviation from each other, the ends of the results for f that rank above the observed outcome are found
by bisection; cells in between are checked at one signal for each case. The signals are scanned in steps
and the outermost accepted ones refined: smaller islands than a step are not seen.

Usage: python Tests/Oracles/double_construction.py > Tests/StatsTests/Reference/double-construction.csv
"""

import math
import sys

import numpy as np
from scipy import optimize, special, stats
from scipy.optimize import elementwise

from profile_construction import Measurement, half_deviance


def best_beside(measurement, result, g, scale):
    """The nuisance x that minimises g * scale * x plus its penalty."""
    if measurement.kind == "log-normal":
        median = np.exp(result)
        argument = np.maximum(measurement.width ** 2 * median * g * scale, -1 / math.e)
        return median * np.exp(-special.lambertw(argument).real)
    if measurement.kind == "gaussian":
        return np.maximum(0, result - measurement.width ** 2 * g * scale)
    return result / (measurement.scale + g * scale)


class Construction:
    def __init__(self, n, background, efficiency, confidence):
        self.n, self.background, self.efficiency = n, background, efficiency
        self.confidence = confidence

    def total(self, g, s, rb, re):
        return s * best_beside(self.efficiency, re, g, s) + best_beside(self.background, rb, g, 1.0)

    def value(self, s, n, b, f, rb, re):
        return (half_deviance(n, s * f + b) + self.background.penalty(b, rb)
                + self.efficiency.penalty(f, re))

    def fit(self, s, n, rb, re):
        """The smallest -ln L, and the b and f that have it."""
        n, rb, re = np.broadcast_arrays(*(np.asarray(x, float) for x in (n, rb, re)))
        estimate = self.total(0.0, s, rb, re)
        with np.errstate(all="ignore"):
            low = np.where(n > estimate, 1 - n / estimate, 0.0)
            low = np.maximum(low, -1e6)
            for measurement, result, scale in ((self.background, rb, 1.0), (self.efficiency, re, s)):
                if measurement.kind == "gamma":
                    low = np.maximum(low, -measurement.scale * (1 - 1e-13))
                if measurement.kind == "log-normal":
                    # Beyond it the nuisance has no best value on the branch that holds small pulls.
                    reach = measurement.width ** 2 * np.exp(result) * scale
                    low = np.maximum(low, -(1 - 1e-12) / (math.e * np.maximum(reach, 1e-300)))
            # A factor or mean of zero may be best: then there is no root, and g is at its end of one.
            high = np.where(n > estimate, 0.0, 1.0)
            at_low, at_high = (self.total(g, s, rb, re) * (1 - g) - n for g in (low, high))
            found = elementwise.find_root(
                lambda g, n, rb, re: self.total(g, s, rb, re) * (1 - g) - n, (low, high),
                args=(n, rb, re), tolerances={"xatol": 1e-14})
            g = np.where(at_low <= 0, low, np.where(at_high >= 0, high, found.x))
            b = best_beside(self.background, rb, g, 1.0)
            f = best_beside(self.efficiency, re, g, s)
            if self.background.kind == "gamma":
                # Without a control event the mean takes what the signal leaves.
                b = np.where(rb == 0, np.maximum(n / (1 - g) - s * f, 0.0), b)
            return self.value(s, n, b, f, rb, re), b, f

    def check_fits(self, s):
        """Random outcomes, minimised without derivatives."""
        random = np.random.default_rng(5)
        for _ in range(6):
            n = float(random.poisson(s + self.background.value))
            if self.background.kind == "gamma":
                rb = float(random.poisson(self.background.observed) + 1)
            else:
                rb = self.background.observed + self.background.width * random.normal()
            re = self.efficiency.observed + self.efficiency.width * random.normal()
            found = float(self.fit(s, n, rb, re)[0])
            best = min(
                optimize.minimize(
                    lambda p: float(self.value(s, n, np.exp(p[0]), np.exp(p[1]), rb, re)), [x, y],
                    method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-13, "maxiter": 4000}).fun
                for x in (-1.0, 1.0) for y in (-0.3, 0.3))
            assert abs(found - best) < 1e-8 * max(1, best), (s, n, rb, re, found, best)

    def statistic(self, s, n, rb, re):
        n, rb, re = np.broadcast_arrays(*(np.asarray(x, float) for x in (n, rb, re)))
        lowest = np.zeros(n.shape)
        below = n < self.background.estimate(rb)
        if below.any():
            lowest[below] = self.fit(0.0, n[below], rb[below], re[below])[0]
        return 2 * (self.fit(s, n, rb, re)[0] - lowest)

    def ranked(self, s, check=False):
        """The probability of what ranks above the observed outcome."""
        rb, re = self.background.observed, self.efficiency.observed
        observed = float(self.statistic(s, self.n, rb, re))
        _, b, f = self.fit(s, self.n, rb, re)
        if s == 0:
            f = self.efficiency.estimate(np.asarray(re))
        b, f = float(b), float(f)
        mean = s * f + b
        counts = np.arange(0, math.ceil(mean + 8 * math.sqrt(mean) + 20))
        counts = counts[stats.poisson.pmf(counts, mean) > 1e-10]
        pmf = stats.poisson.pmf(counts, mean)
        if self.background.kind == "gamma":
            nodes = self.background.outcomes(b)
            weights = self.background.weights(b, nodes)
            nodes, weights = nodes[weights > 1e-11], weights[weights > 1e-11]
        else:
            middle = math.log(b) if self.background.kind == "log-normal" else b
            pulls = np.arange(-32, 33) / 5
            nodes, weights = middle + self.background.width * pulls, np.exp(-pulls ** 2 / 2)
        best = max(0.0, (self.n - self.background.value) / self.efficiency.value)
        closer = float(self.statistic(s, max(0, self.n + (1 if best < s else -1)), rb, re))
        threshold = np.full(len(counts), observed - 1e-10)
        threshold[counts == self.n] = closer if closer < observed - 1e-10 else -1.0
        weights /= weights.sum()
        likely = pmf[:, None] * weights if check else None
        shares = self.shares(s, counts[:, None], nodes[None, :], threshold[:, None], f, likely)
        return float(pmf @ shares @ weights)

    def shares(self, s, n, rb, limit, f, likely):
        """Of the results for f that rank above, for each count and each result for b."""
        width = self.efficiency.width
        log = self.efficiency.kind == "log-normal"
        middle = math.log(f) if log else f
        low, high = middle - 8 * width, middle + 8 * width
        with np.errstate(all="ignore"):
            start = (n - self.background.estimate(rb)) / max(s, 1e-9)
            start = np.log(np.maximum(start, 1e-300)) if log else start
        start = np.clip(start, low, high)
        inside = self.statistic(s, n, rb, start) < limit
        ends = []
        for end in (low, high):
            good, bad = start.copy(), np.full(start.shape, end)
            whole = self.statistic(s, n, rb, bad) < limit
            for _ in range(27):
                half = (good + bad) / 2
                accepted = self.statistic(s, n, rb, half) < limit
                good, bad = np.where(accepted, half, good), np.where(accepted, bad, half)
            ends.append(np.where(whole, end, good))
        if likely is not None:
            for cell in np.linspace(low, high, 41):
                found = self.statistic(s, n, rb, cell) < limit
                expected = inside & (cell >= ends[0]) & (cell <= ends[1])
                # Edges themselves may go either way, and the rarest outcomes have no principal root.
                near = (np.abs(cell - ends[0]) < 1e-6) | (np.abs(cell - ends[1]) < 1e-6)
                density = likely * math.exp(-((cell - middle) / width) ** 2 / 2)
                assert (found == expected)[~near & (density > 1e-9)].all()
        share = special.ndtr((ends[1] - middle) / width) - special.ndtr((ends[0] - middle) / width)
        return np.where(inside, share, 0.0)

    def excess(self, s):
        return self.ranked(s) - self.confidence

    def interval(self, top, step):
        best = max(0.0, (self.n - self.background.value) / self.efficiency.value)
        ends = []
        for start in (0.0, top):
            if start == 0.0 and self.excess(0.0) < 0:
                ends.append(0.0)
                continue
            grid = np.linspace(start, best, max(2, math.ceil(abs(top if start else best) / step)) + 1)
            bad = start
            assert self.excess(bad) >= 0
            for good in grid[1:]:
                if self.excess(good) < 0:
                    break
                bad = good
            ends.append(optimize.brentq(self.excess, bad, good, xtol=1e-8))
        return ends


# count, value, uncertainty and constraint of the background, relative uncertainty and constraint of the
# efficiency, CL, top
CASES = [
    (0, 0.51, 0.13, "log-normal", 0.3, "log-normal", 0.9, 6),
    (3, 0.51, 0.13, "log-normal", 0.3, "log-normal", 0.9, 14),
    (8, 3.0, 0.75, "log-normal", 0.2, "log-normal", 0.9, 20),
    (5, 3.0, 1.0, "gaussian", 0.2, "gaussian", 0.9, 14),
    (2, 0.51, 0.13, "gamma", 0.3, "log-normal", 0.9, 12),
    (0, 3.0, 1.5, "gamma", 0.1, "gaussian", 0.9, 5),
]


def main():
    print("# Source: NumPy 2.4.6, SciPy 1.17.1. Written by Tests/Oracles/double_construction.py.")
    print("observed,constraint,value,uncertainty,efficiency,first,second,confidence,lower,upper")
    for case in CASES:
        n, value, sigma, kind, relative, law, confidence, top = case
        efficiency = Measurement(law, 1.0, relative)
        construction = Construction(n, Measurement(kind, value, sigma), efficiency, confidence)
        construction.check_fits(max(1.0, n - value))
        construction.ranked(max(1.0, n - value) * 1.2, check=True)
        lower, upper = construction.interval(top, top / 12)
        print(f"{n},{kind},{value!r},{sigma!r},{law},{relative!r},0,{confidence},{lower:.9g},{upper:.9g}",
              flush=True)


if __name__ == "__main__":
    main()
