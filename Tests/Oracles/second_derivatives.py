"""Writes Tests/StatsTests/Reference/second-derivatives.csv: formulas of two variables.

Value, gradient and Hessian with mpmath's own differentiation in 120 digits.

Usage: python Tests/Oracles/second_derivatives.py > Tests/StatsTests/Reference/second-derivatives.csv
"""

import mpmath as mp

mp.mp.dps = 120


def mills(t):
    return mp.exp(t * t / 2) * mp.sqrt(mp.pi / 2) * mp.erfc(t / mp.sqrt(2))


def log_sinhc(x):
    return mp.log(mp.sinh(x) / x)


FORMULAS = {
    "arithmetic": lambda x, y: (x * y - 3) * x + 2 * y - x * (-y),
    "quotient": lambda x, y: (x + 1) / (x * y + 2),
    "exp": lambda x, y: mp.exp(x * y),
    "expm1": lambda x, y: mp.expm1(x * y),
    "log": lambda x, y: mp.log(x * x + y),
    "log1p": lambda x, y: mp.log1p(x * y),
    "sqrt": lambda x, y: mp.sqrt(x + y * y),
    "pow": lambda x, y: (x + y) ** mp.mpf("2.5"),
    "erf": lambda x, y: mp.erf(x * y),
    "erfc": lambda x, y: mp.erfc(x * y),
    "log-sinhc": lambda x, y: log_sinhc(x * y),
    "mills": lambda x, y: mills(x + y * y),
}

POINTS = [(0.5, 1.5), (1e-9, 0.75), (1.25, 3.0), (2.0, 0.01), (12.0, 1.0)]
MILLS_POINTS = [(1.0, 0.001), (1.5, 0.5), (4.0, 1.0), (30.0, 2.0), (1e4, 1.0), (1e8, 1.0)]


def main():
    print("# Source: mpmath 1.4.1 with 120 digits. Written by Tests/Oracles/second_derivatives.py.")
    print("formula,x,y,value,dx,dy,dxx,dxy,dyy")
    for name, formula in FORMULAS.items():
        for x, y in MILLS_POINTS if name == "mills" else POINTS:
            point = (mp.mpf(x), mp.mpf(y))
            orders = [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]
            numbers = [mp.diff(formula, point, order) for order in orders]
            print(",".join([name, repr(x), repr(y), *(mp.nstr(n, 17) for n in numbers)]))


if __name__ == "__main__":
    main()
