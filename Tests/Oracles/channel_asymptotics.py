"""Writes Tests/StatsTests/Reference/channel-asymptotics.jsonl: fits and asymptotic limits.

The likelihood is prod_c Pois(n_c) times, for each nuisance parameter, exp(-(theta - t)^2 / 2) with
t = 0, Pois(k; x) or Binomial(k of n; e). It is minimised by SciPy's L-BFGS-B, then polished with
Newton steps in 30 digits; a parameter at its bound with the slope outwards stays there. Limits are
CLs with q~ and its asymptotic formulas (Cowan et al., Eur. Phys. J. C 71 (2011) 1554), the Asimov
data set made for the fit without signal to the observed counts, as in pyhf. Where pyhf has the
model (log-normal as normsys, code1), its numbers are in the table as well and must agree to 1e-5.

Usage: python Tests/Oracles/channel_asymptotics.py > Tests/StatsTests/Reference/channel-asymptotics.jsonl
"""

import json
import sys

import iminuit
import mpmath as mp
import numpy as np
import pyhf
import scipy
from scipy import optimize

from channel_models import MODELS, background, channel, lognormal, model, normal, sample
from channel_pyhf import pyhf_model

mp.mp.dps = 30

CONTROL_AND_BOX = model(
    [normal("efficiency"), normal("transfer"), normal("resolution")],
    channel(
        "box", 4,
        sample(2.0, lognormal("efficiency", 1.1)),
        background(1.5, lognormal("transfer", 1.3), name="hadrons"),
        background(0.4, lognormal("resolution", 1.5), name="tail")),
    channel(
        "edge", 11,
        sample(1.0, lognormal("efficiency", 1.1), lognormal("resolution", 1 / 1.1)),
        background(6.0, lognormal("transfer", 1.2), name="hadrons"),
        background(3.0, lognormal("resolution", 1 / 1.2), name="tail")),
    channel(
        "control", 52,
        sample(0.1, lognormal("efficiency", 1.1)),
        background(48.0, lognormal("transfer", 1.1), name="hadrons")),
)

LARGE = model(
    [normal("luminosity"), normal("scale"), normal("b-1"), normal("b-2")],
    channel(
        "2022", 130, sample(12.0, lognormal("luminosity", 1.03)),
        background(110.0, lognormal("scale", 1.05), lognormal("b-1", 1.04))),
    channel(
        "2023", 84, sample(9.0, lognormal("luminosity", 1.05)),
        background(90.0, lognormal("scale", 1 / 1.04), lognormal("b-2", 1.1))),
)

NAMES = [
    "one channel, log-normal", "shared log-normal efficiency", "private log-normal",
    "shared efficiency and private backgrounds", "opposite backgrounds in two channels",
    "no background", "private gamma", "private gamma, off counts of zero", "private beta",
    "opposite linear effects", "three effects in three channels",
    "realistic-counting-experiment of Combine",
]


class Likelihood:
    """-ln L of the counts and of the auxiliary measurements, each number replaceable by Asimov's."""

    def __init__(self, model, counts=None, measured=None):
        self.model = model
        self.counts = counts or [mp.mpf(c["observed"]) for c in model["channels"]]
        self.measured = measured or [
            mp.mpf(n.get("count", n.get("passed", 0))) for n in model["nuisances"]]
        self.place = {n["name"]: i for i, n in enumerate(model["nuisances"])}

    def yields(self, parameters, library):
        """For each channel (signal for mu = 1, [backgrounds]); the parameters without mu."""

        def value(sample):
            result = sample["yield"]
            for effect in sample["effects"]:
                x = parameters[self.place[effect["nuisance"]]]
                if effect["kind"] == "log-normal":
                    result = result * library.exp(x * library.log(library.mpf(effect["kappa"])))
                else:
                    result = result * (1 + effect["delta"] * x if effect["kind"] == "linear" else x)
            return result

        return [(value(c["signal"]), sum((value(b) for b in c["backgrounds"]), 0))
                for c in self.model["channels"]]

    def means(self, mu, parameters, library=mp):
        return [mu * s + b for s, b in self.yields(parameters, library)]

    def negative_log(self, mu, parameters, library=mp):
        terms = []
        mu = library.mpf(mu)
        for n, mean in zip(self.counts, self.means(mu, parameters, library)):
            terms.append(minus_log_poisson(n, mean, library))
        for nuisance, m, x in zip(self.model["nuisances"], self.measured, parameters):
            m = library.mpf(m)
            if nuisance["kind"] == "normal":
                terms.append((x - m) ** 2 / 2)
            elif nuisance["kind"] == "gamma":
                terms.append(minus_log_poisson(m, x, library))
            else:
                terms.append(minus_log_binomial(m, nuisance["of"], x, library))
        return sum(terms, 0)

    def bounds(self):
        found = []
        for nuisance, m in zip(self.model["nuisances"], self.measured):
            if nuisance["kind"] == "normal":
                found.append(self.normal_bounds(nuisance["name"]))
            elif nuisance["kind"] == "gamma":
                found.append((0.0 if m == 0 else 1e-9, None))
            else:
                of = nuisance["of"]
                found.append((0.0 if m == 0 else 1e-9, 1.0 if m == of else 1 - 1e-9))
        return found

    def normal_bounds(self, name):
        low, high = -30.0, 30.0
        for c in self.model["channels"]:
            for s in [c["signal"], *c["backgrounds"]]:
                for effect in s["effects"]:
                    if effect["nuisance"] == name and effect["kind"] == "linear":
                        end = -1 / effect["delta"]
                        low, high = (max(low, end), high) if end < 0 else (low, min(high, end))
        return low, high

    def fit(self, mu=None):
        """(mu, parameters, -ln L) at the minimum; mu is free and not negative when not given."""
        bounds = ([(0.0, None)] if mu is None else []) + self.bounds()
        split = (lambda p: (p[0], p[1:])) if mu is None else (lambda p: (mu, p))
        start = [1.0] * (mu is None)
        for nuisance, m in zip(self.model["nuisances"], self.measured):
            m = float(m)
            start.append(m if nuisance["kind"] == "normal"
                         else m + 0.1 if nuisance["kind"] == "gamma"
                         else (m + 0.5) / (nuisance["of"] + 1))
        rough = np.array(start)
        for _ in range(3 if start else 0):
            rough = optimize.minimize(
                lambda p: float(self.negative_log(*split(list(p)), Doubles)), rough,
                method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-15, "gtol": 1e-10}).x
        rough = [mp.mpf(float(x)) for x in rough]

        def slope(p, i, step=mp.mpf(10) ** -12):
            """One-sided at a bound, where only the sign matters."""
            low, high = bounds[i]
            up = p[:i] + [p[i] + (0 if high is not None and p[i] >= high else step)] + p[i + 1:]
            down = p[:i] + [p[i] - (0 if low is not None and p[i] <= low else step)] + p[i + 1:]
            value = self.negative_log(*split(up)) - self.negative_log(*split(down))
            return value / (up[i] - down[i])

        free = list(range(len(rough)))
        for i, (low, high) in enumerate(bounds):
            for end, sign in ((low, 1), (high, -1)):
                if end is not None and abs(rough[i] - end) < 1e-6:
                    at_end = rough[:i] + [mp.mpf(end)] + rough[i + 1:]
                    if slope(at_end, i) * sign > 0:
                        rough = at_end
                        free.remove(i)
        point = polished(lambda p: self.negative_log(*split(p)), rough, free)
        best_mu, parameters = split(point)
        return best_mu, parameters, self.negative_log(best_mu, parameters)

    def asimov(self):
        """The data set that the fit without signal expects."""
        _, parameters, _ = self.fit(mp.mpf(0))
        measured = [x * n["of"] if n["kind"] == "beta" else x
                    for n, x in zip(self.model["nuisances"], parameters)]
        return Likelihood(self.model, self.means(mp.mpf(0), parameters), measured)


class Doubles:
    """The functions that the likelihood takes from its library, in double precision."""

    exp, log, mpf = staticmethod(np.exp), staticmethod(np.log), float


def minus_log_poisson(n, mean, library):
    n = library.mpf(n)
    if mean <= 0:
        return library.mpf(0) if n == 0 and mean == 0 else library.mpf(1e6)
    return mean - n * library.log(mean)


def minus_log_binomial(k, n, e, library):
    if not 0 <= e <= 1 or (e == 0 and k > 0) or (e == 1 and k < n):
        return library.mpf(1e6)
    return -(k * library.log(e) if k > 0 else 0) - ((n - k) * library.log(1 - e) if k < n else 0)


def polished(function, point, free):
    """Newton's method with derivatives by differences of 30 digits."""
    h = mp.mpf(10) ** -7

    def at(*shifts):
        moved = list(point)
        for i, shift in shifts:
            moved[i] += shift
        return function(moved)

    for _ in range(30):
        if not free:
            return point
        centre = function(point)
        gradient, hessian = mp.matrix(len(free), 1), mp.matrix(len(free), len(free))
        for a, i in enumerate(free):
            # Five points each: the derivative is exact to h^4.
            near, far = at((i, h)) - at((i, -h)), at((i, 2 * h)) - at((i, -2 * h))
            gradient[a] = (8 * near - far) / (12 * h)
            hessian[a, a] = (at((i, h)) - 2 * centre + at((i, -h))) / h**2
            for b, j in enumerate(free[:a]):
                hessian[a, b] = hessian[b, a] = (
                    at((i, h), (j, h)) - at((i, h), (j, -h)) - at((i, -h), (j, h))
                    + at((i, -h), (j, -h))) / (4 * h**2)
        step = mp.lu_solve(hessian, gradient)
        point = list(point)
        for a, i in enumerate(free):
            point[i] -= step[a]
        if max(abs(x) for x in step) < mp.mpf(10) ** -18:
            return point
    raise ArithmeticError("Newton's method did not settle")


def q_tilde(likelihood, mu, best):
    """best: what fit() gave with mu free, at least zero."""
    if best[0] >= mu:
        return mp.mpf(0)
    return max(mp.mpf(0), 2 * (likelihood.fit(mu)[2] - best[2]))


def upper_tail(z):
    return mp.erfc(z / mp.sqrt(2)) / 2


def quantile(p):
    return mp.sqrt(2) * mp.erfinv(2 * p - 1)


def cls(q, q_asimov):
    if q <= q_asimov:
        return upper_tail(mp.sqrt(q)) / upper_tail(mp.sqrt(q) - mp.sqrt(q_asimov))
    width = 2 * mp.sqrt(q_asimov)
    return upper_tail((q + q_asimov) / width) / upper_tail((q - q_asimov) / width)


def crossing(function, start):
    """Where a rising function becomes positive."""
    low = high = mp.mpf(start)
    while function(high) < 0:
        low, high = high, 2 * high
    while function(low) > 0:
        low /= 2
    return mp.findroot(function, (low, high), solver="anderson", tol=1e-26, maxsteps=60)


class AsymptoticLimits:
    def __init__(self, likelihood):
        self.likelihood = likelihood
        self.best = likelihood.fit()
        self.asimov = likelihood.asimov()
        self.asimov_best = self.asimov.fit(mp.mpf(0))
        self.start = 1 / sum(c["signal"]["yield"] for c in likelihood.model["channels"])

    def root_asimov(self, mu):
        return mp.sqrt(q_tilde(self.asimov, mu, self.asimov_best))

    def observed(self, confidence):
        alpha = 1 - mp.mpf(confidence)

        def excess(mu):
            ratio = cls(q_tilde(self.likelihood, mu, self.best), self.root_asimov(mu) ** 2)
            return mp.log(alpha / ratio)

        return crossing(excess, max(self.start, 1.01 * self.best[0]))

    def expected(self, confidence, probability):
        """The quantile at this probability of the limits expected without signal."""
        alpha = 1 - mp.mpf(confidence)
        height = quantile(1 - alpha * probability) + quantile(probability)
        return crossing(lambda mu: self.root_asimov(mu) - height, self.start)


def pyhf_limits(model, confidence):
    """With Minuit, since pyhf's default minimiser is off by up to 2e-5 of a limit."""
    if model["nuisances"]:  # with nothing to fit it fails
        pyhf.set_backend("numpy", pyhf.optimize.minuit_optimizer(tolerance=1e-5))
    else:
        pyhf.set_backend("numpy", "scipy")
    built, data = pyhf_model(model)
    observed, expected = pyhf.infer.intervals.upper_limits.toms748_scan(
        data, built, 0, 60, level=1 - confidence, rtol=1e-10)
    return float(observed), [float(x) for x in expected]


def number(x):
    return float(mp.nstr(mp.chop(x, tol=1e-18), 13))


def row(name, model):
    likelihood = Likelihood(model)
    limits = AsymptoticLimits(likelihood)
    mu, parameters, lowest = limits.best
    names = [n["name"] for n in model["nuisances"]]
    log_normal = all(e["kind"] == "log-normal" for c in model["channels"]
                     for s in [c["signal"], *c["backgrounds"]] for e in s["effects"])
    scan = []
    for step in ("0", "0.5", "1", "2", "5"):
        point = mp.mpf(step) * limits.start
        at, fitted, value = likelihood.fit(point)
        means = likelihood.means(at, fitted)
        if any(n > 0 and mean <= 0 for n, mean in zip(likelihood.counts, means)):
            continue  # impossible without signal
        scan.append({
            "signal_strength": number(at), "twice_nll_difference": number(2 * (value - lowest)),
            "nuisances": dict(zip(names, map(number, fitted)))})
    result = {
        "name": name, "fit": {"signal_strength": number(mu),
                              "nuisances": dict(zip(names, map(number, parameters)))},
        "scan": scan, "limits": []}
    for confidence in (0.9, 0.95):
        found = {
            "confidence": confidence, "observed": number(limits.observed(confidence)),
            "expected": [number(limits.expected(confidence, 1 - upper_tail(mp.mpf(z))))
                         for z in range(-2, 3)]}
        if log_normal:
            observed, expected = pyhf_limits(model, confidence)
            for theirs, ours in zip([observed, *expected], [found["observed"], *found["expected"]]):
                if abs(theirs / ours - 1) > 1e-5:
                    raise ArithmeticError(f"{name}: {theirs} from pyhf, {ours} here")
            found.update({"pyhf_observed": observed, "pyhf_expected": expected})
        result["limits"].append(found)
    result["source"] = (
        f"mpmath {mp.__version__} and scipy {scipy.__version__}, pyhf {pyhf.__version__} with "
        f"iminuit {iminuit.__version__}: "
        "Tests/Oracles/channel_asymptotics.py")
    result["model"] = model
    return result


def main(only=None):
    models = {**{name: MODELS[name] for name in NAMES},
              "control region and box": CONTROL_AND_BOX, "large counts": LARGE}
    for name, found in models.items():
        if not only or only in name:
            print(json.dumps(row(name, found)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
