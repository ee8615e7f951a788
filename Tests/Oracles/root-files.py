"""Writes the ROOT files that the reader is tested with, and the table of what is in them.

    pip install -r requirements-root.txt
    python root-files.py ../EventDataTests/Fixtures

The files named root-* come from ROOT itself (6.40, the `root` wheel), those named uproot-* from
uproot; geant4.root must be there already (geant4-file.py). The table expected.csv is made by
uproot, which shares no code with ROOT; for the files that uproot did not write it also holds the
sums that ROOT's RDataFrame finds.
"""

import csv
import math
import os
import sys

import numpy as np
import ROOT
import uproot

ROOT.gInterpreter.Declare(
    """
#include <vector>
struct Row {
  Bool_t o; Char_t b; UChar_t ub; Short_t s; UShort_t us; Int_t i; UInt_t ui; Long64_t l;
  ULong64_t ul; Long_t g; Float_t f; Double_t d;
  Float_t triple[3]; Int_t n; Float_t several[8]; Float_t pair[2]; char text[8];
  Float16_t f16; Double32_t d32; std::vector<double> v;

  void attach(TTree& t) {
    t.Branch("o", &o, "o/O"); t.Branch("b", &b, "b/B"); t.Branch("ub", &ub, "ub/b");
    t.Branch("s", &s, "s/S"); t.Branch("us", &us, "us/s"); t.Branch("i", &i, "i/I");
    t.Branch("ui", &ui, "ui/i"); t.Branch("l", &l, "l/L"); t.Branch("ul", &ul, "ul/l");
    t.Branch("g", &g, "g/G"); t.Branch("f", &f, "f/F"); t.Branch("d", &d, "d/D");
  }
  void attachUnreadable(TTree& t) {
    t.Branch("triple", triple, "triple[3]/F"); t.Branch("n", &n, "n/I");
    t.Branch("several", several, "several[n]/F"); t.Branch("pair", pair, "first/F:second/F");
    t.Branch("text", text, "text/C"); t.Branch("f16", &f16, "f16/f");
    t.Branch("d32", &d32, "d32/d"); t.Branch("v", &v);
  }
  void set(TRandom3& r, int k) {
    o = r.Uniform() < 0.5; b = k % 256 - 128; ub = k % 256; s = k * 37 % 65536 - 32768;
    us = k * 37 % 65536; i = int(r.Uniform(-2e9, 2e9)); ui = unsigned(r.Uniform(0, 4e9));
    l = (Long64_t(1) << (k % 63)) - k; ul = ~ULong64_t(0) >> (k % 64); g = -l;
    f = r.Exp(30); d = r.Gaus();
    if (k == 5) { f = NAN; d = -NAN; }
    if (k == 6) { f = INFINITY; d = -INFINITY; }
    if (k == 7) { f = -0.0f; d = 4.9e-324; }
    if (k == 8) { f = 1e-45f; d = 1.7976931348623157e308; }
    n = k % 5;
    for (int j = 0; j < 8; ++j) several[j] = j;
    for (int j = 0; j < 3; ++j) triple[j] = k + j;
    pair[0] = k; pair[1] = -k; snprintf(text, 8, "t%d", k % 1000);
    f16 = k; d32 = k; v.assign(k % 3, 1.0);
  }
};
void fill(TTree& t, int rows, int flush, bool all, int seed) {
  Row row; TRandom3 random(seed);
  row.attach(t); if (all) row.attachUnreadable(t);
  t.SetAutoFlush(flush);
  for (int k = 0; k < rows; ++k) { row.set(random, k); t.Fill(); }
  t.ResetBranchAddresses();
}
void codec(const char* name, int setting) {
  TFile file(name, "RECREATE", "", setting);
  TTree t("events", "all leaf types"); fill(t, 1200, 500, true, 3); t.Write();
}
void embedded(const char* name) {  // WriteTObject leaves the last baskets in the tree's record
  TFile file(name, "RECREATE", "", 505);
  TTree t("events", ""); fill(t, 130, 100, false, 5); t.SetDirectory(nullptr);
  file.WriteTObject(&t);
}
void embeddedOnly(const char* name) {
  TFile file(name, "RECREATE", "", 0);
  TTree t("events", ""); fill(t, 7, -30000000, false, 6); t.SetDirectory(nullptr);
  file.WriteTObject(&t);
}
void cycles(const char* name) {
  TFile file(name, "RECREATE", "", 404);
  for (int edition = 1; edition <= 3; ++edition) {
    TTree t("events", ""); fill(t, 20 * edition, 500, false, 10 + edition); t.Write();
  }
}
void folders(const char* name) {
  TFile file(name, "RECREATE", "", 101);
  file.mkdir("run")->mkdir("pass5")->cd();
  TTree t("events", ""); fill(t, 40, 500, false, 21); t.Write();
  file.cd(); TTree u("calibration", ""); fill(u, 3, 500, false, 22); u.Write();
  TNamed note("note", "not a tree"); note.Write();
}
void ntuple(const char* name) {
  TFile file(name, "RECREATE", "", 505);
  TNtuple t("events", "", "x:y"); for (int k = 0; k < 50; ++k) t.Fill(k, 0.5f * k); t.Write();
}
void empty(const char* name) {
  TFile file(name, "RECREATE", "", 505);
  TTree t("events", ""); fill(t, 0, 500, false, 23); t.Write();
}
void large(const char* name) {  // one basket of more than 16 MiB, which ROOT packs in two blocks
  TFile file(name, "RECREATE", "", 505);
  TTree t("events", ""); Double_t x; t.Branch("x", &x, "x/D", 20000000); t.SetAutoFlush(0);
  for (int k = 0; k < 2200000; ++k) { x = 0.25 * (k % 4); t.Fill(); }
  t.Write();
}
void beyond(const char* name) {  // everything behind the file header lies above 2 GiB
  TFile file(name, "RECREATE", "", 505);
  auto free = static_cast<TFree*>(file.GetListOfFree()->First());
  free->SetFirst(Long64_t(1) << 32); free->SetLast((Long64_t(1) << 32) + 2000000000);
  file.SetEND(Long64_t(1) << 32);
  TTree t("events", ""); fill(t, 30, 500, false, 24); t.Write();
}
"""
)


def codec_settings():
    return {"none": 0, "zlib": 106, "lz4": 404, "zstd": 505, "lzma": 207}


def write_root_files(folder):
    def path(name):
        return os.path.join(folder, name + ".root")

    for name, setting in codec_settings().items():
        ROOT.codec(path("root-" + name), setting)
    ROOT.embedded(path("root-embedded"))
    ROOT.embeddedOnly(path("root-embedded-only"))
    ROOT.cycles(path("root-cycles"))
    ROOT.folders(path("root-folders"))
    ROOT.ntuple(path("root-ntuple"))
    ROOT.empty(path("root-empty"))
    ROOT.large(path("root-large-basket"))
    write_snapshot(path("root-rntuple"))
    write_sparse(path("root-beyond"), os.path.join(folder, "root-beyond.sparse"))


def write_snapshot(path):
    options = ROOT.RDF.RSnapshotOptions()
    options.fOutputFormat = ROOT.RDF.ESnapshotOutputFormat.kRNTuple
    ROOT.RDataFrame(5).Define("x", "double(rdfentry_)").Snapshot("events", path, ["x"], options)


def write_sparse(path, target):
    """Keeps only the parts of a file that are not holes: lines of place and length, then bytes."""
    ROOT.beyond(path)
    size = os.path.getsize(path)
    parts = []
    with open(path, "rb") as file:
        place = 0
        while place < size:
            try:
                start = os.lseek(file.fileno(), place, os.SEEK_DATA)
            except OSError:
                break
            place = os.lseek(file.fileno(), start, os.SEEK_HOLE)
            file.seek(start)
            parts.append((start, file.read(place - start)))
    with open(target, "wb") as file:
        file.write(f"{size} {len(parts)}\n".encode())
        for start, content in parts:
            file.write(f"{start} {len(content)}\n".encode() + content)


def write_uproot_files(folder):
    rng = np.random.default_rng(1)
    count = 300
    columns = {
        "run": np.full(count, 9000, np.int32),
        "event": np.arange(count, dtype=np.int64),
        "energy": rng.exponential(30, count).astype(np.float32),
        "time": rng.normal(0, 2, count),
        "hits": rng.poisson(3, count).astype(np.uint8),
        "code": rng.integers(-9, 9, count).astype(np.int16),
        "trigger": rng.random(count) < 0.5,
    }
    codecs = {
        "none": None,
        "zlib": uproot.ZLIB(6),
        "lz4": uproot.LZ4(4),
        "zstd": uproot.ZSTD(5),
        "lzma": uproot.LZMA(7),
    }
    for name, codec in codecs.items():
        with uproot.recreate(os.path.join(folder, f"uproot-{name}.root"), compression=codec) as f:
            f.mktree("events", {key: value.dtype for key, value in columns.items()})
            for start in range(0, count, 100):
                f["events"].extend({k: v[start : start + 100] for k, v in columns.items()})


TREES = {
    **{f"root-{name}.root": "events" for name in codec_settings()},
    "root-embedded.root": "events",
    "root-embedded-only.root": "events",
    "root-cycles.root": "events",
    "root-folders.root": "run/pass5/events",
    "root-ntuple.root": "events",
    "root-empty.root": "events",
    "root-large-basket.root": "events",
    "root-beyond.root": "events",
    "geant4.root": "events",
    **{f"uproot-{name}.root": "events" for name in codec_settings()},
}


def checksum(values):
    """Sum modulo 2^64 of the doubles' bit patterns, stirred and weighted by place."""
    with np.errstate(invalid="ignore"):
        bits = values.astype(np.float64).view(np.uint64)
    stirred = bits ^ (bits >> np.uint64(31))
    weights = np.arange(1, len(bits) + 1, dtype=np.uint64)
    return int((weights * stirred).sum(dtype=np.uint64))


def root_sum(path, tree, branch):
    finite = f"std::isfinite((double){branch})"
    return ROOT.RDataFrame(tree, path).Filter(finite).Define(
        "value_", f"(double){branch}").Sum("value_").GetValue()


def rows_of(folder, name, tree):
    path = os.path.join(folder, name)
    with uproot.open(path) as file:
        for branch in file[tree].branches:
            if branch.typename.endswith("]") or branch.name in UNREADABLE:
                continue
            values = branch.array(library="np")
            with np.errstate(invalid="ignore"):
                finite = [v for v in values.astype(np.float64).tolist() if math.isfinite(v)]
            by_root = root_sum(path, tree, branch.name) if not name.startswith("uproot-") else ""
            yield [
                name, tree, branch.name, len(values), checksum(values),
                repr(math.fsum(finite)), repr(float(by_root)) if by_root != "" else "",
            ]


UNREADABLE = ["triple", "several", "pair", "text", "f16", "d32", "v"]


def main(folder):
    os.makedirs(folder, exist_ok=True)
    write_root_files(folder)
    write_uproot_files(folder)
    with open(os.path.join(folder, "expected.csv"), "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["file", "tree", "branch", "count", "checksum", "sum", "sum_by_root"])
        for name, tree in TREES.items():
            table.writerows(rows_of(folder, name, tree))
    os.remove(os.path.join(folder, "root-beyond.root"))


if __name__ == "__main__":
    main(sys.argv[1])
