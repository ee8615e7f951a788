"""Times the sealing of a sample, and other programs that split or encrypt the same bytes.

    sealing.py --make FOLDER COUNT          a ROOT file for each codec: 24 branches, 128 bytes an event
    sealing.py PROGRAM ANALYSIS FOLDER      one line of JSON for each file and tool

ANALYSIS is plane-example.yaml, whose blind region is used. `seal` splits, encrypts as many bytes
again, opens and proves all of them once more, and waits for the disk; the peers split alone or
encrypt alone. All write to a file system in memory where there is one, as a disk would be what is
measured. `processor_s` is the time of all cores together, of the repetition in the middle.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import numpy as np
import uproot

CODECS = {"none": None, "lz4": uproot.LZ4(1), "zlib": uproot.ZLIB(1)}
REPETITIONS = 5


def make(folder, count):
    rng = np.random.default_rng(2)
    place = np.arange(count)
    wide = rng.random(count) < 0.05
    columns = {
        "run": (8500 + place // 50000).astype(np.int32),
        "spill": (place // 5000 % 1000).astype(np.int32),
        "event": place.astype(np.int64),
        "ecal_energy": np.where(wide, rng.uniform(0, 100, count), rng.normal(70, 4, count)),
        "hcal_energy": rng.exponential(0.5, count),
        "vhcal_energy": rng.exponential(0.1, count),
        "srd_energy": rng.exponential(20, count),
        "momentum": rng.normal(70, 2, count),
        "track_chi2": rng.exponential(2, count),
    }
    columns |= {name: value.astype(np.float32) for name, value in columns.items()
                if name not in ("run", "spill", "event")}
    columns["trigger"] = (rng.random(count) < 0.9).astype(np.int32)
    # Channels that see nothing in most events, and times; as stored by most programs.
    for number in range(7):
        hit = rng.random(count) < 0.3
        columns[f"cell_{number}"] = np.where(hit, rng.exponential(1, count), 0).astype(np.float32)
        columns[f"time_{number}"] = np.round(rng.normal(0, 2, count), 3)
    folder.mkdir(parents=True, exist_ok=True)
    for name, codec in CODECS.items():
        with uproot.recreate(folder / f"{name}.root", compression=codec) as file:
            file.mktree("events", {key: value.dtype for key, value in columns.items()})
            for start in range(0, count, 100_000):
                file["events"].extend(
                    {key: value[start:start + 100_000] for key, value in columns.items()})


def clock(work, before):
    """Wall and processor seconds of each repetition, the fastest first."""
    taken = []
    for _ in range(REPETITIONS):
        before()
        start, busy = time.perf_counter(), sum(os.times()[:4])
        work()
        taken.append((time.perf_counter() - start, sum(os.times()[:4]) - busy))
    return sorted(taken)


def split(path, target):
    """What `seal` writes into its open file, and as plainly what it seals."""
    with (uproot.open(path) as source, uproot.recreate(target / "open.root", compression=None) as one,
          uproot.recreate(target / "blind.root", compression=None) as two):
        tree = source["events"]
        kinds = {key: branch.interpretation.to_dtype for key, branch in tree.items()}
        kinds = {key: kind.newbyteorder("=") for key, kind in kinds.items()}
        for file in (one, two):
            file.mktree("events", kinds)
        for part in tree.iterate(step_size=100_000, library="np"):
            blind = (part["ecal_energy"] < 45) & (part["hcal_energy"] < 1.5)
            one["events"].extend({key: value[~blind] for key, value in part.items()})
            two["events"].extend({key: value[blind] for key, value in part.items()})


def main(program, analysis, folder, work):
    plain = folder / "none.root"
    text = pathlib.Path(analysis).read_text()

    def empty():
        shutil.rmtree(work, ignore_errors=True)
        (work / "analyses").mkdir(parents=True)
        (work / "sealed").mkdir()

    def run(*words):
        return subprocess.run(
            [program, *words], cwd=work, check=True, capture_output=True, text=True,
            env=os.environ | {"XDG_STATE_HOME": str(work / "state")}).stdout

    for name in CODECS:
        path = (folder / f"{name}.root").resolve()

        def prepare():
            empty()
            (work / "analyses/raw.yaml").write_text(
                text.replace("data/eplus-2023-70GeV.root", str(path)))
            members = [run("vault", "member", "--name", each, "--into", f"{each}.key")
                       for each in ("alice", "bob", "carol")]
            (work / "members.txt").write_text("".join(members))

        def seal():
            run("seal", "analyses/raw.yaml", "--members", "members.txt", "--required", "2",
                "--into", "sealed", "--raw-data", "on tape")

        tools = [
            ("na64-blind", seal, prepare),
            (f"uproot {uproot.__version__} (splits only)", lambda: split(path, work), empty),
        ]
        if name == "none":
            tools.append((
                "openssl enc, aes-256-ctr (encrypts only)",
                lambda: subprocess.run(
                    ["openssl", "enc", "-aes-256-ctr", "-K", "11" * 32, "-iv", "22" * 16, "-in",
                     plain, "-out", work / "vault"], check=True), empty))
            if shutil.which("age"):
                key = subprocess.run(
                    ["age-keygen"], check=True, capture_output=True, text=True).stdout
                recipient = next(
                    line.split()[-1] for line in key.splitlines() if "public key" in line)
                tools.append((
                    "age (encrypts only)",
                    lambda: subprocess.run(
                        ["age", "-r", recipient, "-o", work / "vault", plain], check=True), empty))
        for tool, action, before in tools:
            taken = clock(action, before)
            (middle, busy) = taken[REPETITIONS // 2]
            print(json.dumps({
                "benchmark": f"sealing, {name}.root, {plain.stat().st_size / 1e6:.0f} MB unpacked",
                "tool": tool, "median_s": middle, "best_s": taken[0][0], "processor_s": busy,
                "repetitions": REPETITIONS, "result": None}), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        make(pathlib.Path(sys.argv[2]), int(float(sys.argv[3])))
    else:
        memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
        with tempfile.TemporaryDirectory(dir=memory) as work:
            main(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), pathlib.Path(work) / "sealing")
