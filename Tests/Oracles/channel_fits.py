"""Writes Tests/StatsTests/Reference/channel-fits.jsonl: profile fits of models of several channels.

The models are those of channel-limits.jsonl and some made here. Each is fitted by iminuit with numerical
derivatives from two starts, and the better minimum polished by a simplex; mu is zero or more.

Usage: python Tests/Oracles/channel_fits.py > Tests/StatsTests/Reference/channel-fits.jsonl
"""

import json
import math
import pathlib

import iminuit
import numpy as np

REFERENCE = pathlib.Path(__file__).parents[1] / "StatsTests" / "Reference"


def log_normal(name, kappa):
    return {"nuisance": name, "kind": "log-normal", "kappa": kappa}


def factor(name):
    return {"nuisance": name, "kind": "factor"}


def five_channels(observed):
    """Every kind of nuisance parameter, shared between channels and between samples."""
    signals, backgrounds = (1.0, 2.0, 0.5, 1.5, 3.0), (0.8, 2.5, 6.0, 12.0, 30.0)
    channels = []
    for i, (n, s, b) in enumerate(zip(observed, signals, backgrounds)):
        signal = [log_normal("luminosity", 1.05), factor("efficiency")]
        if i % 2:
            signal.append({"nuisance": "scale", "kind": "linear", "delta": 0.1})
        first = [log_normal("rate", 1.3), {"nuisance": "scale", "kind": "linear", "delta": -0.15}]
        second = [factor("control"), log_normal("transfer", 1.2)]
        channels.append({"name": f"period-{i + 1}", "observed": n, "signal": {"yield": s / 0.8, "effects": signal},
                         "backgrounds": [{"name": "first", "yield": 0.6 * b, "effects": first},
                                         {"name": "second", "yield": 0.4 * b / 16, "effects": second}]})
    nuisances = [{"name": x, "kind": "normal"} for x in ("luminosity", "scale", "rate", "transfer")]
    nuisances += [{"name": "control", "kind": "gamma", "count": 16},
                  {"name": "efficiency", "kind": "beta", "passed": 80, "of": 100}]
    return {"channels": channels, "nuisances": nuisances}


def on_off(n, count, scale, s=1.0):
    channel = {"name": "box", "observed": n, "signal": {"yield": s, "effects": []},
               "backgrounds": [{"name": "b", "yield": 1 / scale, "effects": [factor("control")]}]}
    return {"channels": [channel], "nuisances": [{"name": "control", "kind": "gamma", "count": count}]}


OWN = [("five channels", five_channels((1, 3, 5, 14, 28)), (0.5, 2.0, 6.0)),
       ("five channels, empty", five_channels((0, 0, 0, 0, 0)), (0.3, 2.0)),
       ("five channels, excess", five_channels((4, 9, 8, 20, 45)), (1.0, 4.0, 9.0)),
       ("on/off, nothing in the control region", on_off(2, 0, 4.0), (1.0, 3.5)),
       ("on/off, nothing at all", on_off(0, 0, 4.0), (2.3,)),
       ("on/off, large", on_off(90300, 45000, 0.5), (500.0, 2000.0))]


def half_deviance(n, mean):
    if n == 0:
        return mean
    return n * math.log(n / mean) - n + mean if mean > 0 else 1e10 * (1 + n)


class Fit:
    def __init__(self, model):
        self.model = model
        self.index = {x["name"]: i for i, x in enumerate(model["nuisances"])}

    def mean(self, sample, theta):
        mean = sample["yield"]
        for effect in sample["effects"]:
            value = theta[self.index[effect["nuisance"]]]
            if effect["kind"] == "log-normal":
                mean *= effect["kappa"] ** value
            elif effect["kind"] == "linear":
                mean *= max(1e-12, 1 + effect["delta"] * value)
            else:
                mean *= value
        return mean

    def value(self, strength, theta):
        total = 0.0
        for value, nuisance in zip(theta, self.model["nuisances"]):
            if nuisance["kind"] == "gamma":
                total += half_deviance(nuisance["count"], value)
            elif nuisance["kind"] == "beta":
                k, n = nuisance["passed"], nuisance["of"]
                total += half_deviance(k, n * value) + half_deviance(n - k, n * (1 - value))
            else:
                total += value**2 / 2
        for channel in self.model["channels"]:
            expected = strength * self.mean(channel["signal"], theta)
            expected += sum(self.mean(x, theta) for x in channel["backgrounds"])
            total += half_deviance(channel["observed"], expected)
        return total

    def limits(self, nuisance):
        return {"gamma": (0, None), "beta": (0, 1)}.get(nuisance["kind"], (None, None))

    def start(self, nuisance, shift):
        if nuisance["kind"] == "gamma":
            return (nuisance["count"] + 0.5) * math.exp(shift * 0.1)
        if nuisance["kind"] == "beta":
            return (nuisance["passed"] + 0.5) / (nuisance["of"] + 1)
        return shift

    def minimise(self, strength=None):
        """The smallest value and mu there; mu is fitted unless it is given."""
        if strength is not None and not self.model["nuisances"]:
            return self.value(strength, []), strength
        best = None
        for shift in (0.0, 0.3):
            theta = [self.start(x, shift) for x in self.model["nuisances"]]
            fit = iminuit.Minuit(lambda x: self.value(x[0], x[1:]), np.array([strength or 1.0] + theta))
            fit.errordef, fit.strategy, fit.tol = 0.5, 2, 1e-7
            fit.limits = [(0, None)] + [self.limits(x) for x in self.model["nuisances"]]
            if strength is not None:
                fit.values[0], fit.fixed[0] = strength, True
            fit.simplex(ncall=20000)
            for _ in range(3):
                fit.migrad(ncall=100000)
            if best is None or fit.fval < best[0]:
                best = fit.fval, fit.values[0]
        return best


def cases():
    seen = set()
    for line in (REFERENCE / "channel-limits.jsonl").read_text().splitlines():
        row = json.loads(line)
        if row["method"] == "cls" and row["name"] not in seen:
            seen.add(row["name"])
            yield row["name"], row["model"], (0.7 * row["limit"], row["limit"])
    yield from OWN


def main():
    for name, model, strengths in cases():
        fit = Fit(model)
        value, best = fit.minimise()
        for strength in strengths:
            tested = fit.minimise(strength)[0]
            q = 0.0 if strength <= best else 2 * (tested - value)
            row = {"name": name, "strength": strength, "best": best, "half_deviance": value, "tested": tested,
                   "statistic": q, "source": f"iminuit {iminuit.__version__}, Tests/Oracles/channel_fits.py",
                   "model": model}
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
