"""Applies the cuts of benchmark-select with uproot and NumPy, and makes the files for both.

    selection.py --make FOLDER COUNT     one ROOT file for each codec, and a CSV file
    selection.py FOLDER                  one line of JSON for each file
"""

import json
import os
import pathlib
import sys
import time

import numpy as np
import uproot

CODECS = {
    "none": None, "lz4": uproot.LZ4(1), "zstd": uproot.ZSTD(3), "zlib": uproot.ZLIB(1),
    "lzma": uproot.LZMA(1),
}
COLUMNS = ["run", "spill", "event", "E_ECAL", "E_HCAL", "E_SRD", "p_mm", "t_srd", "t0", "n_hits"]


def make(folder, count):
    rng = np.random.default_rng(1)
    place = np.arange(count)
    columns = {
        "run": (8500 + place // 50000).astype(np.int32),
        "spill": (place // 5000 % 1000).astype(np.int32),
        "event": place.astype(np.int64),
        "E_ECAL": np.abs(rng.normal(60, 30, count)).astype(np.float32),
        "E_HCAL": rng.exponential(10, count).astype(np.float32),
        "E_VETO": rng.exponential(0.01, count).astype(np.float32),
        "E_SRD": rng.exponential(20, count).astype(np.float32),
        "t_srd": rng.normal(0, 2, count),
        "t0": rng.normal(0, 1, count),
        "p_mm": rng.normal(100, 2, count),
        "n_hits": rng.poisson(1, count).astype(np.int32),
        "trigger": rng.random(count) < 0.5,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, codec in CODECS.items():
        with uproot.recreate(folder / f"{name}.root", compression=codec) as file:
            file.mktree("events", {key: value.dtype for key, value in columns.items()})
            for start in range(0, count, 100_000):
                part = {key: value[start : start + 100_000] for key, value in columns.items()}
                file["events"].extend(part)
    few = {key: value[: count // 10].astype(float) for key, value in columns.items()}
    np.savetxt(
        folder / "events.csv", np.column_stack(list(few.values())), fmt="%.9g", delimiter=",",
        header=",".join(few), comments="")


def read(path):
    if path.suffix == ".csv":
        names = path.open().readline().strip().split(",")
        table = np.loadtxt(path, delimiter=",", skiprows=1, usecols=[names.index(c) for c in COLUMNS])
        return dict(zip(COLUMNS, table.T))
    with uproot.open(path) as file:
        return file["events"].arrays(COLUMNS, library="np")


def select(path):
    """The side band after all cuts, without the blind region."""
    c = read(path)
    keep = (c["E_ECAL"] > 55) | (c["E_HCAL"] > 1.5)
    keep &= np.abs(c["p_mm"] - 100) < 3
    keep &= (c["E_SRD"] >= 1) & (c["E_SRD"] <= 80)
    keep &= np.abs(c["t_srd"] - c["t0"]) < 3
    keep &= c["n_hits"] == 1
    keep &= (c["E_ECAL"] >= 55) & (c["E_ECAL"] <= 80) & (c["E_HCAL"] < 1)
    return int(np.count_nonzero(keep))


def main(folder):
    for path in [*(folder / f"{name}.root" for name in CODECS), folder / "events.csv"]:
        seconds = []
        for _ in range(5):
            start = time.perf_counter()
            result = select(path)
            seconds.append(time.perf_counter() - start)
        seconds.sort()
        tool = "numpy" if path.suffix == ".csv" else f"uproot {uproot.__version__}"
        print(json.dumps({
            "benchmark": f"selection, {path.name}", "tool": tool, "median_s": seconds[2],
            "best_s": seconds[0], "repetitions": 5, "result": result}), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        make(pathlib.Path(sys.argv[2]), int(float(sys.argv[3])))
    else:
        main(pathlib.Path(sys.argv[1]))
