"""Writes tables of what stands beside side-band fits, in Tests/BackgroundsTests/Reference.

side-band-posterior.csv: quantiles of the expectation in a target, its mean where it exists, and the
probabilities of no event and of one, for a prior flat in yield and in slope or exponent; every
number is a double integral done as one with NumPy and SciPy, over the slope itself.
side-band-posterior-bands.csv: the same for histograms and for two bands that share the slope.
side-band-profile.csv: the ends of the discrete profile over some functions (arXiv:1408.6865, one
per parameter), by minimising 2(-ln L) at fixed expectation with SciPy.
side-band-influence.csv: what a little of an event at a place adds to a prediction, by fitting again
with mpmath.
side-band-joint.csv: fits of two bands that share a slope, from the likelihood equation in mpmath.
The samples are those of events.csv. The tested program has closed forms, a grid in another variable
and the Hessian of the fit.

Usage: python Tests/Oracles/side_band_errors.py Tests/BackgroundsTests/Reference
"""

import csv
import os
import sys

import mpmath as mp
import numpy as np
from scipy import optimize, special, stats

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


def logarithm_of_integral(function, p, low, high):
    """ln of the integral for an array of slopes, stable where exp(p width) overflows."""
    if function == "uniform":
        return np.full_like(p, np.log(float(high) - float(low)))
    low, high = (float(statistic(function, mp.mpf(x))) for x in (low, high))
    q = p if function == "exponential" else p + 1
    width = np.abs(q) * (high - low)
    tiny = width < 1e-8
    safe = np.where(tiny, 1.0, width)
    mean = np.where(tiny, -width / 2, np.log(-np.expm1(-safe)) - np.log(safe))
    return np.where(q > 0, q * high, q * low) + mean + np.log(high - low)


def posterior(function, values, target):
    """By panels of Gauss and Legendre's rule over the slope."""
    n = len(values)
    centre = 0.0 if function == "uniform" else float(best(function, values))
    total = float(mp.fsum(statistic(function, x) for x in values))
    height = lambda p: p * total - n * logarithm_of_integral(function, p, LOW, HIGH)
    if function == "uniform":
        slopes, weights = np.array([0.0]), np.array([1.0])
    else:
        step = abs(centre) * 1e-3 + 1e-3
        around = height(np.array([centre - step, centre, centre + step]))
        deviation = step / np.sqrt(-(around[0] - 2 * around[1] + around[2]))
        rule, factors = np.polynomial.legendre.leggauss(40)
        edges = centre + deviation * np.sinh(np.linspace(-9, 9, 181)) / 10
        middles, halves = (edges[1:] + edges[:-1]) / 2, np.diff(edges) / 2
        slopes = (middles[:, None] + halves[:, None] * rule).ravel()
        weights = (halves[:, None] * factors).ravel() * np.exp(height(slopes) - around[1])
        weights /= weights.sum()
    logs = (logarithm_of_integral(function, slopes, *target)
            - logarithm_of_integral(function, slopes, LOW, HIGH))
    kept = weights > 1e-40
    slopes, weights, logs = slopes[kept], weights[kept], logs[kept]
    lower = mp.fsum(statistic(function, x) - statistic(function, LOW) for x in values)
    upper = mp.fsum(statistic(function, HIGH) - statistic(function, x) for x in values)
    exists = function == "uniform" or (
        lower > statistic(function, LOW) - statistic(function, mp.mpf(target[0]))
        and upper > statistic(function, mp.mpf(target[1])) - statistic(function, HIGH)
    )
    none = np.sum(weights * np.exp(-(n + 1) * np.logaddexp(0, logs)))
    one = np.sum(weights * (n + 1) * np.exp(logs - (n + 2) * np.logaddexp(0, logs)))
    mean = (n + 1) * np.sum(weights * np.exp(logs)) if exists else None
    below = lambda u: np.sum(weights * special.gammainc(n + 1, np.exp(np.minimum(u - logs, 700))))
    quantiles = [
        np.exp(optimize.brentq(lambda u: below(u) - q, -60, 60, xtol=1e-14, rtol=1e-14))
        for q in (stats.norm.cdf(-1), 0.5, stats.norm.cdf(1))
    ]
    return quantiles, mean, none, one


def write_posterior(folder, found):
    targets = [(42, 45), (30, 42), (62, 64)]
    with open(os.path.join(folder, "side-band-posterior.csv"), "w") as file:
        file.write("# Source: SciPy. Written by Tests/Oracles/side_band_errors.py.\n")
        file.write("sample,function,lower,upper,quantile16,median,quantile84,mean,none,one\n")
        for name in ("three", "sixty", "flat"):
            for function in ("exponential", "power law", "uniform"):
                for target in targets:
                    quantiles, mean, none, one = posterior(function, found[name], target)
                    numbers = quantiles + [mean, none, one]
                    texts = ["" if v is None else f"{v:.12g}" for v in numbers]
                    file.write(",".join([name, function, *map(str, target), *texts]) + "\n")
                    file.flush()


def posterior_of_bands(function, bands, bins, target):
    """As `posterior`, for bands (values, low, high) with a yield each; the first one predicts."""
    counts = []
    for values, low, high in bands:
        found, edges = np.histogram([float(x) for x in values], bins=bins or 1, range=(low, high))
        counts.append((found, edges))

    def height(p):
        total = np.zeros_like(p)
        for (values, low, high), (found, edges) in zip(bands, counts):
            whole = logarithm_of_integral(function, p, low, high)
            if bins is None:
                total += p * float(mp.fsum(statistic(function, x) for x in values)) - len(values) * whole
            else:
                for n, a, b in zip(found, edges, edges[1:]):
                    if n:
                        total += n * (logarithm_of_integral(function, p, a, b) - whole)
        return total

    n = len(bands[0][0])
    if function == "uniform":
        slopes, weights = np.array([0.0]), np.array([1.0])
    else:
        span = 3.0 if function == "exponential" else 150.0
        grid = np.linspace(-span, span, 200001)
        centre = grid[np.argmax(height(grid))]
        step = span * 1e-4
        around = height(np.array([centre - step, centre, centre + step]))
        deviation = step / np.sqrt(-(around[0] - 2 * around[1] + around[2]))
        rule, factors = np.polynomial.legendre.leggauss(40)
        edges = centre + deviation * np.sinh(np.linspace(-9, 9, 181)) / 10
        middles, halves = (edges[1:] + edges[:-1]) / 2, np.diff(edges) / 2
        slopes = (middles[:, None] + halves[:, None] * rule).ravel()
        weights = (halves[:, None] * factors).ravel() * np.exp(height(slopes) - around[1])
        weights /= weights.sum()
    logs = (logarithm_of_integral(function, slopes, *target)
            - logarithm_of_integral(function, slopes, *bands[0][1:]))
    kept = weights > 1e-40
    slopes, weights, logs = slopes[kept], weights[kept], logs[kept]
    none = np.sum(weights * np.exp(-(n + 1) * np.logaddexp(0, logs)))
    one = np.sum(weights * (n + 1) * np.exp(logs - (n + 2) * np.logaddexp(0, logs)))
    below = lambda u: np.sum(weights * special.gammainc(n + 1, np.exp(np.minimum(u - logs, 700))))
    quantiles = [
        np.exp(optimize.brentq(lambda u: below(u) - q, -60, 60, xtol=1e-14, rtol=1e-14))
        for q in (stats.norm.cdf(-1), 0.5, stats.norm.cdf(1))
    ]
    # These samples are large enough for the mean to exist in every target asked for.
    return quantiles + [(n + 1) * np.sum(weights * np.exp(logs)), none, one]


def write_posterior_of_bands(folder, found):
    with open(os.path.join(folder, "side-band-posterior-bands.csv"), "w") as file:
        file.write("# Source: NumPy, SciPy. Written by Tests/Oracles/side_band_errors.py.\n")
        file.write("sample,other,low,high,function,bins,lower,upper,quantile16,median,quantile84,mean,none,one\n")
        for name, other, (low, high), bins in (
            ("sixty", "", (0, 0), 17), ("sixty", "", (0, 0), 5), ("flat", "sixty", (47, 62), None),
            ("sixty", "flat", (50, 61), None), ("sixty", "flat", (50, 61), 20),
        ):
            for function in ("exponential", "power law", "uniform"):
                bands = [(found[name], 45, 62)]
                if other:
                    bands.append(([x for x in found[other] if low <= x <= high], low, high))
                for target in ((42, 45), (62, 64)):
                    numbers = posterior_of_bands(function, bands, bins, target)
                    texts = [name, other, low, high, function, bins or 0, *target]
                    file.write(",".join(map(str, texts)) + "," + ",".join(f"{v:.12g}" for v in numbers) + "\n")


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


def write_joint(folder, found):
    """The yields follow from their own counts, so that the slope solves sum n_b E_b[t] = sum t."""
    with open(os.path.join(folder, "side-band-joint.csv"), "w") as file:
        file.write("# Source: mpmath, 25 digits. Written by Tests/Oracles/side_band_errors.py.\n")
        file.write("sample,other,lower,upper,function,events,others,slope,slope_error,predicted,statistical\n")
        for name, other, (low, high) in (
            ("three", "sixty", (45, 62)), ("sixty", "three", (47, 62)), ("flat", "falling", (40, 60)),
            ("three", "flat", (50, 61)),
        ):
            for function in ("exponential", "power law"):
                ranges = [(LOW, HIGH), (mp.mpf(low), mp.mpf(high))]
                bands = [[x for x in found[s] if r[0] <= x <= r[1]] for s, r in zip((name, other), ranges)]

                def norm(p, r):
                    return mp.log(integral(function, p, *r))

                total = mp.fsum(statistic(function, x) for band in bands for x in band)
                slope = lambda p: sum(
                    len(b) * mp.diff(lambda q: norm(q, r), p) for b, r in zip(bands, ranges)) - total
                p = mp.findroot(slope, (0, 0.1 if function == "exponential" else 3), solver="secant", tol=1e-25)
                variance = 1 / sum(len(b) * mp.diff(lambda q: norm(q, r), p, 2) for b, r in zip(bands, ranges))
                share = lambda q: integral(function, q, 42, 45) / integral(function, q, LOW, HIGH)
                n = len(bands[0])
                predicted, change = n * share(p), n * mp.diff(share, p)
                error = mp.sqrt(predicted**2 / n + variance * change**2)
                numbers = [p, mp.sqrt(variance), predicted, error]
                file.write(f"{name},{other},{low},{high},{function},{n},{len(bands[1])},"
                           + ",".join(mp.nstr(v, 12) for v in numbers) + "\n")


def main(folder):
    found = samples(folder)
    write_posterior_of_bands(folder, found)
    write_joint(folder, found)
    write_influence(folder, found)
    write_profile(folder, found)
    write_posterior(folder, found)


if __name__ == "__main__":
    main(sys.argv[1])
