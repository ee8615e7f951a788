"""Writes tables of what stands beside side-band fits, in Tests/BackgroundsTests/Reference.

side-band-posterior.csv: quantiles of the expectation in a target, its mean where it exists, and the
probabilities of no event and of one, for a prior flat in yield and in slope or exponent; every
number is a double integral done as one by mpmath, over the slope itself.
side-band-profile.csv: the ends of the discrete profile over some functions (arXiv:1408.6865, one
per parameter), by minimising 2(-ln L) at fixed expectation with SciPy.
side-band-influence.csv: what a little of an event at a place adds to a prediction, by fitting again
with mpmath.
The samples are those of events.csv. The tested program has closed forms, a grid in another variable
and the Hessian of the fit.

Usage: python Tests/Oracles/side_band_errors.py Tests/BackgroundsTests/Reference
"""

import csv
import os
import sys

import mpmath as mp
import numpy as np
from scipy import optimize

mp.mp.dps = 25
LOW, HIGH = mp.mpf(45), mp.mpf(62)


def samples(folder):
    found = {}
    with open(os.path.join(folder, "events.csv")) as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            value = mp.mpf(row["value"])
            if LOW <= value <= HIGH:
                found.setdefault(row["sample"], []).append(value)
    return found


def integral(function, p, low, high):
    low, high = mp.mpf(low), mp.mpf(high)
    if function == "uniform":
        return high - low
    if function == "exponential":
        if abs(p) < mp.mpf("1e-12"):
            return high - low
        return mp.exp(p * (low - 50)) * mp.expm1(p * (high - low)) / p
    if abs(p + 1) < mp.mpf("1e-12"):
        return 50 * mp.log(high / low)
    return 50 * ((high / 50) ** (p + 1) - (low / 50) ** (p + 1)) / (p + 1)


def statistic(function, x):
    return {"exponential": x - 50, "power law": mp.log(x / 50), "uniform": mp.mpf(0)}[function]


def best(function, values, weights=None):
    """The slope of the largest likelihood, by its derivative."""
    weights = weights or [1] * len(values)
    total = sum(weights)
    mean = mp.fsum(w * statistic(function, x) for w, x in zip(weights, values)) / total
    slope = lambda p: mp.diff(lambda q: mp.log(integral(function, q, LOW, HIGH)), p) - mean
    middle = 0.3 if function == "exponential" else 15
    return mp.findroot(slope, (-middle if mean < statistic(function, mp.mpf("53.5")) else middle / 10, middle),
                       solver="secant", tol=1e-30)


def posterior(function, values, target):
    n = len(values)
    ratio = lambda p: integral(function, p, *target) / integral(function, p, LOW, HIGH)
    if function == "uniform":
        average = lambda g: g(ratio(0))
        exists = True
    else:
        centre = best(function, values)
        total = mp.fsum(statistic(function, x) for x in values)
        height = lambda p: p * total - n * mp.log(integral(function, p, LOW, HIGH))
        curvature = -mp.diff(height, centre, 2)
        width, top = 1 / mp.sqrt(curvature), height(centre)
        edges = [centre + width * k for k in (-400, -150, -60, -30, -15, -8, -5, -3, -1.5, 0, 1.5, 3, 5, 8, 15, 30, 60, 150, 400)]
        weight = lambda p: mp.exp(height(p) - top)
        norm = mp.quad(weight, edges)
        average = lambda g: mp.quad(lambda p: weight(p) * g(ratio(p)), edges) / norm
        lower = mp.fsum(statistic(function, x) - statistic(function, LOW) for x in values)
        upper = mp.fsum(statistic(function, HIGH) - statistic(function, x) for x in values)
        exists = (
            lower > statistic(function, LOW) - statistic(function, mp.mpf(target[0]))
            and upper > statistic(function, mp.mpf(target[1])) - statistic(function, HIGH)
        )
    none = average(lambda r: (1 + r) ** -(n + 1))
    one = average(lambda r: (n + 1) * r * (1 + r) ** -(n + 2))
    mean = (n + 1) * average(lambda r: r) if exists else None
    below = lambda b: average(lambda r: mp.gammainc(n + 1, 0, b / r, regularized=True))
    start = n * ratio(0 if function == "uniform" else best(function, values))
    quantiles = []
    for probability in (mp.ncdf(-1), mp.mpf("0.5"), mp.ncdf(1)):
        f = lambda u, q=probability: below(mp.exp(u)) - q
        a, b = mp.log(start) - 1, mp.log(start) + 1
        while f(a) > 0:
            a -= 1
        while f(b) < 0:
            b += 1
        quantiles.append(mp.exp(mp.findroot(f, (a, b), solver="anderson", tol=1e-20, verify=False)))
    return quantiles, mean, none, one


def write_posterior(folder, found):
    targets = [(42, 45), (30, 42), (62, 64)]
    with open(os.path.join(folder, "side-band-posterior.csv"), "w") as file:
        file.write("# Source: mpmath, 25 digits. Written by Tests/Oracles/side_band_errors.py.\n")
        file.write("sample,function,lower,upper,quantile16,median,quantile84,mean,none,one\n")
        for name in ("three", "sixty", "flat"):
            for function in ("exponential", "power law", "uniform"):
                for target in targets:
                    quantiles, mean, none, one = posterior(function, found[name], target)
                    numbers = quantiles + [mean, none, one]
                    texts = ["" if v is None else mp.nstr(v, 13) for v in numbers]
                    file.write(",".join([name, function, *map(str, target), *texts]) + "\n")
                    file.flush()


def height(function, values, b, target):
    """The lowest 2(-ln L), with one per parameter, at an expectation b."""
    n = len(values)
    total = float(sum(statistic(function, x) for x in values))
    # ln of the density's Jacobian is common to all functions in x, so the density in x is compared.

    def at(p):
        whole = float(integral(function, mp.mpf(p), LOW, HIGH))
        ratio = float(integral(function, mp.mpf(p), *target)) / whole
        nu = b / ratio
        return 2 * (nu - n * np.log(nu) - p * total + n * np.log(whole))

    if function == "uniform":
        return at(0.0) + 1
    centre = float(best(function, values))
    span = 2.0 if function == "exponential" else 100.0
    found = optimize.minimize_scalar(at, bounds=(centre - span, centre + span), method="bounded",
                                     options={"xatol": 1e-10})
    return found.fun + 2


def write_profile(folder, found):
    with open(os.path.join(folder, "side-band-profile.csv"), "w") as file:
        file.write("# Source: SciPy, mpmath. Written by Tests/Oracles/side_band_errors.py.\n")
        file.write("sample,lower,upper,best,value,down,up,rises\n")
        functions = ("exponential", "power law", "uniform")
        for name, target in (("flat", (42, 45)), ("flat", (38, 42)), ("sixty", (42, 45)), ("three", (42, 45))):
            values = found[name]
            minima = {}
            for function in functions:
                p = best(function, values) if function != "uniform" else 0
                centre = float(len(values) * integral(function, p, *target) / integral(function, p, LOW, HIGH))
                minima[function] = (height(function, values, centre, target), centre)
            lowest = min(h for h, _ in minima.values())
            chosen = min(minima, key=lambda f: minima[f][0])
            envelope = lambda b: min(height(f, values, b, target) for f in functions) - lowest - 1
            centres = [c for _, c in minima.values()]
            # From far outside inwards: the outermost crossings.
            grid = np.exp(np.linspace(np.log(min(centres) / 300), np.log(max(centres) * 30), 400))
            inside = [i for i, b in enumerate(grid) if envelope(b) < 0]
            low = optimize.brentq(envelope, grid[inside[0] - 1], grid[inside[0]], xtol=1e-12)
            high = optimize.brentq(envelope, grid[inside[-1]], grid[inside[-1] + 1], xtol=1e-12)
            rises = [minima[f][0] - lowest for f in functions]
            file.write(f"{name},{target[0]},{target[1]},{chosen},{minima[chosen][1]:.10g},{low:.10g},{high:.10g},"
                       + " ".join(f"{r:.9f}" for r in rises) + "\n")
            file.flush()


def write_influence(folder, found):
    with open(os.path.join(folder, "side-band-influence.csv"), "w") as file:
        file.write("# Source: mpmath, 25 digits. Written by Tests/Oracles/side_band_errors.py.\n")
        file.write("sample,function,place,influence\n")
        target, little = (38, 42), mp.mpf("1e-8")
        for name in ("sixty", "flat"):
            for function in ("exponential", "power law", "uniform"):
                def predicted(place, weight):
                    values, weights = found[name] + [place], [1] * len(found[name]) + [weight]
                    p = best(function, values, weights) if function != "uniform" else 0
                    return sum(weights) * integral(function, p, *target) / integral(function, p, LOW, HIGH)

                for place in (45, 50, 57, 62):
                    change = predicted(mp.mpf(place), little) - predicted(mp.mpf(place), -little)
                    file.write(f"{name},{function},{place},{mp.nstr(change / (2 * little), 12)}\n")


def main(folder):
    found = samples(folder)
    write_influence(folder, found)
    write_profile(folder, found)
    write_posterior(folder, found)


if __name__ == "__main__":
    main(sys.argv[1])
