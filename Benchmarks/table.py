"""Prints lines of JSON from standard input as a table: each peer with its ratio to na64-blind."""

import json
import sys


def main():
    rows = [json.loads(line) for line in sys.stdin if line.startswith("{")]
    names = list(dict.fromkeys(row["benchmark"] for row in rows))
    print(f"{'benchmark':48} {'tool':34} {'median':>11} {'best':>11} {'ratio':>8}")
    for name in names:
        group = [row for row in rows if row["benchmark"] == name]
        own = next((row for row in group if row["tool"] == "na64-blind"), None)
        for row in group:
            ratio = f"{row['median_s'] / own['median_s']:.2f}" if own else ""
            print(
                f"{name:48} {row['tool']:34} {1e3 * row['median_s']:8.3f} ms "
                f"{1e3 * row['best_s']:8.3f} ms {ratio:>8}")


if __name__ == "__main__":
    main()
