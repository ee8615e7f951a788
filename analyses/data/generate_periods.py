"""Writes period-a.csv and period-b.csv: PSEUDO-DATA of two run periods, drawn with a fixed seed.

Nothing here was measured. Each period has a side band that rises towards the beam energy, with a
slope and a number of events of its own, hadrons with energy in the hadronic calorimeter, and no event
in the box. Needs NumPy; usage: python generate_periods.py
"""

import pathlib

import numpy as np

# name, first run, events of the side band (45 to 62 GeV), its slope per GeV, hadrons
PERIODS = [("period-a", 6100, 180, 0.45, 240), ("period-b", 9100, 520, 0.40, 610)]


def period(rng, first, band, slope, hadrons):
    u = rng.uniform(size=band)
    low = np.exp(-17 * slope)
    tail = 62 + np.log(low + u * (1 - low)) / slope
    # The edge of the blind region belongs to it.
    ecal = np.concatenate([np.maximum(tail, 45.01), rng.uniform(2, 60, hadrons)])
    hcal = np.concatenate([rng.exponential(0.12, band).clip(max=0.9), rng.uniform(2, 30, hadrons)])
    order = rng.permutation(band + hadrons)
    ecal, hcal = np.round(ecal[order] * 1024) / 1024, np.round(hcal[order] * 1024) / 1024
    runs = first + np.sort(rng.integers(0, 12, len(ecal)))
    return zip(runs, rng.integers(1, 80, len(ecal)), range(1, len(ecal) + 1), ecal, hcal)


def main():
    folder = pathlib.Path(__file__).parent
    for seed, (name, first, *numbers) in enumerate(PERIODS):
        rows = period(np.random.default_rng([2064, seed]), first, *numbers)
        lines = [
            f"{run},{spill},{event},{float(ecal)!r},{float(hcal)!r}" for run, spill, event, ecal, hcal in rows
        ]
        text = "run,spill,event,ecal_energy,hcal_energy\n" + "\n".join(lines) + "\n"
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
