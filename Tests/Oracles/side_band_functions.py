"""Writes Tests/StatsTests/Reference/side-band-functions.csv: densities, integrals, likelihoods.

Every function is written in its textbook form and evaluated with many digits, so that nothing
cancels or underflows; gradients and Hessians are central
differences of step 1e-20. Where a
formula has a removable singularity (a slope of 0, a power of 1), the parameter is moved by 3e-21.

Usage: python Tests/Oracles/side_band_functions.py > Tests/StatsTests/Reference/side-band-functions.csv
"""

import functools

import mpmath as mp

mp.mp.dps = 100
STEP = mp.mpf(10) ** -18


def nudged(parameter, singular):
    """Near enough, and never a step away."""
    return parameter if abs(parameter - singular) > 10 * STEP else parameter + STEP / 3


# Each function gives (u(x), integral of u from a to b) for parameters p on a fit range.


def uniform(p, fit_range):
    return lambda x: mp.mpf(1), lambda a, b: b - a


def exponential(p, fit_range):
    slope = nudged(p[0], 0)
    return lambda x: mp.exp(slope * x), lambda a, b: (mp.exp(slope * b) - mp.exp(slope * a)) / slope


def power_law(p, fit_range):
    k = nudged(p[0], -1)
    return (
        lambda x: x**k,
        lambda a, b: (b ** (k + 1) - (a ** (k + 1) if a > 0 else 0)) / (k + 1),
    )


def polynomial_exponential(p, fit_range):
    middle = (fit_range[0] + fit_range[1]) / 2

    def density(x):
        return mp.exp(sum(a * (x - middle) ** (k + 1) for k, a in enumerate(p)))

    def integral(a, b):
        if len(p) == 1:
            return (density(b) - density(a)) / p[0]
        if len(p) == 2 and p[1] < 0:
            width, peak = 1 / mp.sqrt(-2 * p[1]), middle - p[0] / (2 * p[1])
            top = density(peak) * width
            return top * gaussian_integral((a - peak) / width, (b - peak) / width)
        pieces = [a + (b - a) * mp.mpf(i) / 16 for i in range(17)]
        return mp.quad(density, pieces, method="gauss-legendre")

    return density, integral


def bernstein(p, fit_range):
    low, high = fit_range
    degree = len(p)
    rest, coefficients = mp.mpf(1), []
    for fraction in p:
        coefficients.append(rest * fraction)
        rest *= 1 - fraction
    coefficients.append(rest)

    def density(x):
        z = (x - low) / (high - low)
        return sum(
            c * mp.binomial(degree, k) * z**k * (1 - z) ** (degree - k)
            for k, c in enumerate(coefficients)
        )

    return density, lambda a, b: mp.quad(density, [a, b])


def gaussian_integral(t1, t2):
    if t1 > 0:
        return mp.sqrt(mp.pi / 2) * (mp.erfc(t1 / mp.sqrt(2)) - mp.erfc(t2 / mp.sqrt(2)))
    if t2 < 0:
        return gaussian_integral(-t2, -t1)
    return mp.sqrt(mp.pi / 2) * (mp.erf(t2 / mp.sqrt(2)) - mp.erf(t1 / mp.sqrt(2)))


def peak(mean, width, lower=None, upper=None):
    """A Gaussian with tails (alpha, n) in the form A (B + |t|)^-n of Gaiser's thesis."""

    def constants(tail):
        alpha, n = tail[0], nudged(tail[1], 1)
        return (n / alpha) ** n * mp.exp(-(alpha**2) / 2), n / alpha - alpha, n

    def density(x):
        t = (x - mean) / width
        if lower and t < -lower[0]:
            a, b, n = constants(lower)
            return a * (b - t) ** -n
        if upper and t > upper[0]:
            a, b, n = constants(upper)
            return a * (b + t) ** -n
        return mp.exp(-t * t / 2)

    def tail_integral(tail, near, far):
        a, b, n = constants(tail)
        return a * ((b + near) ** (1 - n) - (b + far) ** (1 - n)) / (n - 1)

    def integral(x1, x2):
        t1, t2 = (x1 - mean) / width, (x2 - mean) / width
        total = mp.mpf(0)
        if lower and t1 < -lower[0]:
            total += tail_integral(lower, max(-t2, lower[0]), -t1)
            t1 = -lower[0]
        if upper and t2 > upper[0]:
            total += tail_integral(upper, max(t1, upper[0]), t2)
            t2 = upper[0]
        if t1 < t2:
            total += gaussian_integral(t1, t2)
        return total * width

    return density, integral


def gaussian(p, fit_range):
    return peak(p[0], p[1])


def crystal_ball_lower(p, fit_range):
    return peak(p[0], p[1], lower=p[2:4])


def crystal_ball_upper(p, fit_range):
    return peak(p[0], p[1], upper=p[2:4])


def double_sided_crystal_ball(p, fit_range):
    return peak(p[0], p[1], lower=p[2:4], upper=p[4:6])


FUNCTIONS = {
    "uniform": (uniform, 0),
    "exponential": (exponential, 1),
    "power-law": (power_law, 1),
    "gaussian": (gaussian, 2),
    "crystal-ball-lower": (crystal_ball_lower, 4),
    "crystal-ball-upper": (crystal_ball_upper, 4),
    "double-sided-crystal-ball": (double_sided_crystal_ball, 6),
    **{f"polynomial-exponential-{d}": (polynomial_exponential, d) for d in range(1, 5)},
    **{f"bernstein-{d}": (bernstein, d) for d in range(6)},
}


def normalised(shape, p, fit_range):
    """f(x) and its integral, one over the fit range; sums take fractions of what is left."""
    names = shape.split("+")
    offset, parts = 0, []
    for name in names:
        make, count = FUNCTIONS[name]
        density, integral = make(p[offset : offset + count], fit_range)
        parts.append((density, integral, integral(*fit_range)))
        offset += count
    weights, rest = [], mp.mpf(1)
    for fraction in p[offset:]:
        weights.append(rest * fraction)
        rest *= 1 - fraction
    weights.append(rest)
    assert len(weights) == len(parts)
    return (
        lambda x: sum(w * d(x) / norm for w, (d, _, norm) in zip(weights, parts)),
        lambda a, b: sum(w * i(a, b) / norm for w, (_, i, norm) in zip(weights, parts)),
    )


def log_density(shape, fit_range, place):
    return lambda *p: mp.log(normalised(shape, p, fit_range)[0](place[0]))


def log_share(shape, fit_range, place):
    return lambda *p: mp.log(normalised(shape, p, fit_range)[1](*place))


def unbinned(shape, fit_range, place):
    """The first parameter is the yield; place: events."""

    def function(*p):
        density, _ = normalised(shape, p[1:], fit_range)
        return p[0] - sum(mp.log(p[0] * density(x)) for x in place)

    return function


def two_ranges(shape, fit_range, place):
    """Unbinned with the middle third of the range left out."""
    low, high = fit_range
    # The ends of the ranges as the doubles of the test.
    ends = [low, mp.mpf(float(low + (high - low) / 4)), mp.mpf(float(high - (high - low) / 4)), high]

    def function(*p):
        density, integral = normalised(shape, p[1:], fit_range)
        seen = integral(ends[0], ends[1]) + integral(ends[2], ends[3])
        inside = [x for x in place if x <= ends[1] or x >= ends[2]]
        return p[0] * seen - sum(mp.log(p[0] * density(x)) for x in inside)

    return function


def binned(shape, fit_range, place):
    """Place: counts in bins of equal width; the deviance from the counts, halved."""
    bins = len(place)
    low, high = float(fit_range[0]), float(fit_range[1])
    edges = [mp.mpf(low + (high - low) * i / bins) for i in range(bins + 1)]

    def function(*p):
        _, integral = normalised(shape, p[1:], fit_range)
        total = mp.mpf(0)
        for n, a, b in zip(place, edges, edges[1:]):
            mu = p[0] * integral(a, b)
            total += mu - n + (n * mp.log(n / mu) if n > 0 else 0)
        return total

    return function


QUANTITIES = {
    "log-density": log_density,
    "log-share": log_share,
    "unbinned": unbinned,
    "two-ranges": two_ranges,
    "binned": binned,
}

# shape, fit range, parameters, places of ln f, ranges of ln share
DENSITIES = [
    ("uniform", (45, 62), [], [45, 50], [(45, 62), (0, 45), (50, 50.0001)]),
    ("exponential", (45, 62), [0], [45, 60], [(0, 45), (50, 50.0001)]),
    ("exponential", (45, 62), [1e-9], [45, 60], [(0, 45)]),
    ("exponential", (45, 62), [-0.25], [45, 62], [(0, 42), (60, 61), (50, 50.0001)]),
    ("exponential", (45, 62), [40], [45, 62], [(0, 45), (62, 65)]),
    ("exponential", (-3, 5), [-2000], [-3, 5], [(-4, -3), (4, 5)]),
    ("power-law", (45, 62), [-1], [45, 60], [(1, 45), (50, 50.0001)]),
    ("power-law", (45, 62), [-0.999999999], [45, 60], [(1, 45), (0, 45)]),
    ("power-law", (45, 62), [2], [45, 62], [(0, 45), (1, 2), (50, 50.0000001)]),
    ("power-law", (0.5, 20), [-3.5], [0.5, 7], [(0.001, 0.5), (1, 100)]),
    ("power-law", (45, 62), [300], [45, 62], [(0, 42), (4, 5)]),
    ("polynomial-exponential-1", (45, 62), [-0.25], [45, 62], [(0, 42), (50, 50.0001)]),
    ("polynomial-exponential-2", (45, 62), [0.1, -0.02], [45, 62], [(30, 45), (50, 50.0001), (47, 48)]),
    ("polynomial-exponential-2", (45, 62), [0.5, -50], [50, 53.5], [(53, 54), (45, 47)]),
    ("polynomial-exponential-3", (0, 10), [-0.3, 0.05, -0.01], [0, 5, 10], [(-5, 0), (3, 8)]),
    ("polynomial-exponential-4", (0, 10), [0, 2, 0, -0.125], [0.5, 5], [(0, 5), (4, 6)]),
    ("bernstein-0", (45, 62), [], [45, 62], [(46, 50)]),
    ("bernstein-1", (45, 62), [0.3], [45, 62], [(46, 50), (45, 45.0001)]),
    ("bernstein-3", (45, 62), [0.3, 0.9, 0.2], [45, 50, 62], [(46, 50), (61.9999, 62), (45, 62)]),
    ("bernstein-3", (45, 62), [0, 0.5, 1], [45.5, 50, 61], [(45, 45.001), (61, 62)]),
    ("bernstein-5", (-1, 1), [0.1, 0.2, 0.3, 0.4, 0.5], [-1, 0, 0.9], [(-0.5, 0.5)]),
    ("gaussian", (90, 110), [100, 2], [90, 100, 110], [(99, 101), (100, 100.0001), (0, 42), (96, 97), (160, 176), (97, 120), (103, 103.000000001)]),
    ("gaussian", (90, 110), [100, 1e6], [90, 110], [(0, 42), (99, 101)]),
    ("gaussian", (90, 110), [93.5, 0.8], [93, 110], [(93.5, 94), (94, 100), (94.3, 94.4), (90, 92)]),
    ("gaussian", (1, 2), [0, 0.001], [1, 1.001, 2], [(1, 1.00001), (1.5, 1.6), (0.9, 1)]),
    ("gaussian", (1, 2), [1000, 0.001], [1, 1.9999999, 2], [(1.999, 2), (2, 2.000001)]),
    ("gaussian", (90, 110), [89.9, 0.5], [90, 91], [(90, 90.5), (88, 90), (95, 100)]),
    ("crystal-ball-lower", (45, 110), [100, 3, 1.2, 2.5], [50, 96, 96.3, 97, 109], [(0, 42), (50, 50.0001), (96, 97), (90, 110), (105, 110), (96.39, 96.41)]),
    ("crystal-ball-lower", (45, 110), [100, 3, 1.2, 1], [50, 100], [(0, 42), (50, 50.0001)]),
    ("crystal-ball-lower", (45, 110), [100, 3, 1.2, 1.000000001], [50, 100], [(0, 42), (90, 98)]),
    ("crystal-ball-lower", (45, 110), [100, 3, 0.02, 0.3], [50, 100], [(0, 42), (99, 101)]),
    ("crystal-ball-lower", (45, 110), [100, 3, 2, 500], [50, 92, 100], [(0, 42), (90, 95)]),
    ("crystal-ball-lower", (45, 62), [100, 3, 1.5, 4], [45, 62], [(0, 42), (90, 110)]),
    ("crystal-ball-lower", (45, 62), [44.9, 0.001, 1.5, 4], [45, 45.001], [(45, 45.0001), (46, 47), (0, 42)]),
    ("crystal-ball-upper", (0, 20), [2, 0.5, 0.8, 3], [1, 2.3, 2.5, 19], [(2, 3), (20, 100), (0, 0.5), (2.4, 2.4001), (5, 5.000000001)]),
    ("crystal-ball-upper", (45, 62), [10, 3, 1.5, 4], [45, 62], [(0, 42), (5, 15)]),
    ("double-sided-crystal-ball", (45, 110), [95, 3, 1.2, 2.5, 1.5, 4], [50, 91, 93, 99.4, 99.6, 110], [(0, 42), (90, 91), (94, 96), (91, 100), (105, 106), (105, 105.0001)]),
    ("double-sided-crystal-ball", (45, 62), [95, 3, 1.2, 2.5, 1.5, 4], [50], [(94, 96)]),
    ("exponential+exponential", (45, 62), [-0.02, -0.8, 0.3], [45, 62], [(0, 45), (50, 50.0001)]),
    ("exponential+exponential", (45, 62), [-0.02, -0.02, 0.3], [45, 62], [(0, 45)]),
    ("exponential+exponential", (45, 62), [-40, 40, 0.5], [45, 53, 62], [(45, 46), (62, 63)]),
    ("gaussian+exponential", (45, 110), [100, 3, 0.03, 0.8], [45, 80, 100], [(0, 42), (99, 101)]),
    ("gaussian+uniform", (45, 110), [100, 0.1, 0.8], [45, 80, 99.9], [(0, 42), (99, 101)]),
    ("crystal-ball-lower+bernstein-2+uniform", (45, 110), [100, 3, 1.2, 2.5, 0.3, 0.4, 0.7, 0.6], [45, 80, 100], [(46, 50), (99, 101)]),
]

EVENTS = [45.25, 47.5, 50.125, 51, 53.75, 55.5, 56.125, 57, 58.5, 59.25, 59.75, 60.5, 61, 61.75]
COUNTS = [3, 0, 0, 0, 12, 5, 1, 0, 0, 40]

# shape, fit range, yield and parameters
LIKELIHOODS = [
    ("uniform", (45, 62), [13]),
    ("exponential", (45, 62), [13, 0.1]),
    ("power-law", (45, 62), [13, 4]),
    ("gaussian", (45, 62), [13, 60, 5]),
    ("crystal-ball-lower", (45, 62), [20, 58, 2, 1.2, 2.5]),
    ("double-sided-crystal-ball", (45, 62), [13, 56, 2, 1, 2.5, 1.5, 4]),
    ("polynomial-exponential-3", (45, 62), [13, 0.1, 0.01, -0.001]),
    ("bernstein-3", (45, 62), [13, 0.1, 0.2, 0.3]),
    ("exponential+exponential", (45, 62), [13, 0.02, 0.8, 0.3]),
    ("gaussian+exponential", (45, 62), [100, 59, 1.5, 0.03, 0.4]),
]


def exact(numbers):
    """The doubles that the test reads, without further rounding."""
    return [mp.mpf(float(x)) for x in numbers]


def row(quantity, shape, fit_range, parameters, place):
    point = exact(parameters)
    function = QUANTITIES[quantity](shape, exact(fit_range), exact(place))
    n = len(point)
    value = function(*point)

    @functools.cache
    def moved(*shifts):
        return function(*(x + shifts.count(i + 1) * STEP - shifts.count(-i - 1) * STEP
                          for i, x in enumerate(point)))

    def second(i, j):
        if i == j:
            return (moved(i) - 2 * value + moved(-i)) / STEP**2
        return (moved(i, j) - moved(i, -j) - moved(-i, j) + moved(-i, -j)) / (4 * STEP**2)

    gradient = [(moved(i) - moved(-i)) / (2 * STEP) for i in range(1, n + 1)]
    hessian = [second(i, j) for i in range(1, n + 1) for j in range(1, i + 1)]
    texts = [
        ";".join(mp.nstr(x, 17) for x in numbers) for numbers in ([value], gradient, hessian)
    ]
    inputs = [";".join(repr(float(x)) for x in numbers) for numbers in (fit_range, parameters, place)]
    print(",".join([quantity, shape, *inputs, *texts]), flush=True)


def main():
    print("# Source: mpmath 1.4.1 with 100 digits. Written by Tests/Oracles/side_band_functions.py.")
    print("quantity,shape,range,parameters,place,value,gradient,hessian")
    for shape, fit_range, parameters, places, ranges in DENSITIES:
        for place in places:
            row("log-density", shape, fit_range, parameters, [place])
        for place in ranges:
            row("log-share", shape, fit_range, parameters, place)
    for shape, fit_range, parameters in LIKELIHOODS:
        row("unbinned", shape, fit_range, parameters, EVENTS)
        row("two-ranges", shape, fit_range, parameters, EVENTS)
        row("binned", shape, fit_range, parameters, COUNTS)


if __name__ == "__main__":
    main()
