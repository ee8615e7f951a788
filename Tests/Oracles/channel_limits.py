"""Writes Tests/StatsTests/Reference/channel-limits.jsonl: upper limits of several channels.

From generating functions. A count of mean M has E[z^N] = exp(-(1 - z) M), so with nuisances
G(z) = E[exp(-(1 - z) M)], a product over the yields once the nuisance parameters that two yields
share are fixed. P(N <= n) and P(N = n) are contour integrals of G over a circle, by trapezoids,
which converge geometrically. Averages over nuisance parameters are Gauss-Legendre panels over the
untransformed parameter, integrals over mu as well. Panels are doubled until a limit stays to 1e-10;
a limit with at most four nuisance parameters is found once more, from the definition:
a tensor of Gauss-Hermite, Laguerre and Jacobi rules over the Poisson probabilities themselves.

    cls               E[P(N <= n; mu)] / E[P(N <= n; 0)] = 1 - CL, N the sum over the channels
    cousins-highland  E[P(N <= n; mu)] = 1 - CL; 0 if the left side is below that at mu = 0
    bayesian          the integral of E[prod_c P(n_c; mu)] up to the limit is CL of the whole one

Usage: python Tests/Oracles/channel_limits.py > Tests/StatsTests/Reference/channel-limits.jsonl
"""

import itertools
import json
import math
import sys

import numpy as np
import scipy
from scipy import optimize, special

from channel_models import MODELS

LEVELS = {"default": [0.9], "realistic-counting-experiment of Combine": [0.9, 0.95],
          "one channel, log-normal": [0.9, 0.95], "five channels, all known": [0.9, 0.99]}
# Its posterior takes the tests a minute in a debug build; smaller models have all its parts.
WITHOUT_POSTERIOR = {"three effects in three channels"}
# Order of the Gauss rules for so many nuisance parameters; more are left to the other method.
ORDERS = {0: 1, 1: 120, 2: 120, 3: 60, 4: 30}
LEGENDRE = np.polynomial.legendre.leggauss(16)


def panels(low, high, count):
    """Nodes and weights of the composite Gauss-Legendre rule."""
    edges = np.linspace(low, high, count + 1)
    half = np.diff(edges)[:, None] / 2
    nodes = (edges[:-1, None] + half) + half * LEGENDRE[0]
    return nodes.ravel(), (half * LEGENDRE[1]).ravel()


def normal_range(name, model):
    """Where no linear factor of the parameter is negative."""
    low, high = -10.0, 10.0
    for effect in effects(model):
        if effect["nuisance"] == name and effect["kind"] == "linear":
            end = -1 / effect["delta"]
            low, high = (max(low, end), high) if end < 0 else (low, min(high, end))
    return low, high


def samples(model):
    for place, channel in enumerate(model["channels"]):
        yield place, True, channel["signal"]
        for background in channel["backgrounds"]:
            yield place, False, background


def effects(model):
    return [effect for _, _, sample in samples(model) for effect in sample["effects"]]


def legendre_belief(nuisance, model, fineness):
    """Nodes over the parameter itself, and the normalised weights of the belief about it."""
    if nuisance["kind"] == "normal":
        x, w = panels(*normal_range(nuisance["name"], model), 4 * fineness)
        log_density = -x * x / 2
    elif nuisance["kind"] == "gamma":
        shape = nuisance["count"] + 1
        low = max(0.0, shape - 10 * math.sqrt(shape) - 20)
        x, w = panels(low, shape + 10 * math.sqrt(shape) + 40, 6 * fineness)
        log_density = nuisance["count"] * np.log(x) - x
    else:
        passed, failed = nuisance["passed"], nuisance["of"] - nuisance["passed"]
        x, w = panels(0, 1, 5 * fineness)
        log_density = special.xlogy(passed, x) + special.xlog1py(failed, -x)
    weights = w * np.exp(log_density - log_density.max())
    weights /= weights.sum()
    keep = weights > 1e-25
    return x[keep], weights[keep]


def native_belief(nuisance, model, order):
    """The Gauss rule whose weight function is the belief."""
    if nuisance["kind"] == "gamma":
        x, w = special.roots_genlaguerre(order, nuisance["count"])
    elif nuisance["kind"] == "beta":
        passed, failed = nuisance["passed"], nuisance["of"] - nuisance["passed"]
        x, w = special.roots_jacobi(order, failed, passed)
        x = (1 + x) / 2
    elif normal_range(nuisance["name"], model) == (-10, 10):
        x, w = special.roots_hermitenorm(order)
    else:
        low, high = normal_range(nuisance["name"], model)
        x, w = special.roots_legendre(order)
        x = (low + high) / 2 + (high - low) / 2 * x
        w = w * np.exp(-x * x / 2)
    return x, w / w.sum()


def factor(effect, x):
    if effect["kind"] == "log-normal":
        return np.exp(math.log(effect["kappa"]) * x)
    return 1 + effect["delta"] * x if effect["kind"] == "linear" else x


class FromDefinition:
    """Averages of Poisson probabilities over the tensor of all nuisance parameters."""

    def __init__(self, model, order):
        self.counts = [channel["observed"] for channel in model["channels"]]
        used = {effect["nuisance"] for effect in effects(model)}
        beliefs = {n["name"]: native_belief(n, model, order)
                   for n in model["nuisances"] if n["name"] in used}
        axes = np.meshgrid(*(x for x, _ in beliefs.values()), indexing="ij")
        self.weights = np.ones(())
        for _, w in beliefs.values():
            self.weights = np.multiply.outer(self.weights, w)
        self.weights = self.weights.ravel()
        keep = self.weights > 1e-20
        self.weights = self.weights[keep]
        values = {name: axis.ravel()[keep] for name, axis in zip(beliefs, axes)}
        self.means = np.zeros((2, len(self.counts), len(self.weights)))
        for place, is_signal, sample in samples(model):
            mean = np.full(len(self.weights), float(sample["yield"]))
            for effect in sample["effects"]:
                mean *= factor(effect, values[effect["nuisance"]])
            self.means[int(is_signal), place] += mean

    def cumulative(self, mu):
        mean = mu * self.means[1].sum(axis=0) + self.means[0].sum(axis=0)
        return float((self.weights * special.gammaincc(sum(self.counts) + 1, mean)).sum())

    def likelihood(self, mu):
        product = self.weights
        for n, signal, background in zip(self.counts, self.means[1], self.means[0]):
            mean = mu * signal + background
            product = product * np.exp(special.xlogy(n, mean) - mean - special.gammaln(n + 1))
        return float(product.sum())


class Term:
    """A yield: outer factors shared with other yields, private ones averaged on its own."""

    def __init__(self, place, is_signal, sample, shared, beliefs, outer):
        self.place, self.is_signal = place, is_signal
        nodes = len(next(iter(outer.values()))) if outer else 1
        self.scale = np.full(nodes, float(sample["yield"]))
        private = {}
        for effect in sample["effects"]:
            if effect["nuisance"] in shared:
                self.scale = self.scale * factor(effect, outer[effect["nuisance"]])
            else:
                private.setdefault(effect["nuisance"], []).append(effect)
        self.factors, self.weights = np.ones(1), np.ones(1)
        for name, found in private.items():
            x, w = beliefs[name]
            value = math.prod((factor(effect, x) for effect in found), start=np.ones(len(x)))
            self.factors = np.multiply.outer(self.factors, value).ravel()
            self.weights = np.multiply.outer(self.weights, w).ravel()
        self.known = {}

    def transform(self, mu, s):
        """E[exp(-s M)] for each node of the shared parameters and each s."""
        scale = self.scale * mu if self.is_signal else self.scale
        distinct, place = np.unique(scale, return_inverse=True)
        if len(self.factors) == 1:
            return np.exp(-np.multiply.outer(distinct * self.factors[0], s))[place]
        key = (mu if self.is_signal else None, s.tobytes())
        if key not in self.known:
            self.known = {} if len(self.known) > 40 else self.known
            self.known[key] = np.array(
                [self.weights @ np.exp(-np.multiply.outer(a * self.factors, s)) for a in distinct])
        return self.known[key][place]


class FromGeneratingFunctions:
    def __init__(self, model, fineness):
        self.counts = [channel["observed"] for channel in model["channels"]]
        beliefs = {n["name"]: legendre_belief(n, model, fineness) for n in model["nuisances"]}
        users = {name: sum(any(e["nuisance"] == name for e in sample["effects"])
                           for _, _, sample in samples(model)) for name in beliefs}
        shared = [name for name in beliefs if users[name] > 1]
        axes = np.meshgrid(*(beliefs[name][0] for name in shared), indexing="ij")
        self.weights = np.ones(())
        for name in shared:
            self.weights = np.multiply.outer(self.weights, beliefs[name][1])
        self.weights = self.weights.ravel()
        keep = self.weights > 1e-22
        outer = {name: axis.ravel()[keep] for name, axis in zip(shared, axes)}
        self.weights = self.weights[keep]
        self.terms = [Term(*sample, set(shared), beliefs, outer) for sample in samples(model)]

    def generating(self, mu, z, place=None):
        product = np.ones((len(self.weights), len(z)), dtype=complex)
        for term in self.terms:
            if place in (None, term.place):
                product *= term.transform(mu, 1 - z)
        return product

    def cumulative(self, mu):
        """P(N <= n), the coefficient of z^n in G(z) / (1 - z)."""
        n = sum(self.counts)
        z = circle(n)
        average = self.weights @ self.generating(mu, z)
        return float(np.mean(average / (1 - z) / z**n).real)

    def likelihood(self, mu):
        product = self.weights.copy()
        for place, n in enumerate(self.counts):
            z = circle(n)
            product *= np.mean(self.generating(mu, z, place) / z**n, axis=1).real
        return float(product.sum())


def circle(n):
    """Points on a circle inside the unit one, where G(z) / z^n is not far above its coefficient."""
    if n == 0:
        return np.zeros(1)
    radius = n / (n + 8)
    points = math.ceil(max(n + 40 / -math.log(radius), 4 * n, 16))
    return radius * np.exp(2j * np.pi * np.arange(points) / points)


def root(function, start):
    low = high = start
    while function(high) > 0:
        low, high = high, 2 * high
    while function(low) < 0:
        low /= 2
    return optimize.brentq(function, low, high, xtol=1e-300, rtol=1e-14)


def limit_from_cumulative(method, averages, confidence, start):
    at_zero = averages.cumulative(0.0)
    target = (1 - confidence) * (at_zero if method == "cls" else 1)
    if target >= at_zero:
        return 0.0
    return root(lambda mu: math.log(averages.cumulative(mu) / target), start)


def integral(averages, low, high, count):
    x, w = panels(low, high, count)
    return math.fsum(weight * averages.likelihood(mu) for mu, weight in zip(x, w))


def limit_from_posterior(averages, confidence, start, fineness):
    """Panels of equal width around the bulk, doubling behind it until nothing is added."""
    edges, parts = [0.0], []
    while True:
        width = start if len(edges) < 6 else edges[-1] / 2
        edges.append(edges[-1] + width)
        parts.append(integral(averages, edges[-2], edges[-1], fineness))
        if len(parts) > 6 and parts[-1] < 1e-15 * math.fsum(parts):
            break
        if edges[-1] > 1e9 * start:
            raise ArithmeticError("the posterior cannot be normalised")
    target = confidence * math.fsum(parts)
    below = list(itertools.accumulate(parts))
    place = next(i for i, sum_so_far in enumerate(below) if sum_so_far > target)
    before = below[place - 1] if place else 0.0

    def excess(mu):
        return before + integral(averages, edges[place], mu, fineness) - target

    return optimize.brentq(excess, edges[place], edges[place + 1], xtol=1e-300, rtol=1e-13)


def upper_limit(method, averages, model, confidence, fineness):
    signal = sum(channel["signal"]["yield"] for channel in model["channels"])
    counts = sum(channel["observed"] for channel in model["channels"])
    for nuisance in model["nuisances"]:  # a signal made from a count of the simulation
        if nuisance["kind"] == "gamma" and any(
                effect["nuisance"] == nuisance["name"]
                for channel in model["channels"] for effect in channel["signal"]["effects"]):
            signal *= nuisance["count"] + 1
    if method == "bayesian":
        return limit_from_posterior(averages, confidence, math.sqrt(counts + 1) / signal, fineness)
    return limit_from_cumulative(method, averages, confidence, 1 / signal)


def refined_limit(method, model, confidence):
    """Doubles the panels until the limit stays; how far it moved."""
    limit = math.inf
    for fineness in (1, 2, 4):
        averages = FromGeneratingFunctions(model, fineness)
        coarser, limit = limit, upper_limit(method, averages, model, confidence, fineness)
        if abs(limit - coarser) <= 1e-10 * limit:
            return limit, abs(limit - coarser) / limit if limit else 0.0
    raise ArithmeticError(f"{method}: {coarser} and {limit} with twice the panels")


def improper(model):
    """Whether efficiencies near zero keep the flat-prior posterior from being normalised."""
    zero = {n["name"] for n in model["nuisances"]
            if n["kind"] == "gamma" and n["count"] == 0 or n["kind"] == "beta" and n["passed"] == 0}
    return any(effect["kind"] == "linear" or effect["nuisance"] in zero
               for channel in model["channels"] for effect in channel["signal"]["effects"])


def main(*only):
    for name, model in MODELS.items():
        if only and name not in only:
            continue
        used = len({effect["nuisance"] for effect in effects(model)})
        levels = LEVELS.get(name, LEVELS["default"])
        for method in ["cls", "cousins-highland", "bayesian"]:
            if method == "bayesian" and (improper(model) or name in WITHOUT_POSTERIOR):
                continue
            for confidence in levels:
                limit, spread = refined_limit(method, model, confidence)
                difference = 0.0
                if used in ORDERS:
                    defined = FromDefinition(model, ORDERS[used])
                    other = upper_limit(method, defined, model, confidence, 1)
                    difference = abs(other / limit - 1) if limit else abs(other)
                print(f"{name}, {method}: {spread:.1e} {difference:.1e}", file=sys.stderr)
                if difference > 1e-9:
                    raise ArithmeticError(f"{name}, {method}: definitions differ by {difference}")
                print(json.dumps({
                    "name": name, "method": method, "confidence": confidence,
                    "limit": float(f"{limit:.12g}"), "relative_error": 1e-9,
                    "source": f"scipy {scipy.__version__}, Tests/Oracles/channel_limits.py",
                    "model": model}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
