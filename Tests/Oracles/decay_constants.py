"""Writes Tests/BackgroundsTests/Reference/decay-constants.csv: what PDG says, through its package `pdg`.

Masses in GeV, lifetimes in seconds; each row is the first summary value of a quantity, which is PDG's fit
or average. The slopes are those of the fit that assumes mu-e universality.

Usage: python Tests/Oracles/decay_constants.py > Tests/BackgroundsTests/Reference/decay-constants.csv
"""

import warnings

import pdg

warnings.filterwarnings("ignore")

IDENTIFIERS = [
    ("electronMass", "S003M", 1e-3), ("muonMass", "S004M", 1e-3), ("chargedPionMass", "S008M", 1e-3),
    ("neutralPionMass", "S009M", 1e-3), ("chargedKaonMass", "S010M", 1e-3), ("muonLifetime", "S004T", 1),
    ("chargedPionLifetime", "S008T", 1), ("chargedKaonLifetime", "S010T", 1),
    ("pionToMuon", "S008.1", 1), ("pionToElectron", "S008.2", 1), ("kaonToMuon", "S010.1", 1),
    ("kaonToPionPair", "S010.2", 1), ("kaonToPionMuon", "S010.5", 1),
    ("kaonToPionElectron", "S010.6", 1), ("kaonToElectron", "S010.11", 1),
    ("vectorSlope", "S010L+E", 1), ("scalarSlope", "S010L0", 1),
]

api = pdg.connect()
print(f"# PDG {api.edition}, package pdg {pdg.__version__}; Tests/Oracles/decay_constants.py")
print("name,identifier,value,uncertainty")
for name, identifier, unit in IDENTIFIERS:
    summary = next(iter(api.get(f"{identifier}/{api.edition}").summary_values()))
    error = max(summary.error_positive, summary.error_negative)
    print(f"{name},{identifier},{summary.value * unit!r},{error * unit!r}")
