"""Reads a flat tree that na64-blind wrote, with uproot and with ROOT, and prints every value.

    pip install -r requirements-root.txt
    python open_file.py sealed/sample.open.root > sample.csv

Whole numbers are printed as the unsigned number of their bits, and so are reals. The two programs
share no code; the script stops where they differ, or where one of them complains about the file.
"""

import sys
import warnings

warnings.simplefilter("error", RuntimeWarning)  # as which ROOT reports its own

import numpy as np
import uproot

warnings.filterwarnings("ignore", message=".*alpha stage.*")
import ROOT

path = sys.argv[1]
tree = uproot.open(path)["events"]
names = [branch.name for branch in tree.branches]
by_uproot = tree.arrays(library="np")

file = ROOT.TFile.Open(path)
assert file and not file.IsZombie() and not file.TestBit(ROOT.TFile.kRecovered)
assert file.Get("events").GetEntries() == tree.num_entries
by_root = ROOT.RDataFrame("events", path).AsNumpy(names)


def bits(values):
    values = np.asarray(values)
    return values.view(f"u{values.dtype.itemsize}")


print(",".join(names))
columns = []
for name in names:
    own, other = bits(by_uproot[name]), bits(by_root[name].astype(by_uproot[name].dtype))
    assert np.array_equal(own, other), name
    columns.append(own)
for row in zip(*columns):
    print(",".join(str(int(value)) for value in row))
