"""Writes tables of fits of events in a plane in Tests/StatsTests/Reference.

The events follow a product of two exponentials in a rectangle without a box. iminuit minimises the
likelihood that is written down here, with the integral over the allowed part by SciPy's quadrature
of the density itself; errors come from HESSE and from MINOS of the yield in the box: plane-fits.csv
for plane-events.csv. In plane-correlated.csv the slope of y changes with x, and in
plane-conditional-fits.csv the first parameter of the second density is linear in x; these densities
are integrated over a grid of 160 × 160 Gauss-Legendre nodes for each rectangle.

Usage: python Tests/Oracles/plane_fits.py Tests/StatsTests/Reference
"""

import os
import sys

import numpy as np
from iminuit import Minuit
from scipy.integrate import quad

PLANE = ((30.0, 62.0), (0.0, 4.0))
BOX = ((30.0, 45.0), (0.0, 1.5))
TARGET = ((30.0, 42.0), (0.0, 1.0))


def events():
    rng = np.random.default_rng(64)
    found = []
    while len(found) < 300:
        x = 62 - rng.exponential(9.0)
        y = rng.exponential(1.2)
        inside = PLANE[0][0] <= x <= PLANE[0][1] and y <= PLANE[1][1]
        if inside and not (x <= BOX[0][1] and y <= BOX[1][1]):
            found.append((round(x * 1024) / 1024, round(y * 1024) / 1024))
    return np.array(found)


SHAPES = {
    "exponential": lambda x, p, m: np.exp(p * (x - m)),
    "power law": lambda x, p, m: (x / m) ** p,
    "uniform": lambda x, p, m: np.ones_like(x) + 0 * p,
}


def fit(data, first, second):
    f, g = SHAPES[first], SHAPES[second]
    centre = (50.0, 2.0)

    def part(shape, p, axis, low, high):
        return quad(lambda t: float(shape(np.float64(t), p, centre[axis])), low, high, epsabs=0, epsrel=1e-12)[0]

    def mass(p, q, area):
        return part(f, p, 0, *area[0]) * part(g, q, 1, *area[1])

    def likelihood(nu, p, q):
        whole = mass(p, q, PLANE)
        allowed = (whole - mass(p, q, BOX)) / whole
        logs = np.log(f(data[:, 0], p, centre[0])) + np.log(g(data[:, 1], q, centre[1])) - np.log(whole)
        return nu * allowed - len(data) * np.log(nu) - logs.sum()

    minuit = Minuit(likelihood, nu=1.3 * len(data), p=0.05, q=-0.5)
    minuit.errordef, minuit.tol, minuit.strategy = 0.5, 1e-8, 2
    minuit.fixed["p"], minuit.fixed["q"] = first == "uniform", second == "uniform"
    for name in ("p", "q"):
        if minuit.fixed[name]:
            minuit.values[name] = 0
    minuit.migrad()
    minuit.migrad()
    minuit.hesse()
    assert minuit.valid
    names = ["nu", "p", "q"]
    values = np.array([minuit.values[n] for n in names])
    predicted = lambda v: v[0] * mass(v[1], v[2], TARGET) / mass(v[1], v[2], PLANE)
    gradient = np.zeros(3)
    for index, name in enumerate(names):
        if minuit.fixed[name]:
            continue
        step = 1e-4 * minuit.errors[name]
        up, down = values.copy(), values.copy()
        up[index] += step
        down[index] -= step
        gradient[index] = (predicted(up) - predicted(down)) / (2 * step)
    covariance = np.array([[minuit.covariance[a, b] for b in names] for a in names])
    error = np.sqrt(gradient @ covariance @ gradient)
    return [*values, minuit.errors["nu"], predicted(values), error]


def correlated():
    rng = np.random.default_rng(65)
    found = []
    while len(found) < 240:
        x = 62 - rng.exponential(9.0)
        y = rng.exponential(1 / (0.9 - 0.03 * (x - 46)))
        inside = PLANE[0][0] <= x <= PLANE[0][1] and y <= PLANE[1][1]
        if inside and not (x <= BOX[0][1] and y <= BOX[1][1]):
            found.append((round(x * 1024) / 1024, round(y * 1024) / 1024))
    return np.array(found)


NODES, WEIGHTS = np.polynomial.legendre.leggauss(160)


def along(low, high):
    return (high + low) / 2 + (high - low) / 2 * NODES, (high - low) / 2 * WEIGHTS


def rest():
    """The plane without the box, cut otherwise than the tested program cuts it."""
    (left, right), (bottom, top) = PLANE
    return [((left, BOX[0][1]), (BOX[1][1], top)), ((BOX[0][1], right), (bottom, top))]


SECOND = {
    "exponential": lambda y, q, r: np.exp(q * (y - 2)),
    "exponential polynomial 2": lambda y, q, r: np.exp(q * (y - 2) + r * (y - 2) ** 2),
}


def conditional(data, first, second):
    f, g = SHAPES[first], SECOND[second]
    ys, yweights = along(*PLANE[1])

    def integral(v, area, density):
        nu, p, q, r, c = v
        xs, xweights = along(*area[0])
        inner, weights = along(*area[1])
        slope = q + c * (xs - 46)
        whole = (g(ys[None, :], slope[:, None], r) * yweights).sum(axis=1)
        part = (g(inner[None, :], slope[:, None], r) * weights).sum(axis=1)
        return (density(xs) * part / whole * xweights).sum()

    def pieces(v):
        p = v[1]
        xs, xweights = along(*PLANE[0])
        norm = (f(xs, p, 46) * xweights).sum()
        return lambda x: f(x, p, 46) / norm

    def likelihood(nu, p, q, r, c):
        v = (nu, p, q, r, c)
        density = pieces(v)
        allowed = sum(integral(v, area, density) for area in rest())
        slope = q + c * (data[:, 0] - 46)
        whole = (g(ys[None, :], slope[:, None], r) * yweights).sum(axis=1)
        logs = np.log(density(data[:, 0])) + np.log(g(data[:, 1], slope, r) / whole)
        return nu * allowed - len(data) * np.log(nu) - logs.sum()

    names = ["nu", "p", "q", "r", "c"]
    minuit = Minuit(likelihood, nu=1.3 * len(data), p=0.1, q=-0.8, r=0, c=0)
    minuit.errordef, minuit.tol, minuit.strategy = 0.5, 1e-8, 2
    minuit.errors = [20, 0.01, 0.1, 0.05, 0.01]
    minuit.fixed["r"] = second == "exponential"
    minuit.migrad()
    minuit.migrad()
    minuit.hesse()
    assert minuit.valid
    values = np.array([minuit.values[n] for n in names])
    predicted = lambda v: v[0] * integral(v, TARGET, pieces(v))
    gradient = np.zeros(5)
    for index, name in enumerate(names):
        if minuit.fixed[name]:
            continue
        step = 1e-4 * minuit.errors[name]
        up, down = values.copy(), values.copy()
        up[index] += step
        down[index] -= step
        gradient[index] = (predicted(up) - predicted(down)) / (2 * step)
    covariance = np.array([[minuit.covariance[a, b] for b in names] for a in names])
    return [*values, minuit.errors["c"], minuit.fval, predicted(values), np.sqrt(gradient @ covariance @ gradient)]


def write_conditional(folder):
    samples = {"plane-events": events(), "plane-correlated": correlated()}
    with open(os.path.join(folder, "plane-correlated.csv"), "w") as file:
        file.write("# Made by Tests/Oracles/plane_fits.py.\nx,y\n")
        file.writelines(f"{x!r},{y!r}\n" for x, y in samples["plane-correlated"].tolist())
    with open(os.path.join(folder, "plane-conditional-fits.csv"), "w") as file:
        file.write("# Source: iminuit and NumPy. Written by Tests/Oracles/plane_fits.py.\n")
        file.write("sample,first,second,yield,p,q,r,c,c_error,minimum,predicted,error\n")
        for sample, first, second in (
            ("plane-correlated", "exponential", "exponential"), ("plane-events", "exponential", "exponential"),
            ("plane-correlated", "power law", "exponential"),
            ("plane-correlated", "exponential", "exponential polynomial 2"),
        ):
            numbers = ",".join(f"{v:.10g}" for v in conditional(samples[sample], first, second))
            file.write(f"{sample},{first},{second},{numbers}\n")


def main(folder):
    write_conditional(folder)
    data = events()
    with open(os.path.join(folder, "plane-events.csv"), "w") as file:
        file.write("# Made by Tests/Oracles/plane_fits.py.\nx,y\n")
        file.writelines(f"{x!r},{y!r}\n" for x, y in data.tolist())
    with open(os.path.join(folder, "plane-fits.csv"), "w") as file:
        file.write("# Source: iminuit and SciPy. Written by Tests/Oracles/plane_fits.py.\n")
        file.write("first,second,yield,p,q,yield_error,predicted,error\n")
        for first, second in (
            ("exponential", "exponential"), ("power law", "exponential"), ("uniform", "exponential"),
            ("exponential", "uniform"),
        ):
            numbers = ",".join(f"{v:.10g}" for v in fit(data, first, second))
            file.write(f"{first},{second},{numbers}\n")


if __name__ == "__main__":
    main(sys.argv[1])
