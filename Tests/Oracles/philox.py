"""Writes Tests/StatsTests/Reference/philox.csv: raw words of NumPy's Philox 4x64-10.

NumPy raises its counter before the first block, so it starts one below the counter of the row.

Usage: python Tests/Oracles/philox.py > Tests/StatsTests/Reference/philox.csv
"""

import numpy as np
from numpy.random import Philox

# seed, purpose, point, toy
STREAMS = [(0, 1, 0, 0), (1, 1, 0, 0), (1, 2, 0, 0), (1, 1, 1, 0), (1, 1, 0, 1), (20250131, 2, 17, 10**12 + 7),
           (2**64 - 1, 2, 2**64 - 1, 2**64 - 1), (2**63, 1, 2**32, 2**33 + 5)]


def words(seed, purpose, point, toy, count):
    start = ((0 << 192) + (point << 128) + (toy << 64) + 0 - 1) % 2**256
    counter = np.array([(start >> (64 * i)) % 2**64 for i in range(4)], dtype=np.uint64)
    key = np.array([seed, purpose], dtype=np.uint64)
    return Philox(counter=counter, key=key).random_raw(count)


def main():
    print(f"# Source: NumPy {np.__version__}. Written by Tests/Oracles/philox.py.")
    print("seed,purpose,point,toy," + ",".join(f"word{i}" for i in range(10)))
    for stream in STREAMS:
        print(",".join(str(x) for x in (*stream, *words(*stream, 10))))


if __name__ == "__main__":
    main()
