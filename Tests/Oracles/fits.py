"""Writes the tables of fits: minima, covariances and profile intervals.

Every number is exact: the gradient of -ln L is solved for zero in 30 digits (mpmath), the covariance
is the inverse of the second derivatives, and an end of a profile interval solves
2 (f - f_min) = level with all other derivatives zero (for a derived quantity q: with the gradient of f
proportional to that of q). Beside them stands what iminuit finds in double precision.

Usage: python Tests/Oracles/fits.py Tests/StatsTests/Reference
"""

import math
import sys
from pathlib import Path

import mpmath as mp
import numpy as np
from iminuit import Minuit

from tail_sample import TICKS_PER_UNIT, tail_ticks

mp.mp.dps = 30

BINS, LOW, HIGH = 60, 0.0, 12.0
WIDTH = (HIGH - LOW) / BINS
CENTRES = [LOW + (i + 0.5) * WIDTH for i in range(BINS)]


class Peak:
    """A Gaussian on an exponential, each bin with the density at its centre."""

    steps = 1

    def __init__(self, name, seed, signal):
        self.name = name
        self.names = ["signal", "mean", "width", "background", "slope"]
        self.start = [150.0, 4.5, 0.8, 500.0, 0.2]
        self.limits = [(0, None), (None, None), (0.05, 5), (0, None), (-1, 2)]
        truth = [signal, 5.0, 0.6, 600.0, 0.25]
        rng = np.random.default_rng(seed)
        self.counts = [int(rng.poisson(float(m))) for m in self.means(truth)]

    @staticmethod
    def means(p):
        s, m, w, b, k = p
        root = mp.sqrt(2 * mp.pi)
        return [
            mp.mpf(WIDTH) * (s * mp.exp(-(((c - m) / w) ** 2) / 2) / (w * root) + b * k0(k, c))
            for c in map(mp.mpf, CENTRES)
        ]

    def value(self, p):
        return mp.fsum(m - n * mp.log(m) for m, n in zip(self.means(p), self.counts))

    def float_value(self, *p):
        s, m, w, b, k = p
        c = np.array(CENTRES)
        mu = WIDTH * (
            s * np.exp(-(((c - m) / w) ** 2) / 2) / (w * math.sqrt(2 * math.pi)) + b * np.exp(-k * c) / 4
        )
        return float(np.sum(mu - np.array(self.counts) * np.log(mu)))


def k0(k, c):
    """The background's density at its centre, for b in events per four units at zero."""
    return mp.exp(-k * c) / 4


class Tail:
    """Extended unbinned exponential exp(k x) on [1.5, 20]."""

    name, names, steps = "tail", ["yield", "slope"], 1
    start, limits = [1000.0, -0.1], [(0, None), (None, None)]

    def __init__(self, made):
        ticks = tail_ticks(made)
        self.n, self.total = len(ticks), mp.mpf(sum(ticks)) / TICKS_PER_UNIT

    @staticmethod
    def integral(k, low, high):
        return (mp.exp(k * high) - mp.exp(k * low)) / k

    def value(self, p):
        nu, k = p
        norm = self.integral(k, mp.mpf(3) / 2, 20)
        return nu - self.n * mp.log(nu) - k * self.total + self.n * mp.log(norm)

    def box(self, p):
        nu, k = p
        return nu * self.integral(k, mp.mpf(1) / 2, mp.mpf(3) / 2) / self.integral(k, mp.mpf(3) / 2, 20)

    def float_value(self, nu, k):
        norm = (math.exp(20 * k) - math.exp(1.5 * k)) / k
        return nu - self.n * math.log(nu) - k * float(self.total) + self.n * math.log(norm)


class Valley:
    """Rosenbrock's valley with one coordinate in units of 1e-6 and the other of 1e6."""

    # On the way to an end the profile bends: it is followed in small steps.
    name, names, steps = "valley", ["a", "b"], 64
    start, limits = [-1.2e-6, 1e6], [(None, None), (None, None)]

    @staticmethod
    def value(p):
        x, y = p[0] * 10**6, p[1] / mp.mpf(10) ** 6
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2

    def float_value(self, a, b):
        x, y = a * 1e6, b / 1e6
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2


def gradient(f, p, indices, scale):
    """Derivatives in units of the standard deviations, by differences in 60 digits."""
    out = []
    with mp.workdps(60):
        for i in indices:
            h = mp.mpf(10) ** -18 * scale[i]
            up, down = list(p), list(p)
            up[i], down[i] = p[i] + h, p[i] - h
            out.append((f(up) - f(down)) / (2 * mp.mpf(10) ** -18))
    return out


def hessian(f, p, indices, scale):
    size = len(indices)
    matrix = mp.matrix(size, size)
    with mp.workdps(70):
        for column, j in enumerate(indices):
            h = mp.mpf(10) ** -18 * scale[j]
            up, down = list(p), list(p)
            up[j], down[j] = p[j] + h, p[j] - h
            high, low = gradient(f, up, indices, scale), gradient(f, down, indices, scale)
            for row in range(size):
                matrix[row, column] = (high[row] - low[row]) / (2 * mp.mpf(10) ** -18)
    return matrix


def newton(residuals, unknowns):
    """Solves a square system by Newton's method with differences as derivatives."""
    x = [mp.mpf(v) for v in unknowns]
    for _ in range(60):
        r = residuals(x)
        jacobian = mp.matrix(len(x), len(x))
        for j in range(len(x)):
            h = mp.mpf(10) ** -12
            up, down = list(x), list(x)
            up[j] += h
            down[j] -= h
            high, low = residuals(up), residuals(down)
            for i in range(len(x)):
                jacobian[i, j] = (high[i] - low[i]) / (2 * h)
        step = mp.lu_solve(jacobian, mp.matrix(r))
        largest = max(abs(s) for s in step)
        damping = min(1, mp.mpf("0.5") / largest) if largest > 0 else 1
        x = [v - damping * s for v, s in zip(x, step)]
        if largest < mp.mpf(10) ** -22:
            return x
    raise ArithmeticError("no solution")


class Exact:
    """A minimum with some parameters held, in standard deviations from iminuit's one."""

    def __init__(self, case, peer, held):
        self.case, self.held = case, held
        self.size = len(case.names)
        self.free = [i for i in range(self.size) if i not in held]
        self.origin = [mp.mpf(held.get(i, peer.values[i])) for i in range(self.size)]
        self.scale = [mp.mpf(peer.errors[i]) for i in range(self.size)]
        z = newton(lambda z: gradient(case.value, self.point(z, self.free), self.free, self.scale),
                   [0] * len(self.free))
        self.best = self.point(z, self.free)
        self.minimum = case.value(self.best)
        h = hessian(case.value, self.best, self.free, self.scale)
        v = h ** -1
        self.covariance = {
            (i, j): v[a, b] * self.scale[i] * self.scale[j]
            for a, i in enumerate(self.free) for b, j in enumerate(self.free)
        }

    def point(self, z, indices, fixed=None):
        p = list(self.origin)
        for i, v in (fixed or {}).items():
            p[i] = v
        for i, v in zip(indices, z):
            p[i] = self.origin[i] + v * self.scale[i]
        return p

    def rise(self, p):
        return 2 * (self.case.value(p) - self.minimum)

    def end(self, i, direction, level=1):
        """Where the profile of parameter i has the level, along the path from the minimum."""
        others = [j for j in self.free if j != i]

        def residuals(height):
            def inner(z):
                p = self.point(z, self.free)
                return [self.rise(p) - height] + gradient(self.case.value, p, others, self.scale)

            return inner

        error = mp.sqrt(self.covariance[i, i])
        best = [(self.best[j] - self.origin[j]) / self.scale[j] for j in self.free]
        slopes = [direction * self.covariance[j, i] / error / self.scale[j] for j in self.free]
        z, steps = [], self.case.steps
        for step in range(1, steps + 1):
            root = mp.sqrt(level) * step / steps
            if step == 1:
                z = [b + root * s for b, s in zip(best, slopes)]
            z = newton(residuals(root**2), z)
        return self.point(z, self.free)

    def quantity_end(self, quantity, direction, level=1):
        """Where the profile of a quantity has the level: the gradients of f and q are parallel."""
        slope = gradient(quantity, self.best, self.free, self.scale)
        v = [[self.covariance[i, j] / (self.scale[i] * self.scale[j]) for j in self.free] for i in self.free]
        along = [mp.fdot(row, slope) for row in v]
        error = mp.sqrt(mp.fdot(along, slope))

        def residuals(z):
            p = self.point(z[:-1], self.free)
            f = gradient(self.case.value, p, self.free, self.scale)
            q = gradient(quantity, p, self.free, self.scale)
            return [self.rise(p) - level] + [a - z[-1] * b / error for a, b in zip(f, q)]

        best = [(self.best[j] - self.origin[j]) / self.scale[j] for j in self.free]
        root = mp.sqrt(level)
        start = [b + direction * root * a / error for b, a in zip(best, along)] + [direction * root]
        return quantity(self.point(newton(residuals, start)[:-1], self.free)), error


def iminuit_fit(case, held):
    minuit = Minuit(case.float_value, *case.start, name=case.names)
    minuit.errordef = Minuit.LIKELIHOOD
    minuit.strategy = 2
    minuit.tol = 1e-4
    for i, limit in enumerate(case.limits):
        minuit.limits[i] = limit
    for i, value in held.items():
        minuit.values[i] = value
        minuit.fixed[i] = True
    minuit.migrad(ncall=100000)
    minuit.hesse()
    return minuit


def nstr(x):
    return mp.nstr(x, 16)


HEADER = (
    "# Sources: mpmath 1.4.1 with 30 digits; iminuit 2.33.0. Written by Tests/Oracles/fits.py.\n"
)


def rows(case, held, minos=True):
    peer = iminuit_fit(case, held)
    exact = Exact(case, peer, held)
    if minos:
        peer.minos()
    for i in exact.free:
        name = case.names[i]
        numbers = [exact.best[i], mp.sqrt(exact.covariance[i, i])]
        numbers += [exact.end(i, d, level)[i] for level in (1, 4) for d in (-1, 1)] if minos else [""] * 4
        ends = [peer.values[i] + e for e in (peer.merrors[i].lower, peer.merrors[i].upper)] if minos else ["", ""]
        theirs = [peer.values[i], peer.errors[i], *ends]
        yield ",".join(
            [case.name, name, nstr(exact.minimum)]
            + [nstr(n) if n != "" else "" for n in numbers]
            + [f"{n:.9g}" if n != "" else "" for n in theirs]
        )
    correlations[case.name] = [
        (case.names[i], case.names[j],
         exact.covariance[i, j] / mp.sqrt(exact.covariance[i, i] * exact.covariance[j, j]))
        for i in exact.free for j in exact.free if i < j
    ]
    results[case.name] = exact


correlations, results = {}, {}


def box_row(case):
    """The events that the tail predicts below its range, with iminuit in (box, slope)."""
    exact = results["tail"]
    ends, error = [], None
    for level in (1, 4):
        for direction in (-1, 1):
            end, error = exact.quantity_end(case.box, direction, level)
            ends.append(end)
    best = case.box(exact.best)

    def value(box, k):
        share = float(case.box([1, mp.mpf(k)]))
        return case.float_value(box / share, k)

    minuit = Minuit(value, float(best), float(exact.best[1]), name=["box", "slope"])
    minuit.errordef = Minuit.LIKELIHOOD
    minuit.strategy = 2
    minuit.tol = 1e-4
    minuit.migrad()
    minuit.hesse()
    minuit.minos()
    merror = minuit.merrors["box"]
    theirs = [minuit.values[0], minuit.errors[0], minuit.values[0] + merror.lower, minuit.values[0] + merror.upper]
    return ",".join(
        ["tail", "box", nstr(exact.minimum), nstr(best), nstr(error)]
        + [nstr(e) for e in ends] + [f"{t:.9g}" for t in theirs]
    )


def bound_ends(exact):
    """Upper end of a signal whose best value is its bound of zero, at levels 1 and 4."""
    case = exact.case
    others = exact.free
    scale = list(exact.scale)
    scale[0] = mp.mpf(10)

    def residuals(level):
        def inner(z):
            p = exact.point(z[1:], others, {0: z[0] * scale[0]})
            return [exact.rise(p) - level] + gradient(case.value, p, others, scale)
        return inner

    ends = []
    for level in (1, 4):
        best = [(exact.best[j] - exact.origin[j]) / scale[j] for j in others]
        ends.append(newton(residuals(level), [mp.sqrt(level)] + best)[0] * scale[0])
    slope = gradient(case.value, exact.best, [0], scale)[0] / scale[0]
    assert slope > 0, "the signal is not at its bound"
    return ends


def main():
    folder = Path(sys.argv[1])
    # A peak; the same function with its signal pressed against zero, mean and width held.
    peak, bound = Peak("peak", 7, 200.0), Peak("bound", 4, 0.0)
    tail, valley = Tail(2000), Valley()
    lines = [
        "case,parameter,minimum,value,error,lower_1,upper_1,lower_4,upper_4,"
        "iminuit_value,iminuit_error,iminuit_lower,iminuit_upper"
    ]
    lines += rows(peak, {})
    lines += rows(bound, {0: 0.0, 1: 5.0, 2: 0.6}, minos=False)
    lines += rows(tail, {})
    lines.append(box_row(tail))
    lines += rows(valley, {})
    ends = [nstr(e) for e in bound_ends(results["bound"])]
    peer = iminuit_fit(bound, {1: 5.0, 2: 0.6})
    peer.minos("signal")
    upper = peer.values["signal"] + peer.merrors["signal"].upper
    lines.append(
        f"bound,signal,{nstr(results['bound'].minimum)},0,,,{ends[0]},,{ends[1]},{peer.values['signal']:.9g},,,{upper:.9g}"
    )
    (folder / "fits.csv").write_text(HEADER + "\n".join(lines) + "\n")
    table = [f"{case},{a},{b},{nstr(r)}" for case, found in correlations.items() for a, b, r in found]
    (folder / "fit-correlations.csv").write_text(HEADER + "\n".join(["case,one,other,correlation", *table]) + "\n")
    counts = [f"{nstr(mp.mpf(c))},{a},{b}" for c, a, b in zip(CENTRES, peak.counts, bound.counts)]
    (folder / "fit-counts.csv").write_text(HEADER + "\n".join(["centre,peak,bound", *counts]) + "\n")


if __name__ == "__main__":
    main()
