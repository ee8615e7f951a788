"""Writes Tests/StatsTests/Reference/expected-bands.csv: outcomes of background-only experiments.

The counts are the smallest n with P(N <= n) >= Phi(z) for z = -2 .. 2, where P averages the Poisson
distribution over the belief about the background; the mean is over the limits of counting_limits.py.

Usage: python Tests/Oracles/expected_bands.py > Tests/StatsTests/Reference/expected-bands.csv
"""

import mpmath as mp

from counting_limits import belief, log_average, upper_limit

# constraint, b, sigma, CL; whether to average the limits (slow)
CASES = [
    ("none", "0.51", "0", "0.9", True),
    ("none", "1e4", "0", "0.9", False),
    ("none", "123.4", "0", "0.9", False),
    ("log-normal", "0.09", "0.03", "0.9", True),
    ("log-normal", "0.51", "2.55", "0.9", False),
    ("gamma", "0.51", "0.13", "0.95", True),
    ("gamma", "40", "10", "0.9", False),
    ("gamma-of-mean", "3", "1", "0.9", False),
    ("gaussian", "0.51", "0.13", "0.9", True),
    ("gaussian", "2", "2", "0.9", False),
]


def predictive(n, constraint, b, sigma):
    def log_poisson(mean):
        return n * mp.log(mean) - mean - mp.loggamma(n + 1)

    if constraint == "none":
        return mp.exp(log_poisson(b))
    mean, log_density = belief(constraint, b, sigma)
    return mp.exp(log_average(lambda u: log_poisson(mean(u)), log_density) - log_average(lambda u: 0, log_density))


def band(constraint, b, sigma):
    counts, cumulative, n = [], mp.mpf(0), 0
    for z in range(-2, 3):
        while cumulative + predictive(n, constraint, b, sigma) < mp.ncdf(z):
            cumulative += predictive(n, constraint, b, sigma)
            n += 1
        counts.append(n)
    return counts


def mean_limit(constraint, b, sigma, confidence):
    total, n = mp.mpf(0), 0
    while True:
        term = predictive(n, constraint, b, sigma) * upper_limit(constraint, b, sigma, mp.mpf(0), n, confidence)
        total += term
        if n > b and term < total * mp.mpf(10) ** -10:
            return total
        n += 1


def main():
    print("# Source: mpmath 1.4.1 with 25 digits. Written by Tests/Oracles/expected_bands.py.")
    print("constraint,value,uncertainty,confidence,minus2,minus1,median,plus1,plus2,mean")
    for constraint, b, sigma, confidence, averaged in CASES:
        numbers = (constraint, mp.mpf(b), mp.mpf(sigma))
        mean = mp.nstr(mean_limit(*numbers, mp.mpf(confidence)), 10) if averaged else ""
        counts = ",".join(map(str, band(*numbers)))
        print(f"{constraint},{b},{sigma},{confidence},{counts},{mean}", flush=True)


if __name__ == "__main__":
    main()
