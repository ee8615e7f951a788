"""Writes Tests/StatsTests/Reference/counting-limits.csv: CLs limits of one bin, with mpmath.

Straight from the definition CLs(s) = E[P(N <= n; s e + b)] / E[P(N <= n; b)]: each average is a
Gauss-Legendre quadrature of the cumulative probability over the belief about b (and about e), around
the peak of that product. The tested program works differently, by a convolution of counts.

Usage: python Tests/Oracles/counting_limits.py > Tests/StatsTests/Reference/counting-limits.csv
"""

import mpmath as mp

mp.mp.dps = 25

# constraint, b, sigma, relative uncertainty of the signal, n, CL
CASES = [
    ("none", "0.51", "0", "0", 1, "0.99"),
    ("none", "1e-9", "0", "0", 2, "0.95"),
    ("none", "1e6", "0", "0", 100_000, "0.9"),
    ("none", "100", "0", "0", 60, "0.9"),
    ("none", "0.51", "0", "0.2", 0, "0.9"),
    ("none", "0.51", "0", "0.2", 3, "0.9"),
    ("log-normal", "0.51", "0.13", "0", 2, "0.95"),
    ("log-normal", "0.51", "0.13", "0.1", 2, "0.9"),
    ("log-normal", "0.09", "0.45", "0", 1, "0.9"),
    ("log-normal", "0.51", "2.55", "0", 5, "0.9"),
    ("log-normal", "100", "500", "0", 40, "0.9"),
    ("log-normal", "100", "1e-7", "0", 100, "0.9"),
    ("log-normal", "1e6", "1e5", "0", 50, "0.9"),
    ("log-normal", "1e-9", "5e-9", "0", 1, "0.9"),
    ("gamma", "0.51", "0.13", "0", 2, "0.95"),
    ("gamma", "0.51", "0.13", "0.3", 2, "0.9"),
    ("gamma", "0.51", "2.55", "0", 5, "0.9"),
    ("gamma", "100", "10", "0", 120, "0.9"),
    ("gamma", "1e6", "1e3", "0", 1000, "0.9"),
    ("gamma-of-mean", "0.51", "0.13", "0", 2, "0.95"),
    ("gamma-of-mean", "3", "6", "0", 4, "0.9"),
    ("gaussian", "0.51", "0.13", "0", 2, "0.95"),
    ("gaussian", "0.51", "0.13", "0.1", 4, "0.9"),
    ("gaussian", "0", "0.5", "0", 2, "0.9"),
    ("gaussian", "0.51", "2.55", "0", 5, "0.9"),
    ("gaussian", "1e6", "1e3", "0", 1000, "0.9"),
]

NODES, WEIGHTS = zip(*[(x, w) for x, w in mp.calculus.quadrature.GaussLegendre(mp.mp).calc_nodes(4, 90)])


def log_cumulative(n, mean):
    """ln P(N <= n; mean) from the largest term."""
    if mean == 0:
        return mp.mpf(0)
    start = min(n, int(mean))
    total, term = mp.mpf(0), mp.mpf(1)
    for k in range(start, -1, -1):
        total += term
        if term < total * mp.mpf(10) ** -24:
            break
        term *= k / mean
    term = mp.mpf(1)
    for k in range(start + 1, n + 1):
        term *= mean / k
        total += term
        if term < total * mp.mpf(10) ** -24:
            break
    return start * mp.log(mean) - mean - mp.loggamma(start + 1) + mp.log(total)


def belief(constraint, b, sigma):
    """The mean as a function of u, and the log density in u (not normalised)."""
    if constraint == "log-normal":
        width = mp.log1p(sigma / b)
        return (lambda u: b * mp.exp(width * u)), (lambda u: -u * u / 2)
    if constraint == "gaussian":
        return mp.exp, (lambda u: u - ((mp.exp(u) - b) / sigma) ** 2 / 2)
    shape = (b / sigma) ** 2 + (1 if constraint == "gamma" else 0)
    rate = b / sigma**2
    return mp.exp, (lambda u: shape * u - rate * mp.exp(u))


def log_average(function, log_density):
    """ln of the integral of exp(function + log_density) over u, with one peak."""

    def f(u):
        return function(u) + log_density(u)

    low, high = mp.mpf(-60), mp.mpf(40)
    for _ in range(160):
        left, right = low + (high - low) * mp.mpf("0.382"), low + (high - low) * mp.mpf("0.618")
        low, high = (low, right) if f(left) > f(right) else (left, high)
    peak = (low + high) / 2
    top = f(peak)

    def edge(direction):
        inside, step = mp.mpf(0), mp.mpf(10) ** -12
        while f(peak + direction * step) > top - 50:
            inside, step = step, step * 2
        outside = step
        for _ in range(20):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if f(peak + direction * middle) > top - 50 else (inside, middle)
        return peak + direction * outside

    left, right = edge(-1), edge(1)
    panels = 12
    total = mp.mpf(0)
    for side_low, side_high in ((left, peak), (peak, right)):
        half = (side_high - side_low) / panels / 2
        for panel in range(panels):
            centre = side_low + (2 * panel + 1) * half
            total += half * mp.fsum(w * mp.exp(f(centre + half * x) - top) for x, w in zip(NODES, WEIGHTS))
    return top + mp.log(total)


def log_tail(n, signal, constraint, b, sigma):
    """ln E_b[P(N <= n; signal + b)], up to the normalisation of the belief."""
    if constraint == "none":
        return log_cumulative(n, signal + b)
    mean, log_density = belief(constraint, b, sigma)
    return log_average(lambda u: log_cumulative(n, signal + mean(u)), log_density)


def log_tail_scaled(n, signal, scale, constraint, b, sigma):
    if scale == 0 or signal == 0:
        return log_tail(n, signal, constraint, b, sigma)
    width = mp.log1p(scale)
    # Inner averages are costly: plain Gauss-Legendre over ten standard deviations.
    total, half, panels = mp.mpf(0), mp.mpf(10) / 8, 8
    for panel in range(panels):
        centre = -10 + (2 * panel + 1) * half
        for x, w in zip(NODES, WEIGHTS):
            u = centre + half * x
            inner = log_tail(n, signal * mp.exp(width * u), constraint, b, sigma)
            total += half * w * mp.exp(inner - u * u / 2) / mp.sqrt(2 * mp.pi)
    return mp.log(total)


def upper_limit(constraint, b, sigma, scale, n, confidence):
    target = mp.log(1 - confidence)
    below = log_tail(n, mp.mpf(0), constraint, b, sigma)

    def excess(signal):
        return log_tail_scaled(n, signal, scale, constraint, b, sigma) - below - target

    low = -target / 8
    high = 2 * low
    while excess(high) > 0:
        low, high = high, 2 * high
    return mp.findroot(excess, (low, high), solver="anderson", tol=1e-32)


def main():
    print("# Source: mpmath 1.4.1 with 25 digits. Written by Tests/Oracles/counting_limits.py.")
    print("constraint,value,uncertainty,signal_uncertainty,observed,confidence,limit")
    for constraint, b, sigma, scale, n, confidence in CASES:
        limit = upper_limit(constraint, mp.mpf(b), mp.mpf(sigma), mp.mpf(scale), n, mp.mpf(confidence))
        print(f"{constraint},{b},{sigma},{scale},{n},{confidence},{mp.nstr(limit, 14)}", flush=True)


if __name__ == "__main__":
    main()
