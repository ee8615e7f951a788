"""Writes Tests/InferenceTests/Reference/coupling-limits.csv: limits on a coupling, with SciPy.

CLs(s) = E[P(N <= n; s e + b)] / E[P(N <= n; b)] by Gauss-Legendre quadrature in two dimensions: over
the belief about the background b and over a log-normal factor e on the signal of median 1 and
kappa = 1 + r. The coupling is sqrt(s / (N Y e)) for one that enters squared, s / (N Y e) for a
branching ratio; exposures and their uncertainties add, the relative uncertainties of exposure, yield
and efficiency add in quadrature.

Usage: python Tests/Oracles/coupling_limits.py > Tests/InferenceTests/Reference/coupling-limits.csv
"""

import numpy as np
from scipy import optimize, special, stats

# prior, background, its uncertainty, exposures with uncertainties, yield, efficiency, power, n, CL
CASES = [
    ("log-normal", "0.09", "0.03", "1.6e10:0.01", "3.3e-3:0.15", "0.5:0.1", 2, 0, "0.9"),
    ("log-normal", "0.09", "0.03", "1.6e10:0.01", "3.3e-3:0.15", "0.5:0.1", 2, 1, "0.9"),
    ("log-normal", "0.51", "0.13", "1e10:0.01 6e9:0.02", "3.3e-3:0.1", "0.5:0.1", 2, 2, "0.95"),
    ("log-normal", "0.51", "0.51", "1e10:0.05 6e9:0.02 3e8:0", "3.3e-3:0.1", "1:0", 2, 5, "0.9"),
    ("gamma", "0.51", "0.13", "9.37e11:0.05", "5.1e-9:0", "0.5:0.2", 2, 1, "0.9"),
    ("gamma", "3", "1", "9.37e11:0.05", "5.1e-9:0.25", "0.5:0.2", 1, 2, "0.95"),
    ("gaussian", "0.51", "0.13", "2.9e9:0", "1e-6:0.3", "1:0", 1, 3, "0.9"),
    ("none", "0.51", "0", "1e10:0", "1e-3:0.2", "0.4:0", 1, 0, "0.9"),
    ("none", "2", "0", "1e10:0", "1e-3:0", "0.4:0", 2, 4, "0.9"),
]

NODES, WEIGHTS = np.polynomial.legendre.leggauss(400)


def quadrature_rule(density, low, high):
    """Points between low and high, with weights that hold the density and add up to one."""
    points = low + (high - low) * (NODES + 1) / 2
    weights = WEIGHTS * density(points)
    return points, weights / weights.sum()


def log_normal(relative):
    z, weights = quadrature_rule(stats.norm.pdf, -9, 9)
    return np.exp(np.log1p(relative) * z), weights


def background(prior, b, sigma):
    if sigma == 0:
        return np.array([b]), np.array([1.0])
    if prior == "log-normal":
        factors, weights = log_normal(sigma / b)
        return b * factors, weights
    if prior == "gaussian":
        return quadrature_rule(stats.norm(b, sigma).pdf, max(0, b - 9 * sigma), b + 9 * sigma)
    law = stats.gamma((b / sigma) ** 2 + 1, scale=sigma**2 / b)
    return quadrature_rule(law.pdf, law.ppf(1e-18), law.isf(1e-18))


def upper_limit(prior, b, sigma, relative, n, confidence):
    means, chances = background(prior, b, sigma)
    factors, odds = log_normal(relative) if relative else (np.array([1.0]), np.array([1.0]))

    def tail(s):
        below = special.gammaincc(n + 1, s * factors[:, None] + means[None, :])
        return odds @ below @ chances

    alone = tail(0.0)
    return optimize.brentq(lambda s: tail(s) / alone - (1 - confidence), 1e-6, 1e3, xtol=1e-14, rtol=1e-13)


def pairs(text):
    return np.array([[float(part) for part in pair.split(":")] for pair in text.split()])


def main():
    print("# Source: SciPy 1.17.1. Written by Tests/Oracles/coupling_limits.py.")
    print("prior,value,uncertainty,exposures,yield,efficiency,power,observed,confidence,relative,per_unit,events,parameter")
    for case in CASES:
        prior, b, sigma, exposures, rate, efficiency, power, n, confidence = case
        counts = pairs(exposures)
        total, absolute = counts[:, 0].sum(), counts.prod(axis=1).sum()
        (rate_value, rate_error), (share, share_error) = pairs(rate)[0], pairs(efficiency)[0]
        relative = np.sqrt((absolute / total) ** 2 + rate_error**2 + share_error**2)
        per_unit = total * rate_value * share
        numbers = (prior, float(b), float(sigma))
        events = upper_limit(*numbers, 0, n, float(confidence))
        scaled = upper_limit(*numbers, relative, n, float(confidence))
        values = (relative, per_unit, events, (scaled / per_unit) ** (1 / power))
        print(",".join([str(part) for part in case] + [f"{value:.13g}" for value in values]))


if __name__ == "__main__":
    main()
