"""Writes the quantiles and moments of the laws of factors, with SciPy and mpmath.

    python Tests/Oracles/factor_laws.py laws > Tests/BackgroundsTests/Reference/factor-laws.csv
    python Tests/Oracles/factor_laws.py tails > Tests/StatsTests/Reference/quantiles.csv

The first table has laws as the tests declare them, from scipy.stats; the second the quantiles of
gamma and beta distributions, also with large parameters, from mpmath: there the distribution
function is a quadrature of the density over the logarithm (or the logit) of the variable.
"""

import sys

import mpmath as mp
import numpy as np
from scipy import stats

mp.mp.dps = 40

PROBABILITIES = [1e-6, 0.001, 0.1586552539314571, 0.5, 0.9, 0.999]


def laws():
    """Law, its arguments as the tests give them, and the SciPy distribution."""
    for value, sigma in [(0.3, 0.05), (1.0, 0.4), (0.0, 2.0), (0.02, 1.0)]:
        yield "gaussian >= 0", value, sigma, stats.truncnorm(-value / sigma, np.inf, value, sigma)
    for value, sigma in [(0.9, 0.02), (0.98, 0.05), (0.0, 0.3), (1.0, 0.3), (0.5, 2.0)]:
        low, high = -value / sigma, (1 - value) / sigma
        yield "gaussian 0..1", value, sigma, stats.truncnorm(low, high, value, sigma)
    for value, sigma in [(-1.0, 0.5), (7.0, 0.01)]:
        yield "gaussian", value, sigma, stats.norm(value, sigma)
    for value, sigma in [(0.51, 0.13), (3.0, 0.003), (2.0, 6.0)]:
        yield "log-normal", value, sigma, stats.lognorm(np.log1p(sigma / value), scale=value)
    for count, scale in [(0, 1.0), (0, 0.01), (1, 1.0), (7, 0.5), (250, 2.0)]:
        yield "count", count, scale, stats.gamma(count + 1, scale=scale)
    for total, squares in [(4.2, 0.9), (0.4, 0.02667)]:
        law = stats.gamma(total**2 / squares + 1, scale=squares / total)
        yield "weighted", total, squares, law
    for passed, number in [(0, 1), (0, 50), (3, 50), (50, 50), (993, 1000)]:
        yield "fraction", passed, number, stats.beta(passed + 1, number - passed + 1)
    for low, high in [(0.0, 0.01), (-2.0, 5.0)]:
        yield "uniform", low, high, stats.uniform(low, high - low)


def write_laws():
    print("# scipy.stats; see Tests/Oracles/factor_laws.py")
    print("law,first,second,quantity,probability,value")
    for name, first, second, law in laws():
        print(f"{name},{first},{second},mean,0,{float(law.mean())!r}")
        print(f"{name},{first},{second},deviation,0,{float(law.std())!r}")
        for p in PROBABILITIES:
            print(f"{name},{first},{second},quantile,{p!r},{float(law.ppf(p))!r}")


def beta_tail(a, b, t):
    """P(logit X < t)."""
    log_norm = mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)

    def density(u):
        return mp.exp(log_norm - a * mp.log1p(mp.exp(-u)) - b * mp.log1p(mp.exp(u)))

    width = mp.sqrt(mp.mpf(1) / a + mp.mpf(1) / b)
    # Below, the density falls at least as exp(a u) and, near the mode, as a Gaussian.
    reach = min(60 * width, 100 / mp.mpf(a)) + 14 * width
    start = min(t, mp.log(mp.mpf(a) / b)) - reach
    return mp.quad(density, mp.linspace(start, t, 41))


def gamma_tail(shape, t):
    """P(ln X < t)."""
    log_norm = -mp.loggamma(shape)

    def density(u):
        return mp.exp(log_norm + shape * u - mp.exp(u))

    width = 1 / mp.sqrt(shape)
    start = min(t, mp.log(shape)) - 14 * width - min(60 * width, 100 / mp.mpf(shape))
    return mp.quad(density, mp.linspace(start, t, 41))


def solve(tail, p, start, width):
    """The root of ln tail = ln p, from a start within a few widths."""
    target = mp.log(mp.mpf(p))
    return mp.findroot(
        lambda t: mp.log(tail(t)) - target, (start, start + width / 10), solver="secant",
        tol=mp.mpf(10) ** -25, verify=False, maxsteps=60)


def write_tails():
    print("# mpmath, 40 digits; see Tests/Oracles/factor_laws.py")
    print("distribution,first,second,probability,value")
    probabilities = [1e-9, 1e-4, 0.1, 0.5, 0.75]
    parameters = [
        (2, 5), (1.5, 40), (4, 1000000), (51, 1000), (400, 300), (5000, 5000),
        (30, 100000000), (1000000, 1000000)]
    for a, b in parameters:
        for p in probabilities:
            a, b = mp.mpf(a), mp.mpf(b)
            width = mp.sqrt(1 / a + 1 / b)
            z = mp.sqrt(2) * mp.erfinv(2 * mp.mpf(p) - 1)
            t = solve(lambda t: beta_tail(a, b, t), p, mp.log(a / b) + z * width, width)
            x = 1 / (1 + mp.exp(-t))
            print(f"beta,{mp.nstr(a, 12)},{mp.nstr(b, 12)},{p!r},{mp.nstr(x, 18)}")
    for shape in [1, 2, 11, 1001, 99999, 100000, 1000001, 1000000000]:
        for p in probabilities:
            a = mp.mpf(shape)
            z = mp.sqrt(2) * mp.erfinv(2 * mp.mpf(p) - 1)
            width = 1 / mp.sqrt(a)
            t = solve(lambda t: gamma_tail(a, t), p, mp.log(a) + z * width, width)
            print(f"gamma,{shape},0,{p!r},{mp.nstr(mp.exp(t), 18)}")


if __name__ == "__main__":
    {"laws": write_laws, "tails": write_tails}[sys.argv[1]]()
