"""Makes the pseudo-data of the positron demonstrations, or checks what is in them.

    pip install -r requirements.txt
    python generate.py            writes both files beside this script; with the name of one, only that
    python generate.py --check    prints what SciPy finds in the files

Nothing here was measured. See README.md for what the populations stand for.
"""

import os
import sys
from dataclasses import dataclass

import numpy as np
import uproot
from scipy.optimize import brentq

# Energies come out of digitisers: about 1 MeV (GeV columns) and 0.01 MeV (synchrotron detector).
ENERGY_STEP = 1 / 1024
SRD_STEP = 1 / 128


@dataclass(frozen=True)
class Sample:
    """What differs between the demonstrations; energies in GeV."""

    name: str
    seed: int
    beam: float
    momentum_cut: float
    momentum_spread: float
    # The upstream tail: density rising as exp(slope * E) from the edge of the blind region, where
    # the side band begins, up to tail_end. Below, 0.1 events or fewer would be due: none is put
    # there but those of the last population.
    slope: float
    tail_end: float
    side_band: tuple
    box_edge: float
    lowest_off_momentum: float
    has_veto_calorimeter: bool
    first_run: int
    fits: tuple
    counts: dict


SAMPLES = [
    Sample(
        name="eplus-2023-70GeV",
        seed=80,
        beam=70.0,
        momentum_cut=5,
        momentum_spread=1.1,
        slope=0.440,
        tail_end=66.0,
        side_band=(45.0, 62.0),
        box_edge=42.0,
        lowest_off_momentum=25,
        has_veto_calorimeter=True,
        first_run=9000,
        fits=((45, 58), (47, 62), (45, 62)),
        counts={
            "full energy": 92_000,
            "electro-nuclear": 7_000,
            "hadrons": 6_000,
            "dimuons": 4_000,
            "upstream": 3_900,
            "upstream, vetoed": 8_000,
            "off momentum": 2_000,
            "decays in flight": 400,
            "in the box": 2,
        },
    ),
    Sample(
        name="eplus-2022-100GeV",
        seed=2022,
        beam=100.0,
        momentum_cut=10,
        momentum_spread=1.5,
        slope=0.350,
        tail_end=92.0,
        side_band=(55.0, 85.0),
        box_edge=50.0,
        lowest_off_momentum=35,
        has_veto_calorimeter=False,
        first_run=6000,
        fits=((55, 80), (60, 85), (55, 85)),
        counts={
            "full energy": 40_000,
            "electro-nuclear": 3_000,
            "hadrons": 3_000,
            "dimuons": 2_000,
            "upstream": 12_000,
            "off momentum": 1_000,
            "decays in flight": 200,
        },
    ),
]


def positron_quantities(sample, rng, count):
    """What a beam positron leaves in front of the calorimeters."""
    return {
        "momentum": rng.normal(sample.beam, sample.momentum_spread, count),
        "track_chi2": rng.gamma(2.2, 0.8, count) * np.where(rng.random(count) < 0.02, 8, 1),
        "srd_energy": rng.gamma(6.0, 3.6, count),
        "vhcal_energy": rng.exponential(0.06, count),
        "hcal_energy": rng.exponential(0.12, count),
        "trigger": rng.random(count) < 0.995,
    }


def rising_exponential(rng, count, slope, low, high):
    """Energies with a density of exp(slope * E) between low and high."""
    share = rng.random(count)
    return high + np.log(share + (1 - share) * np.exp(slope * (low - high))) / slope


def full_energy(sample, rng, count):
    """Narrow enough that the side band, nine standard deviations below, stays free of it."""
    energy = sample.beam * rng.normal(
        1, np.hypot(0.10 / np.sqrt(sample.beam), 0.005), count
    )
    return positron_quantities(sample, rng, count) | {"ecal_energy": energy}


def electro_nuclear(sample, rng, count):
    """Hadrons made in the electromagnetic calorimeter share its energy with the hadronic one."""
    lost = 2.5 + rng.exponential(9, count) % 60
    seen = np.maximum(lost * rng.normal(1, 0.6 / np.sqrt(lost)), 2.0)
    energy = (sample.beam - lost) * rng.normal(1, 0.013, count)
    return positron_quantities(sample, rng, count) | {"ecal_energy": energy, "hcal_energy": seen}


def hadrons(sample, rng, count):
    """Pions and protons of the beam: no synchrotron radiation, most energy behind."""
    starts_early = rng.random(count) < 0.6
    energy = np.where(starts_early, rng.uniform(1, 50, count), rng.normal(0.8, 0.15, count))
    behind = sample.beam - energy
    return positron_quantities(sample, rng, count) | {
        "ecal_energy": np.abs(energy),
        "hcal_energy": behind * rng.normal(1, 0.6 / np.sqrt(behind)),
        "srd_energy": rng.exponential(0.15, count),
    }


def dimuons(sample, rng, count):
    """Two muons cross the three modules, which see 4 to 8 GeV each."""
    modules = rng.normal(5.6, 0.7, (3, count)).clip(4, 8)
    return positron_quantities(sample, rng, count) | {
        "ecal_energy": sample.beam - rng.uniform(8, 62, count),
        "hcal_energy": modules.sum(axis=0),
    }


def upstream(sample, rng, count):
    """Interactions in front of the calorimeters whose hadrons miss everything."""
    energy = rising_exponential(
        rng, count, sample.slope, sample.side_band[0], sample.tail_end
    )
    return positron_quantities(sample, rng, count) | {"ecal_energy": energy}


def upstream_vetoed(sample, rng, count):
    """The same interactions, with a hadron in the veto calorimeter."""
    energy = rising_exponential(rng, count, 0.1, 5, 60)
    return positron_quantities(sample, rng, count) | {
        "ecal_energy": energy,
        "vhcal_energy": 1.6 + rng.exponential(5, count),
        "hcal_energy": rng.exponential(0.8, count),
    }


def off_momentum(sample, rng, count):
    """Positrons that lost energy in the beam line, as the spectrometer sees."""
    momentum = rng.uniform(sample.lowest_off_momentum, sample.beam - 6, count)
    return positron_quantities(sample, rng, count) | {
        "momentum": momentum,
        "ecal_energy": momentum * rng.normal(1, 0.015, count),
    }


def decays_in_flight(sample, rng, count):
    """Pions and kaons that give a soft positron behind the tracker: no synchrotron radiation."""
    return positron_quantities(sample, rng, count) | {
        "ecal_energy": rng.uniform(3, sample.beam - 2, count),
        "srd_energy": rng.exponential(0.12, count).clip(0, 0.9),
    }


def in_the_box(sample, rng, count):
    """Put in by hand, so that opening the box shows something."""
    quiet = {"track_chi2": np.full(count, 1.5), "srd_energy": np.full(count, 20.0)}
    return positron_quantities(sample, rng, count) | quiet | {
        "momentum": np.full(count, sample.beam),
        "ecal_energy": rng.uniform(12, 38, count),
        "hcal_energy": rng.uniform(0.05, 0.6, count),
        "vhcal_energy": rng.uniform(0.01, 0.3, count),
        "trigger": np.ones(count, bool),
    }


POPULATIONS = {
    "full energy": full_energy,
    "electro-nuclear": electro_nuclear,
    "hadrons": hadrons,
    "dimuons": dimuons,
    "upstream": upstream,
    "upstream, vetoed": upstream_vetoed,
    "off momentum": off_momentum,
    "decays in flight": decays_in_flight,
    "in the box": in_the_box,
}


def identifiers(sample, rng, count):
    """Runs of some spills of some events; event numbers rise within a run and have gaps."""
    spill_lengths = rng.poisson(70, 2 * count // 70)
    spill_of_event = np.repeat(np.arange(len(spill_lengths)), spill_lengths)[:count]
    run = spill_of_event // 160
    number = np.cumsum(rng.geometric(0.02, count))
    first_of_run = np.searchsorted(run, run)
    return {
        "run": (sample.first_run + 3 * run).astype(np.int32),
        "spill": (1 + spill_of_event % 160).astype(np.int32),
        "event": (number - number[first_of_run] + 1).astype(np.int64),
    }


def digitised(values, step):
    return (np.round(np.maximum(values, 0) / step) * step).astype(np.float32)


def generate(sample):
    rng = np.random.default_rng(sample.seed)
    parts = [POPULATIONS[name](sample, rng, count) for name, count in sample.counts.items()]
    order = rng.permutation(sum(sample.counts.values()))
    raw = {name: np.concatenate([part[name] for part in parts])[order] for name in parts[0]}
    columns = identifiers(sample, rng, len(order))
    for name in ["ecal_energy", "hcal_energy", "vhcal_energy", "momentum"]:
        if name != "vhcal_energy" or sample.has_veto_calorimeter:
            columns[name] = digitised(raw[name], ENERGY_STEP)
    columns["srd_energy"] = digitised(raw["srd_energy"], SRD_STEP)
    columns["track_chi2"] = digitised(raw["track_chi2"], ENERGY_STEP)
    columns["trigger"] = raw["trigger"]
    return columns


def write(path, columns):
    with uproot.recreate(path, compression=uproot.ZSTD(19)) as file:
        file.mktree("events", {name: values.dtype for name, values in columns.items()})
        step = 25_000
        for start in range(0, len(columns["event"]), step):
            file["events"].extend({k: v[start : start + step] for k, v in columns.items()})


def selected(sample, events):
    """The cuts of the analysis file, compared in double precision."""
    e = {name: values.astype(np.float64) for name, values in events.items()}
    return (
        (e["trigger"] == 1)
        & (np.abs(e["momentum"] - sample.beam) < sample.momentum_cut)
        & (e["track_chi2"] < 10)
        & (e["srd_energy"] >= 1)
        & (e["srd_energy"] <= 80)
        & (e["vhcal_energy"] < 1.5 if sample.has_veto_calorimeter else True)
    )


def exponential_fit(energies, low, high):
    """Slope and its error by the extended likelihood of exp(k E) between low and high."""

    def moments(k):
        x = np.linspace(low, high, 200_001)
        weight = np.exp(k * (x - high))
        mean = np.trapezoid(x * weight, x) / np.trapezoid(weight, x)
        return mean, np.trapezoid((x - mean) ** 2 * weight, x) / np.trapezoid(weight, x)

    slope = brentq(lambda k: moments(k)[0] - energies.mean(), -2, 5, xtol=1e-13)
    return slope, 1 / np.sqrt(len(energies) * moments(slope)[1])


def extrapolated(sample, count, slope, low, high):
    """The fitted density, integrated from zero to the edge of the box."""
    return count * np.expm1(slope * sample.box_edge) / (np.exp(slope * high) - np.exp(slope * low))


def relative_error(sample, count, slope, error):
    """Of the extrapolated number: the counting error, and the error of the slope."""
    low, high = sample.side_band
    shift = 1e-5
    above, below = (
        np.log(extrapolated(sample, 1, slope + sign * shift, low, high)) for sign in (1, -1)
    )
    return np.sqrt(1 / count + ((above - below) / (2 * shift) * error) ** 2)


def check(sample, path):
    with uproot.open(path) as file:
        events = file["events"].arrays(library="np")
    keep = selected(sample, events)
    energy = events["ecal_energy"].astype(np.float64)
    quiet = keep & (events["hcal_energy"] < 1)
    low, high = sample.side_band
    band = energy[quiet & (energy > low) & (energy <= high)]  # the lower edge itself is blind
    slope, error = exponential_fit(band, low, high)
    expectation = extrapolated(sample, len(band), slope, low, high)
    relative = relative_error(sample, len(band), slope, error)
    ids = set(zip(events["run"].tolist(), events["spill"].tolist(), events["event"].tolist()))
    hcal = events["hcal_energy"]
    control = keep & (energy < sample.box_edge) & (hcal >= 2) & (hcal <= 20)
    blind = (energy < low) & (events["hcal_energy"] < 1.5)
    unique = len(ids) == len(energy)
    print(f"events                      {len(energy)}, identifiers unique: {unique}")
    print(f"selected                    {keep.sum()}")
    print(f"side band                   {len(band)}")
    print(f"slope                       {slope:.10f} +- {error:.10f} per GeV")
    print(f"expected in the box         {expectation:.10f} +- {relative * expectation:.10f}")
    print(f"pseudo-events in the box    {(quiet & (energy < sample.box_edge)).sum()}")
    print(f"blind region, before cuts   {blind.sum()}, after cuts {(blind & keep).sum()}")
    print(f"control region              {control.sum()}")
    for first, last in sample.fits:
        part = energy[quiet & (energy > first) & (energy <= last)]
        k, _ = exponential_fit(part, first, last)
        found = extrapolated(sample, len(part), k, first, last)
        print(f"fit from {first} to {last} GeV        {found:.6f}")


if __name__ == "__main__":
    names = [argument for argument in sys.argv[1:] if argument != "--check"]
    for chosen in [sample for sample in SAMPLES if not names or sample.name in names]:
        target = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{chosen.name}.root")
        if "--check" in sys.argv[1:]:
            print(f"{chosen.name}:")
            check(chosen, target)
        else:
            write(target, generate(chosen))
