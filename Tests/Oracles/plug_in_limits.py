"""Writes Tests/StatsTests/Reference/plug-in-limits.csv: CLs of the count with profiled nuisances.

    P(N <= n; s f + b) / P(N <= n; b0) = 1 - CL

where b and f minimise -ln L of the count and of the measurements of background and efficiency beside
s, and b0 beside none. The minima are found by nested bounded minimisation over ln b and ln f (SciPy),
the Poisson sums by the regularised incomplete gamma function.

Usage: python Tests/Oracles/plug_in_limits.py > Tests/StatsTests/Reference/plug-in-limits.csv
"""

import math

from scipy import optimize, special



def penalty(constraint, value, uncertainty, b):
    if constraint == "log-normal":
        return (math.log(b / value) / math.log1p(uncertainty / value)) ** 2 / 2
    if constraint == "gaussian":
        return ((b - value) / uncertainty) ** 2 / 2
    k, tau = (value / uncertainty) ** 2, value / uncertainty**2
    return tau * b - k * math.log(tau * b)


def signal_penalty(relative, f):
    return (math.log(f) / math.log1p(relative)) ** 2 / 2


def poisson(n, mean):
    return mean - (n * math.log(mean) if n else 0)


def smallest(function, start):
    """The minimum of a function with one minimum within a factor exp(12) of a start."""
    low, high = start - 12, start + 12
    found = optimize.minimize_scalar(function, bounds=(low, high), method="bounded",
                                     options={"xatol": 1e-11, "maxiter": 2000})
    return found.x, found.fun


def newton(gradient, x):
    """A root of the gradient near x, to double precision."""
    return optimize.brentq(gradient, x - 0.05, x + 0.05, xtol=1e-15, rtol=1e-15)


def slope(function, x, h=1e-5):
    return (function(x - 2 * h) - 8 * function(x - h) + 8 * function(x + h) - function(x + 2 * h)) / (12 * h)


def best_mean(n, s, constraint, value, uncertainty, relative):
    """s f + b at the minimum."""
    def background(selected):
        def nll(t):
            return poisson(n, selected + math.exp(t)) + penalty(constraint, value, uncertainty, math.exp(t))
        start, _ = smallest(nll, math.log(value))
        t = newton(lambda t: slope(nll, t), start)
        return math.exp(t), nll(t)

    if relative == 0 or s == 0:
        return s + background(s)[0]
    def outer(u):
        return background(s * math.exp(u))[1] + signal_penalty(relative, math.exp(u))
    found = optimize.minimize_scalar(outer, bounds=(-3, 3), method="bounded", options={"xatol": 1e-9})
    u = optimize.brentq(lambda u: slope(outer, u, 1e-4), found.x - 0.05, found.x + 0.05, xtol=1e-13)
    return s * math.exp(u) + background(s * math.exp(u))[0]


def limit(n, confidence, mean):
    without = special.gammaincc(n + 1, mean(0))

    def excess(s):
        return special.gammaincc(n + 1, mean(s)) / without - (1 - confidence)

    high = 2.0
    while excess(high) > 0:
        high *= 2
    return optimize.brentq(excess, 1e-9, high, xtol=1e-12, rtol=1e-12)


def main():
    print("# Source: SciPy 1.17.1. Written by Tests/Oracles/plug_in_limits.py.")
    print("observed,value,uncertainty,constraint,signal_uncertainty,confidence,limit")
    for value, uncertainty in [(0.51, 0.13), (4, 1)]:
        for constraint in ["log-normal", "gaussian", "gamma"]:
            for relative in [0, 0.2]:
                for n, confidence in [(0, 0.9), (2, 0.9), (9, 0.95)]:
                    found = limit(n, confidence, lambda s: best_mean(
                        n, s, constraint, value, uncertainty, relative))
                    print(f"{n},{value},{uncertainty},{constraint},{relative},{confidence},{found:.10g}")


if __name__ == "__main__":
    main()
