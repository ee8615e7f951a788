"""The demonstration estimate as a Python script would do it: uproot, NumPy, iminuit, SciPy.

Side-band fit with its variations, and the expected CLs limit; the peer of 'na64-blind estimate'.
"""

import math
import sys

import numpy as np
import uproot
from iminuit import Minuit
from iminuit.cost import ExtendedUnbinnedNLL
from scipy import integrate, optimize, special

BRANCHES = [
    "ecal_energy", "hcal_energy", "vhcal_energy", "srd_energy", "momentum", "track_chi2", "trigger",
]


def side_band(path):
    with uproot.open(path) as file:
        c = file["events"].arrays(BRANCHES, library="np")
    keep = c["trigger"] & (np.abs(c["momentum"] - 70) < 5) & (c["track_chi2"] < 10)
    keep &= (c["srd_energy"] >= 1) & (c["srd_energy"] <= 80) & (c["vhcal_energy"] < 1.5)
    keep &= (c["ecal_energy"] > 45) & (c["ecal_energy"] <= 62) & (c["hcal_energy"] < 1)
    return c["ecal_energy"][keep].astype(float)


def extrapolate(values, low, high):
    x = values[(values >= low) & (values <= high)]

    def density(x, nu, slope):
        norm = (math.exp(slope * high) - math.exp(slope * low)) / slope
        return nu, slope * x + math.log(nu / norm)

    fit = Minuit(ExtendedUnbinnedNLL(x, density, log=True), nu=len(x), slope=0.3)
    fit.migrad()
    nu, slope = fit.values
    return nu * math.expm1(slope * 42) / (math.exp(slope * high) - math.exp(slope * low))


def cls_limit(n, b, sigma):
    width = math.log1p(sigma / b)

    def averaged(s):
        return integrate.quad(
            lambda z: math.exp(-z * z / 2) * special.gammaincc(n + 1, s + b * math.exp(width * z)),
            -9, 9, epsabs=0, epsrel=1e-10)[0]

    below = averaged(0)
    return optimize.brentq(lambda s: averaged(s) / below - 0.1, 0.1, 50, xtol=1e-12)


def main():
    values = side_band(sys.argv[1])
    results = [extrapolate(values, *r) for r in [(45, 62), (45, 58), (47, 62)]]
    print(results, [cls_limit(n, 0.103, 0.079) for n in (0, 1)])


if __name__ == "__main__":
    main()
