"""Prints lines of JSON from standard input as a table: each peer with its ratio to na64-blind."""

import json
import sys


def duration(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}" if seconds < 100 * size else f"{seconds / size:.0f} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def main():
    rows = [json.loads(line) for line in sys.stdin if line.startswith("{")]
    names = list(dict.fromkeys(row["benchmark"] for row in rows))
    print(f"{'benchmark':52} {'tool':40} {'median':>9} {'best':>9} {'ratio':>9}")
    for name in names:
        group = [row for row in rows if row["benchmark"] == name]
        own = next((row for row in group if row["tool"] == "na64-blind"), None)
        for row in group:
            ratio = f"{row['median_s'] / own['median_s']:.3g}" if own else ""
            print(
                f"{name:52} {row['tool']:40} {duration(row['median_s']):>9} "
                f"{duration(row['best_s']):>9} {ratio:>9}")


if __name__ == "__main__":
    main()
