"""Writes events with a gain drop in two spills, and what an independent count finds in them.

    pip install -r requirements.txt -r requirements-data.txt
    python spill_clusters.py ..

Fixtures (EventDataTests/Fixtures/Spills): spills.root and spills.csv, the same rows. In the spills
(8501, 17) and (8502, 4) a part of the electromagnetic calorimeter lost its gain for a while, so
that electrons of the full beam energy fall into the side band and into the box.
Tables: expected.csv beside them, rows by list and region;
BackgroundsTests/Reference/spill-clusters.csv, counts of each spill with the exact probability of so
many side-band events or more; StatsTests/Reference/hypergeometric.csv, tails of that distribution.
"""

import fractions
import math
import pathlib
import sys

import mpmath
import numpy as np
import scipy
import scipy.stats
import uproot

BAD = [(8501, 17), (8502, 4)]
TYPES = {"run": np.int32, "spill": np.int32, "event": np.int64, "ecal": np.float64, "hcal": np.float64}


def sample():
    """Rows in the order of time; energies are multiples of 1/64 GeV, exact in text."""
    rng = np.random.default_rng(17)
    rows = []
    for run in (8501, 8502):
        for spill in range(1, 31):
            for event in range(int(rng.poisson(45)) + 5):
                kind = rng.random()
                ecal, hcal = rng.normal(70, 2), rng.uniform(0, 0.9)
                if kind < 0.03:
                    ecal = 62 - min(rng.exponential(5), 40)
                elif kind < 0.2:
                    ecal, hcal = rng.uniform(5, 60), rng.uniform(2, 60)
                elif (run, spill) in BAD and kind < 0.5:
                    ecal *= rng.uniform(0.5, 0.88)
                rows.append((run, spill, event, math.floor(ecal * 64) / 64, math.floor(hcal * 64) / 64))
    for index in range(0, len(rows) - 1, 37):  # a few rows are written late
        rows[index], rows[index + 1] = rows[index + 1], rows[index]
    return {name: np.array([row[i] for row in rows]).astype(kind) for i, (name, kind) in enumerate(TYPES.items())}


def write_fixtures(folder, rows):
    with uproot.recreate(folder / "spills.root", compression=uproot.ZLIB(6)) as file:
        file.mktree("events", TYPES)
        for start in range(0, len(rows["run"]), 700):
            file["events"].extend({name: column[start : start + 700] for name, column in rows.items()})
    lines = [",".join(TYPES)]
    lines += [",".join(repr(rows[name][i].item()) for name in TYPES) for i in range(len(rows["run"]))]
    (folder / "spills.csv").write_text("\n".join(lines) + "\n")


def masks(rows):
    """The regions of Tests/Support/TestSupport/SpillSample.swift."""
    blind = (rows["ecal"] <= 45) & (rows["hcal"] <= 1.5)
    quiet = ~blind & (rows["hcal"] < 30)
    return {
        "open": ~blind, "quiet": quiet,
        "side band": quiet & (rows["ecal"] >= 46) & (rows["ecal"] <= 62) & (rows["hcal"] < 1),
        "control": quiet & (rows["ecal"] < 42) & (rows["hcal"] > 2),
        "box": (rows["ecal"] < 42) & (rows["hcal"] < 1),
    }


def write_counts(path, rows):
    first_half = (rows["run"] == 8501) & (rows["spill"] <= 20)
    dropped = np.array([(run, spill) in BAD for run, spill in zip(rows["run"], rows["spill"])])
    lists = {"all": np.ones(len(dropped), bool), "without the gain drop": ~dropped, "first": first_half}
    regions = masks(rows)
    lines = ["# Counted with numpy by Tests/Oracles/spill_clusters.py.", "list,total," + ",".join(regions)]
    for name, used in lists.items():
        counts = [str(int((mask & used).sum())) for mask in regions.values()]
        lines.append(",".join([name, str(int(regions["open"].sum())), *counts]))
    path.write_text("\n".join(lines) + "\n")


def exact_tail(marked, total, marked_total, count):
    """P(K >= marked) of the hypergeometric distribution, in whole numbers."""
    ways = sum(
        math.comb(marked_total, k) * math.comb(total - marked_total, count - k)
        for k in range(marked, min(marked_total, count) + 1)
    )
    return fractions.Fraction(ways, math.comb(total, count))


def write_clusters(path, rows):
    regions = masks(rows)
    pairs = list(zip(rows["run"].tolist(), rows["spill"].tolist()))
    total, marked_total = int(regions["quiet"].sum()), int(regions["side band"].sum())
    lines = [
        f"# Whole-number arithmetic of Python, compared with SciPy {scipy.__version__}. "
        "Written by Tests/Oracles/spill_clusters.py.",
        "run,spill,selected,sideband,control,tail",
    ]
    for pair in sorted(set(pairs)):
        inside = np.array([other == pair for other in pairs])
        count, marked, control = (
            int((regions[name] & inside).sum()) for name in ("quiet", "side band", "control")
        )
        tail = float(exact_tail(marked, total, marked_total, count))
        other = scipy.stats.hypergeom.sf(marked - 1, total, marked_total, count)
        assert abs(tail - other) <= 1e-9 * tail, (pair, tail, other)
        lines.append(f"{pair[0]},{pair[1]},{count},{marked},{control},{tail!r}")
    path.write_text("\n".join(lines) + "\n")


def precise_tail(marked, total, marked_total, count):
    """The same with 50 digits, for numbers whose factorials have millions of them."""
    def log_choose(n, k):
        return mpmath.loggamma(n + 1) - mpmath.loggamma(k + 1) - mpmath.loggamma(n - k + 1)

    k, rest = marked, total - marked_total
    term = mpmath.exp(log_choose(marked_total, k) + log_choose(rest, count - k) - log_choose(total, count))
    tail = mpmath.mpf(0)
    while k <= min(marked_total, count):
        tail += term
        term *= mpmath.mpf(marked_total - k) * (count - k) / (mpmath.mpf(k + 1) * (rest - count + k + 1))
        k += 1
    return tail


def write_tails(path):
    mpmath.mp.dps = 50
    lines = [
        f"# Source: mpmath {mpmath.__version__} with 50 digits. Written by Tests/Oracles/spill_clusters.py.",
        "total,marked_total,count,marked,tail",
    ]
    for total, marked_total, count in [
        (10, 5, 5), (10, 1, 9), (60, 30, 7), (1000, 20, 50), (1000, 980, 50), (2000, 1000, 1000),
        (105140, 662, 300), (105140, 105000, 300), (1000000, 100000, 5000), (100000000, 50000, 1000000),
    ]:
        low, high = max(0, count - (total - marked_total)), min(count, marked_total)
        mean = count * marked_total / total
        spread = math.sqrt(mean * (1 - marked_total / total) * (1 - count / total)) + 1
        wanted = {low, low + 1, high, *(round(mean + step * spread) for step in (-6, -2, 0, 1, 4, 12, 30))}
        for marked in sorted(k for k in wanted if low <= k <= high):
            tail = precise_tail(marked, total, marked_total, count)
            if tail < mpmath.mpf(10) ** -290:
                continue
            if total <= 2000:
                exact = exact_tail(marked, total, marked_total, count)
                exact = mpmath.mpf(exact.numerator) / exact.denominator
                assert abs(tail / exact - 1) < mpmath.mpf(10) ** -40
            lines.append(f"{total},{marked_total},{count},{marked},{mpmath.nstr(tail, 17)}")
    path.write_text("\n".join(lines) + "\n")


def main():
    tests = pathlib.Path(sys.argv[1])
    rows = sample()
    write_fixtures(tests / "EventDataTests/Fixtures/Spills", rows)
    write_counts(tests / "EventDataTests/Fixtures/Spills/expected.csv", rows)
    write_clusters(tests / "BackgroundsTests/Reference/spill-clusters.csv", rows)
    write_tails(tests / "StatsTests/Reference/hypergeometric.csv")


if __name__ == "__main__":
    main()
