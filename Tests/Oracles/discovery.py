"""Writes Tests/StatsTests/Reference/discovery.csv: P(N >= n) under background alone.

The Poisson tail is averaged over the belief about the background (see counting_limits.py for the
constraints): by quadrature with 30 digits, and for gamma as an incomplete beta function. Z is the
one-sided normal deviation.

Usage: python Tests/Oracles/discovery.py > Tests/StatsTests/Reference/discovery.csv
"""

import mpmath as mp

mp.mp.dps = 30

# constraint, b, sigma, observed
CASES = [
    ("none", "0.51", "0", 1), ("none", "0.51", "0", 5), ("none", "100", "0", 100), ("none", "100", "0", 70),
    ("none", "3", "0", 400), ("none", "1e-9", "0", 1), ("none", "1e5", "0", 102000),
    ("gamma", "0.51", "0.13", 1), ("gamma", "0.51", "0.13", 5), ("gamma", "100", "10", 150),
    ("gamma", "3", "1", 200), ("gamma", "1e-9", "5e-9", 2), ("gamma", "1e6", "1e4", 1050000),
    ("gamma", "10", "1e-7", 30), ("gamma-of-mean", "0.51", "0.13", 5), ("gamma-of-mean", "3", "6", 40),
    ("log-normal", "0.51", "0.13", 1), ("log-normal", "0.51", "0.13", 5), ("log-normal", "0.51", "2.55", 30),
    ("log-normal", "100", "10", 150), ("log-normal", "3", "1", 200), ("log-normal", "1e4", "500", 9000),
    ("gaussian", "0.51", "0.13", 1), ("gaussian", "0.51", "0.13", 5), ("gaussian", "0", "1", 4),
    ("gaussian", "100", "10", 150), ("gaussian", "3", "1", 200), ("gaussian", "1e4", "500", 12000),
]


def tail(n, mean):
    """P(N >= n), from the small side, by a continued series."""
    if mean > n:
        return 1 - mp.gammainc(n, mean, mp.inf, regularized=True)
    term = total = mp.exp(n * mp.log(mean) - mean - mp.loggamma(n + 1))
    k = n
    while term > total * mp.mpf(10) ** -28:
        k += 1
        term *= mean / k
        total += term
    return total


def average(n, mean, log_density, start, width):
    """Trapezoidal rule in u around the peak of the integrand, after a scan for it."""
    def value(u):
        return tail(n, mean(u)) * mp.exp(log_density(u))

    def rule(step, peak):
        total = value(peak)
        top = total
        for direction in (1, -1):
            k = 1
            while True:
                term = value(peak + direction * k * step)
                total += term
                top = max(top, term)
                if term < top * mp.mpf(10) ** -24:
                    break
                k += 1
        return total * step

    peak, reach = start, width
    while reach > width / 50:
        best = max((peak - reach, peak, peak + reach), key=value)
        if best == peak:
            reach /= 2
        peak = best
    step = width / 4
    previous = rule(step, peak)
    while True:
        step /= 2
        following = rule(step, peak)
        if abs(following - previous) < abs(following) * mp.mpf(10) ** -16:
            return following
        previous = following


def exceedance(constraint, b, sigma, n):
    if constraint == "none":
        return tail(n, b)
    if constraint.startswith("gamma"):
        shape = (b / sigma) ** 2 + (constraint == "gamma")
        scale = sigma ** 2 / b
        # Negative binomial tail, summed upward.
        term = total = mp.exp(mp.loggamma(n + shape) - mp.loggamma(shape) - mp.loggamma(n + 1)
                              - shape * mp.log1p(scale) + n * mp.log(scale / (1 + scale)))
        k = n
        while term > total * mp.mpf(10) ** -22 or k < b:
            term *= (k + shape) / (k + 1) * scale / (1 + scale)
            total += term
            k += 1
        return total
    if constraint == "log-normal":
        width = mp.log1p(sigma / b)
        return average(n, lambda z: b * mp.exp(width * z), lambda z: -z * z / 2 - mp.log(2 * mp.pi) / 2,
                       mp.mpf(0), mp.mpf(1))
    # gaussian, cut off at zero: v = ln(mean / c)
    centre = max(b, sigma)
    norm = mp.log(mp.ncdf(b / sigma)) + mp.log(2 * mp.pi) / 2 + mp.log(sigma / centre)
    return average(n, lambda v: centre * mp.exp(v),
                   lambda v: v - ((centre * mp.exp(v) - b) / sigma) ** 2 / 2 - norm, mp.mpf(0), sigma / centre)


def deviation(p):
    guess = mp.sqrt(-2 * mp.log(p)) if p < 0.1 else mp.mpf(0)
    return mp.findroot(lambda z: mp.log(mp.erfc(z / mp.sqrt(2)) / 2) - mp.log(p), guess)


def main():
    print("# Source: mpmath 1.4.1 with 30 digits. Written by Tests/Oracles/discovery.py.")
    print("constraint,value,uncertainty,observed,probability,deviation")
    for constraint, b, sigma, n in CASES:
        p = exceedance(constraint, mp.mpf(b), mp.mpf(sigma), n)
        print(f"{constraint},{b},{sigma},{n},{mp.nstr(p, 15)},{mp.nstr(deviation(p), 15)}", flush=True)


if __name__ == "__main__":
    main()
