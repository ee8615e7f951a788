"""Writes geant4.root: an ntuple of Geant4's analysis manager, in the old layout that it still uses.

    pip install geant4_pybind==0.1.3
    echo n | python geant4-file.py ../EventDataTests/Fixtures      (no data sets are needed)

Run it before root-files.py, which puts its expected values into the table.
"""

import os
import sys

import geant4_pybind


def main(folder):
    manager = geant4_pybind.G4RootAnalysisManager.Instance()
    manager.SetVerboseLevel(0)
    manager.SetBasketSize(2000)
    manager.OpenFile(os.path.join(folder, "geant4.root"))
    manager.CreateNtuple("events", "one column of each type")
    manager.CreateNtupleIColumn("i")
    manager.CreateNtupleDColumn("d")
    manager.CreateNtupleFColumn("f")
    manager.FinishNtuple()
    for row in range(700):
        manager.FillNtupleIColumn(0, row * 7919 % 65536 - 30000)
        manager.FillNtupleDColumn(1, 0.37 * row - 10)
        manager.FillNtupleFColumn(2, 1.1 * row)
        manager.AddNtupleRow()
    manager.Write()
    manager.CloseFile()


if __name__ == "__main__":
    main(sys.argv[1])
