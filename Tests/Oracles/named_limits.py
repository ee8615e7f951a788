"""Writes Tests/InferenceTests/Reference/named-limits.csv: CLs limits with shared nuisance parameters.

N ~ Poisson(s ks^z1 ps^z2 + b kb^z1 pb^z3) with standard normal z1 (shared), z2 and z3: all three averaged
by Gauss-Hermite quadrature in numerator and denominator, the limit by Brent's method.

    python Tests/Oracles/named_limits.py > Tests/InferenceTests/Reference/named-limits.csv
"""

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaincc

NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(64)
WEIGHTS = WEIGHTS / WEIGHTS.sum()
Z1, Z2, Z3 = np.meshgrid(NODES, NODES, NODES, indexing="ij")
W = WEIGHTS[:, None, None] * WEIGHTS[None, :, None] * WEIGHTS[None, None, :]


def limit(b, kb, pb, ks, ps, n, confidence):
    background = b * kb**Z1 * pb**Z3
    unit = ks**Z1 * ps**Z2
    without = (W * gammaincc(n + 1, background)).sum()

    def excess(s):
        return (W * gammaincc(n + 1, s * unit + background)).sum() / without - (1 - confidence)

    return brentq(excess, 0.1, 60, xtol=1e-12, rtol=1e-12)


if __name__ == "__main__":
    print("# SciPy; see Tests/Oracles/named_limits.py")
    print("value,shared,rest,direction,yield,observed,confidence,events")
    for value, shared, rest, direction, signal in [
        (0.5, 0.1, 0.2, 1, 0.15), (0.5, 0.3, 0.2, 1, 0.1), (2.0, 0.3, 0.1, -1, 0.1),
        (4.0, 0.25, 0.3, 1, 0.05),
    ]:
        for n in (0, 1, 3):
            kb = (1 + shared) ** direction
            found = limit(value, kb, 1 + rest, 1 + shared, 1 + signal, n, 0.9)
            print(f"{value},{shared},{rest},{direction},{signal},{n},0.9,{found:.12g}")
