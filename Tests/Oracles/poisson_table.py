"""Writes Tests/StatsTests/Reference/poisson.csv: ln P(N = n) and P(N <= n) with mpmath.

Usage: python Tests/Oracles/poisson_table.py > Tests/StatsTests/Reference/poisson.csv
"""

import mpmath as mp

mp.mp.dps = 40

COUNTS = [0, 1, 2, 7, 15, 16, 17, 60, 1000, 99_999, 100_000]
MEANS = ["1e-9", "0.51", "2.3", "16", "55", "1000", "1100", "1e5", "1.01e5", "1e6"]


def log_probability(n, mean):
    return n * mp.log(mean) - mean - mp.loggamma(n + 1)


def cumulative(n, mean):
    """Sum of the terms that matter, outwards from the largest."""
    total = mp.mpf(0)
    start = min(n, int(mean))
    term = mp.exp(log_probability(start, mean))
    below = term
    for k in range(start, -1, -1):
        total += below
        if below < total * mp.mpf(10) ** -35:
            break
        below *= k / mean
    above = term
    for k in range(start + 1, n + 1):
        above *= mean / k
        total += above
        if above < total * mp.mpf(10) ** -35:
            break
    return total


def main():
    print("# Source: mpmath 1.4.1 with 40 digits. Written by Tests/Oracles/poisson_table.py.")
    print("count,mean,log_probability,cumulative")
    for n in COUNTS:
        for text in MEANS:
            mean = mp.mpf(text)
            print(f"{n},{text},{mp.nstr(log_probability(n, mean), 17)},{mp.nstr(cumulative(n, mean), 17)}")


if __name__ == "__main__":
    main()
