"""Reads all columns of ROOT files with uproot (or CSV files with pandas, if it is there).

    python read.py TREE FILE...            rate in processor time, best of three, and the sums
    python read.py --make FOLDER COUNT     writes the files, one for each codec, and a CSV file

Run it with one thread, as the reader under test has one; uproot 5.7.7.
"""

import os
import sys
import time

import numpy as np
import uproot

CODECS = {
    "none": None,
    "lz4": uproot.LZ4(1),
    "zstd": uproot.ZSTD(3),
    "zlib": uproot.ZLIB(1),
    "lzma": uproot.LZMA(1),
}


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
    os.makedirs(folder, exist_ok=True)
    step = 500_000
    for name, codec in CODECS.items():
        with uproot.recreate(os.path.join(folder, f"{name}.root"), compression=codec) as file:
            file.mktree("events", {key: value.dtype for key, value in columns.items()})
            for start in range(0, count, step):
                part = slice(start, start + step)
                file["events"].extend({key: value[part] for key, value in columns.items()})
    with open(os.path.join(folder, "events.csv"), "w") as file:
        file.write(",".join(columns) + "\n")
        for row in zip(*(values[: count // 10].tolist() for values in columns.values())):
            file.write(",".join(f"{value:.7g}" for value in row) + "\n")


def read(path, tree):
    if path.endswith(".csv"):
        import pandas

        table = pandas.read_csv(path)
        return {name: table[name].to_numpy() for name in table.columns}
    with uproot.open(path) as file:
        return file[tree].arrays(library="np")


def main(tree, paths):
    for path in paths:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            columns = read(path, tree)
            best = min(best, time.process_time() - start)
        count = len(next(iter(columns.values())))
        print(f"{path}: {count} rows, {count / best / 1e6:.2f} million rows per second of processor time")
        for name, values in columns.items():
            print(f"  {name} {values.astype(np.float64).sum()!r}")


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        make(sys.argv[2], int(float(sys.argv[3])))
    else:
        main(sys.argv[1], sys.argv[2:])
