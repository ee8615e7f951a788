"""Pairs of datasets that are equal outside the blind region: the input of the non-interference test.

Each pair has the same visible and quarantined rows in the same order; the blinded rows differ in
number, content and place, and are hostile in every other column. In the CSV files some rows of
either kind have a text where a number is wanted that does not blind. Usage:

    make_pairs.py FOLDER FIRST COUNT        writes FOLDER/0000/{a,b}.{root,csv} and so on
"""

import pathlib
import sys

import numpy as np
import uproot

SEED = 20_640_000
TYPES = {
    "run": np.int32, "spill": np.int32, "event": np.int64,
    "ecal": np.float32, "hcal": np.float32, "srd": np.float64, "quality": np.float32,
}
QUALITY = list(TYPES).index("quality")
TEXTS = ["bad", "", "1e", '"7, or so"']
LONG_CELLS = [300_000, 1_048_000]  # over a chunk of the reader; just short of its longest line
CODECS = [None, uproot.ZLIB(1), uproot.LZ4(1), uproot.ZSTD(3), uproot.LZMA(1)]


def visible_rows(rng):
    """Rows outside the mask (ECAL < 45 GeV and HCAL < 1.5 GeV), side band included; few or many."""
    side_band = int(rng.choice([0, 2, 3, 10, 60, 60, 200, 200]))
    other = int(rng.integers(0, 400))
    tail = 62 - np.minimum(rng.exponential(3.0, side_band), 16)  # rises towards the beam energy
    ecal = np.concatenate([tail, rng.uniform(0, 100, other)])
    hcal = np.concatenate([rng.uniform(0, 0.99, side_band), rng.uniform(1.6, 40, other)])
    return columns(rng, ecal, hcal)


def quarantined_rows(rng):
    count = int(rng.integers(0, 4))
    ecal = rng.choice([np.nan, np.inf, -np.inf], count)
    return columns(rng, ecal, rng.uniform(0, 1, count))


def blinded_rows(rng, count):
    """Rows inside the mask, with the worst that the other columns can hold."""
    rows = columns(rng, rng.uniform(-3, 44.9, count), rng.uniform(-1, 1.4, count))
    hostile = np.array([np.nan, np.inf, -np.inf, 1e308, -1e308, 5e-324, -0.0, 0.0, 1.0])
    rows["srd"] = rng.choice(hostile, count)
    with np.errstate(over="ignore"):
        rows["quality"] = rng.choice(hostile, count).astype(np.float32)
    rows["run"] = rng.integers(-(2**31), 2**31 - 1, count, dtype=np.int32)
    rows["event"] = rng.integers(-(2**63), 2**63 - 1, count, dtype=np.int64)
    return rows


def columns(rng, ecal, hcal):
    count = len(ecal)
    rows = {
        "run": 9000 + rng.integers(0, 3, count), "spill": rng.integers(1, 200, count),
        "event": rng.permutation(count), "ecal": ecal, "hcal": hcal,
        "srd": rng.uniform(0, 100, count), "quality": rng.uniform(0, 12, count),
    }
    return {name: np.asarray(rows[name]).astype(kind) for name, kind in TYPES.items()}


def interleave(rng, kept, added):
    """The kept rows in their order, the added ones at random places between them."""
    total = len(kept["run"]) + len(added["run"])
    is_added = np.zeros(total, bool)
    is_added[rng.choice(total, len(added["run"]), replace=False)] = True
    mixed = {}
    for name, kind in TYPES.items():
        column = np.empty(total, kind)
        column[is_added], column[~is_added] = added[name], kept[name]
        mixed[name] = column
    return mixed, is_added


def write_root(path, rows, codec, basket):
    with uproot.recreate(path, compression=codec) as file:
        file.mktree("events", TYPES)
        for start in range(0, len(rows["run"]), basket):
            part = {name: column[start : start + basket] for name, column in rows.items()}
            file["events"].extend(part)


def write_csv(rng, path, rows, is_added, is_text, longest):
    """Some rows have a text for their quality, as `is_text` says of those that are kept.

    Blinded rows also get event ids that are no whole numbers and texts in an unused column, one of
    them of the given length.
    """
    lines = [",".join(TYPES) + ",remark"]
    has_text = np.where(is_added, rng.random(len(is_added)) < 0.2, False)
    has_text[~is_added] = is_text
    long_row = rng.choice(np.flatnonzero(is_added)) if longest and is_added.any() else -1
    for index in range(len(rows["run"])):
        cells = [repr(rows[name][index].item()) for name in TYPES]
        remark = "-"
        if has_text[index]:
            cells[QUALITY] = TEXTS[index % len(TEXTS)] if is_added[index] else "bad"
        if index == long_row:
            remark = "x" * longest
        elif is_added[index]:
            remark = rng.choice(["-", "x" * 3000, '"quoted, with a comma"', "µ-like"])
            if rng.random() < 0.3:
                cells[2] = rng.choice(["1.5", "1e3", "-", "99999999999999999999"])
        lines.append(",".join([*cells, str(remark)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_pair(folder, index):
    rng = np.random.default_rng([SEED, index])
    folder.mkdir(parents=True, exist_ok=True)
    parts = [visible_rows(rng), quarantined_rows(rng)]
    kept = {name: np.concatenate([part[name] for part in parts]) for name in TYPES}
    order = rng.permutation(len(kept["run"]))
    kept = {name: column[order] for name, column in kept.items()}
    is_text = rng.random(len(order)) < 0.03
    longest = int(rng.choice(LONG_CELLS)) if index % 10 == 3 else 0
    codec = CODECS[index % len(CODECS)]
    counts = rng.choice([0, 1, 7, 50, 300, 5000 if index % 20 == 0 else 20], 2)
    if index % 2:  # every second pair: same number, other content
        counts[1] = counts[0]
    for name, count in zip("ab", counts):
        rows, is_added = interleave(rng, kept, blinded_rows(rng, int(count)))
        write_root(folder / f"{name}.root", rows, codec, int(rng.integers(40, 2000)))
        write_csv(rng, folder / f"{name}.csv", rows, is_added, is_text, longest)


def main():
    target, first, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for index in range(first, first + count):
        write_pair(target / f"{index:05d}", index)


if __name__ == "__main__":
    main()
