"""Writes Tests/StatsTests/Reference/gamma-tails.csv: incomplete gamma functions of large shapes.

Usage: python Tests/Oracles/gamma_tails.py > Tests/StatsTests/Reference/gamma-tails.csv
"""

import mpmath as mp

mp.mp.dps = 40


def lower(a, x):
    """P(a, x) by its power series, whose terms are all positive."""
    term = mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))
    total, index = mp.mpf(0), a
    while term > total * mp.mpf(10) ** -30:
        total += term
        index += 1
        term *= x / index
    return total


def main():
    print(f"# Source: mpmath {mp.__version__} with 40 digits. Written by Tests/Oracles/gamma_tails.py.")
    print("shape,x,lower,upper")
    for shape in ("10000", "123456.5", "1000000"):
        a = mp.mpf(shape)
        for z in (-8, -5, -1, 0, 0.01, 2, 5, 8):
            x = mp.nint(a + z * mp.sqrt(a))
            p = lower(a, x)
            print(f"{shape},{mp.nstr(x, 17)},{mp.nstr(p, 17)},{mp.nstr(1 - p, 17)}")


if __name__ == "__main__":
    main()
