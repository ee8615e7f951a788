"""Writes the tables of Tests/BackgroundsTests/Reference: side-band fits and what they predict.

events.csv holds made samples, side-band.csv the fits to them and to the side band of the
demonstration (analyses/data), with mpmath. Each fit maximises the extended likelihood of the
density written down here, whose integrals are done by quadrature; the errors come from numerical
second derivatives. The tested program uses closed forms and GSL.

Usage: python Tests/Oracles/side_band.py Tests/BackgroundsTests/Reference
"""

import os
import sys

import mpmath as mp
import numpy as np
import uproot

mp.mp.dps = 30

DENSITIES = {
    "exponential": lambda x, p: mp.exp(p * (x - 50)),
    "power law": lambda x, p: (x / 50) ** p,
    "uniform": lambda x, p: mp.mpf(1),
}
TARGET = (0, 42)
STEP = 1 / 1024  # GeV, so that each value has few decimals


def made_samples():
    rng = np.random.default_rng(20)
    rising = 62 - np.minimum(rng.exponential(3, 60), 16.5)
    return {
        "sixty": np.round(rising / STEP) * STEP,
        "three": np.array([51.5, 60.25, 61.75]),
        "falling": np.round((45.5 + np.minimum(rng.exponential(4, 200), 16)) / STEP) * STEP,
        "flat": np.round(rng.uniform(45, 62, 40) / STEP) * STEP,
    }


def demonstration():
    path = os.path.join(os.path.dirname(__file__), "../../analyses/data/eplus-2023-70GeV.root")
    with uproot.open(path) as file:
        e = {k: v.astype(np.float64) for k, v in file["events"].arrays(library="np").items()}
    keep = (
        (e["trigger"] == 1) & (np.abs(e["momentum"] - 70) < 5) & (e["track_chi2"] < 10)
        & (e["srd_energy"] >= 1) & (e["srd_energy"] <= 80) & (e["vhcal_energy"] < 1.5)
        & (e["ecal_energy"] >= 45) & (e["ecal_energy"] <= 62) & (e["hcal_energy"] < 1)
        # The reader drops what lies on the edge of the blind region.
        & (e["ecal_energy"] > 45)
    )
    return e["ecal_energy"][keep]


def integral(density, p, low, high):
    """By quadrature, in pieces that the quadrature is exact on; a power from zero has a closed form."""
    if low == 0 and density is DENSITIES["power law"]:
        return density(mp.mpf(high), p) * high / (p + 1)
    edges = [mp.mpf(low) + (mp.mpf(high) - low) * k / 8 for k in range(9)]
    return mp.quad(lambda x: density(x, p), edges)


def fit(function, values, low, high):
    density = DENSITIES[function]
    inside = [mp.mpf(float(v)) for v in values if low <= v <= high]
    n = len(inside)

    def share(p):
        return integral(density, p, *TARGET) / integral(density, p, low, high)

    if function == "uniform":
        predicted = n * share(0)
        return n, None, None, predicted, predicted / mp.sqrt(n)
    mean = mp.fsum(mp.log(density(x, 1)) for x in inside) / n

    # Both densities are exp(p t(x)) with t = ln density(x, 1): the likelihood equation is E[t] = mean.
    def moment(p, power):
        return mp.quad(
            lambda x: mp.log(density(x, 1)) ** power * density(x, p),
            [mp.mpf(low) + (mp.mpf(high) - low) * k / 8 for k in range(9)],
        ) / integral(density, p, low, high)

    start = 0.4 if function == "exponential" else 20
    if mean < moment(0, 1):
        start = -start
    p = mp.findroot(lambda q: moment(q, 1) - mean, (0, start), solver="anderson", tol=1e-40)
    variance = 1 / (n * (moment(p, 2) - moment(p, 1) ** 2))
    predicted = n * share(p)
    slope = n * mp.diff(share, p)
    return n, p, mp.sqrt(variance), predicted, mp.sqrt(predicted**2 / n + variance * slope**2)


def main(folder):
    samples = made_samples()
    with open(os.path.join(folder, "events.csv"), "w") as file:
        file.write("# Made by Tests/Oracles/side_band.py; energies in GeV.\nsample,value\n")
        for name, values in samples.items():
            file.writelines(f"{name},{v!r}\n" for v in values.tolist())
    samples["demonstration"] = demonstration()
    with open(os.path.join(folder, "side-band.csv"), "w") as file:
        file.write("# Source: mpmath 1.4.1 with 30 digits. Written by Tests/Oracles/side_band.py.\n")
        file.write("sample,function,lower,upper,events,parameter,parameter_error,predicted,statistical\n")
        for name, values in samples.items():
            for function in DENSITIES:
                for low, high in [(45, 62), (45, 58), (47, 62)]:
                    if sum(low <= v <= high for v in values) < 3:
                        continue
                    if name == "falling" and function == "power law":
                        continue  # its integral from zero diverges
                    numbers = fit(function, values, low, high)
                    texts = ["" if v is None else mp.nstr(v, 15) for v in numbers[1:]]
                    file.write(",".join([name, function, str(low), str(high), str(numbers[0])] + texts) + "\n")
                    file.flush()


if __name__ == "__main__":
    main(sys.argv[1])
