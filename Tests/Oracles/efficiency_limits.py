"""Writes Tests/StatsTests/Reference/efficiency-limits.csv: intervals with an uncertain efficiency.

The mean count is s f + b. Straight from the definitions, in double precision with NumPy and SciPy:
profile likelihoods are minimised over f and b by scans that are refined, averages over f and b are
Gauss-Legendre sums in ln f, in the logit of f, or in ln b, and Bayesian tails are Gauss-Legendre sums
over ln s. Efficiencies: `log-normal` with median 1 and kappa = 1 + r, `gaussian` with mean 1 and width
r cut off at zero, `selection` as k of n (a flat prior in averages). Without `r` or `k` it is exact.

Usage: python Tests/Oracles/efficiency_limits.py > Tests/StatsTests/Reference/efficiency-limits.csv
"""

import functools
import math

import numpy as np
from scipy import optimize, special

PIECES, ORDER = 40, 24
NODES, WEIGHTS = np.polynomial.legendre.leggauss(ORDER)


def composite(low, high, pieces=PIECES):
    """Nodes and weights of a Gauss-Legendre rule of many pieces."""
    edges = np.linspace(low, high, pieces + 1)
    half = np.diff(edges)[:, None] / 2
    middle = (edges[:-1] + edges[1:])[:, None] / 2
    return (middle + half * NODES).ravel(), (half * WEIGHTS).ravel()


# ---- averages ----

def average_nodes(kind, centre, first, second, finer):
    """Values of a nuisance parameter with weights that add up to one."""
    if kind in ("exact", "none"):
        return np.array([centre]), np.array([1.0])
    if kind == "log-normal":
        width = math.log1p(first / centre)
        z, w = composite(-12, 12, 16 * finer)
        return centre * np.exp(width * z), normalised(w * np.exp(-z * z / 2))
    if kind == "gaussian":
        # Down to zero evenly in ln, above that evenly.
        edge = max(0.02 * centre, centre - 12 * first)
        value, w = composite(edge, centre + 12 * first, 16 * finer)
        if edge == 0.02 * centre:
            u, wu = composite(math.log(edge) - 80, math.log(edge), 40)
            value, w = np.append(np.exp(u), value), np.append(wu * np.exp(u), w)
        return value, normalised(w * np.exp(-(((value - centre) / first) ** 2) / 2))
    if kind == "gamma":
        shape, rate = (centre / first) ** 2 + 1, centre / first ** 2
        middle, scale = math.log(shape / rate), 1 / math.sqrt(shape)
        u, w = composite(middle - 45 * scale, middle + 12 * scale, 24)
        return np.exp(u), normalised(w * np.exp(shape * (u - middle) - rate * np.exp(u) + shape))
    a, b = first + 1, second - first + 1
    centre = math.log(a / b)
    reach = 80 * math.sqrt(1 / a + 1 / b)
    u, w = composite(centre - reach, centre + reach, PIECES * finer)
    logs = -a * np.logaddexp(0, -u) - b * np.logaddexp(0, u)
    return special.expit(u), normalised(w * np.exp(logs - logs.max()))


def normalised(weights):
    return weights / weights.sum()


def tail(n, s, case):
    """E[P(N <= n; s f + b)]."""
    (f, wf), (b, wb) = case.factors, case.backgrounds
    return float(wf @ special.gammaincc(n + 1, s * f[:, None] + b[None, :]) @ wb) if n >= 0 else 0.0


def solve(function):
    """The zero of a function that falls from above zero at s = 0."""
    if function(0.0) <= 0:
        return 0.0
    high = 1.0
    while function(high) > 0:
        high *= 2
    return optimize.brentq(function, 0, high, xtol=1e-13, rtol=1e-13)


def cls(n, case, alpha):
    return 0.0, solve(lambda s: tail(n, s, case) / tail(n, 0.0, case) - alpha)


def cousins_highland(n, case, alpha):
    return solve(lambda s: tail(n - 1, s, case) - (1 - alpha / 2)), solve(lambda s: tail(n, s, case) - alpha / 2)


def bayesian(prior):
    def ends(n, case, alpha):
        (f, wf), (b, wb) = case.factors, case.backgrounds
        weight = wf[:, None] * wb[None, :]

        def density(s):
            """Of ln s, up to a factor."""
            mean = s * f[:, None] + b[None, :]
            value = np.exp(n * np.log(mean) - mean - special.gammaln(n + 1))
            if prior == "inverse-root":
                value /= math.sqrt(s)
            if prior == "jeffreys":
                value *= np.sqrt(f[:, None] / mean)
            return s * (weight * value).sum()

        def piece(low, high):
            u, w = composite(low, high, 1)
            return w @ [density(s) for s in np.exp(u)]

        edges = np.append(np.arange(-50, -2, 2), np.arange(-2, 70, 0.5))
        pieces = np.array([piece(low, high) for low, high in zip(edges[:-1], edges[1:])])
        below = np.append(0, np.cumsum(pieces))

        def end(share):
            index = int(np.searchsorted(below, share * below[-1])) - 1
            missing = share * below[-1] - below[index]
            return math.exp(optimize.brentq(
                lambda u: piece(edges[index], u) - missing, edges[index], edges[index + 1], xtol=1e-12))

        return end(alpha / 2), end(1 - alpha / 2)

    return ends


# ---- profile likelihood ----

def half_deviance(n, mean):
    return mean if n == 0 else n * math.log(n / mean) - n + mean if mean > 0 else math.inf


class Profile:
    """-2 ln lambda(s) relative to the best s >= 0, by nested minimisation."""

    def __init__(self, n, case):
        self.n, self.case = n, case
        self.lowest = self.at(0.0)[0] if n < case.b else 0.0
        self.best = max(0.0, n - case.b) / case.estimate if case.estimate > 0 else math.inf

    def background(self, mean):
        """min over b' of D(n; mean + b') + C(b')."""
        kind, b, sigma = self.case.constraint, self.case.b, self.case.sigma
        if kind == "none":
            return half_deviance(self.n, mean + b)

        def value(x):
            if kind == "log-normal":
                return half_deviance(self.n, mean + b * math.exp(x)) + (x / math.log1p(sigma / b)) ** 2 / 2
            if kind == "gamma":
                return half_deviance(self.n, mean + x) + half_deviance((b / sigma) ** 2, b / sigma ** 2 * x)
            return half_deviance(self.n, mean + x) + ((x - b) / sigma) ** 2 / 2

        if kind == "log-normal":
            width = math.log1p(sigma / b)
            return refined(value, -12 * width, 12 * width)
        return refined(value, 0.0, b + 12 * sigma + self.n)

    def at(self, s):
        kind, r = self.case.efficiency, self.case.first
        if kind == "exact" or s == 0:
            return self.background(s), 1.0
        if kind == "log-normal":
            width = math.log1p(r)
            value = lambda u: self.background(s * math.exp(u)) + (u / width) ** 2 / 2
            return refined(value, -12 * width, 12 * width, 60), None
        if kind == "gaussian":
            value = lambda f: self.background(s * f) + ((f - 1) / r) ** 2 / 2
            return refined(value, max(0.0, 1 - 12 * r), 1 + 12 * r, 60), None
        k, trials = self.case.first, self.case.second
        best = special.xlogy(k, k / trials) + special.xlog1py(trials - k, -k / trials)
        value = lambda e: self.background(s * e) + best - special.xlogy(k, e) - special.xlog1py(trials - k, -e)
        return refined(value, 0.0, 1.0, 400), None

    def deviance(self, s):
        return 2 * (self.at(s)[0] - self.lowest)


def refined(function, low, high, points=24):
    """The global minimum of a function of one variable."""
    grid = np.linspace(low, high, points)
    values = [function(x) for x in grid]
    index = int(np.argmin(values))
    found = optimize.minimize_scalar(
        function, bounds=(grid[max(0, index - 1)], grid[min(points - 1, index + 1)]), method="bounded",
        options={"xatol": 1e-11 * (high - low), "maxiter": 200})
    return min(found.fun, values[index])


def profile(n, case, alpha):
    likelihood = Profile(n, case)
    height = special.chdtri(1, alpha)
    lower, upper = 0.0, math.inf
    inside = likelihood.best
    if inside == math.inf:
        inside = 1.0
        while likelihood.deviance(inside) > height:
            inside *= 2
    if inside > 0 and likelihood.deviance(0.0) > height:
        lower = optimize.brentq(lambda s: likelihood.deviance(s) - height, 0.0, inside, rtol=1e-12)
    if likelihood.best < math.inf and height < case.limit:
        high = inside + 1
        while likelihood.deviance(high) < height:
            high = 2 * high
        upper = optimize.brentq(lambda s: likelihood.deviance(s) - height, inside, high, rtol=1e-12)
    return lower, upper


class Case:
    def __init__(self, constraint, b, sigma, efficiency, first, second, finer=1):
        self.finer = finer
        self.constraint, self.b, self.sigma = constraint, b, sigma
        self.efficiency, self.first, self.second = efficiency, first, second
        self.estimate = first / second if efficiency == "selection" else 1.0
        self.limit = math.inf
        if efficiency == "gaussian":
            self.limit = 1 / first ** 2
        if efficiency == "selection" and first == 0:
            self.limit = 0.0

    @functools.cached_property
    def factors(self):
        return average_nodes(self.efficiency, 1.0, self.first, self.second, self.finer)

    @functools.cached_property
    def backgrounds(self):
        return average_nodes(self.constraint, self.b, self.sigma, 0, 1)


AVERAGED = [
    (0, "none", 0.51, 0, "gaussian", 0.1, 0), (3, "none", 0.51, 0, "gaussian", 0.5, 0), (4, "gamma", 2, 1, "gaussian", 0.3, 0),
    (12, "log-normal", 5, 1, "gaussian", 0.05, 0), (0, "none", 0, 0, "selection", 45, 50), (2, "none", 0.51, 0, "selection", 3, 4),
    (0, "none", 1, 0, "selection", 0, 10), (1, "gamma", 0.51, 0.13, "selection", 10, 10), (7, "gaussian", 2, 1, "selection", 1, 20),
    (2, "log-normal", 0.51, 0.13, "log-normal", 0.2, 0),
]
# So many events that they resolve a small part of the uncertainty: nodes lie closer by the last number.
LARGE = [
    (100000, "none", 100.0, 0, "log-normal", 0.3, 0, 24), (100000, "none", 3.0, 0, "selection", 450, 500, 12),
    (100000, "log-normal", 20000.0, 2000.0, "gaussian", 0.1, 0, 6),
]
PROFILED = AVERAGED + [
    (5, "gamma", 4, math.sqrt(10) / 2.5, "selection", 50, 100), (0, "gamma", 3, math.sqrt(15) / 5, "selection", 90, 100),
    (15, "none", 10, 0, "gaussian", 0.15 / 0.77, 0), (10, "gaussian", 5, 0.5, "gaussian", 0.05 / 0.9, 0), (25, "none", 10, 0, "selection", 500, 750),
    (1, "gaussian", 0, 1, "exact", 0, 0), (30, "none", 3, 0, "log-normal", 1.5, 0), (30, "log-normal", 3, 6, "log-normal", 0.4, 0),
    (30, "none", 3, 0, "gaussian", 0.9, 0), (40, "log-normal", 5, 5, "selection", 2, 3), (9, "none", 2, 0, "selection", 0, 5),
]


def row(method, function, confidence, n, *inputs):
    case = Case(*inputs)
    lower, upper = function(n, case, 1 - confidence)
    constraint, b, sigma, efficiency, first, second = inputs[:6]
    print(f"{method},{n},{constraint},{b!r},{sigma!r},{efficiency},{first!r},{second!r},{confidence},{lower:.11g},{upper:.11g}", flush=True)


def main():
    print("# Source: NumPy 2.4.6, SciPy 1.17.1. Written by Tests/Oracles/efficiency_limits.py.")
    print("method,observed,constraint,value,uncertainty,efficiency,first,second,confidence,lower,upper")
    for case in AVERAGED:
        row("cls", cls, 0.9, *case)
        row("cousins-highland", cousins_highland, 0.9, *case)
    for case in AVERAGED:
        flat = not (case[4] == "gaussian" or case[4] == "selection" and case[5] == 0)
        for prior in (["flat"] if flat else []) + ["inverse-root"] + (["jeffreys"] if case[1] == "none" else []):
            row(f"bayesian-{prior}", bayesian(prior), 0.9, *case)
    for case in LARGE:
        row("cls", cls, 0.9, *case)
    for case in PROFILED:
        row("profile-likelihood", profile, 0.9, *case)


if __name__ == "__main__":
    main()
