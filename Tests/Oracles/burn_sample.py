"""Which events belong to a burn sample, computed beside the program with Python's own integers.

SplitMix64's finaliser (variant 13 of D. Stafford) over each identifier, the sums mixed once more; the
domain is the beginning of the SHA-256 of "na64-blind/burn-sample/1" and a line feed.
Prints identifiers, hash, and whether the event is in samples of 1 %, 10 %, 20 % and 50 %. Standard
library only.
"""

import hashlib
from fractions import Fraction

MASK = 2**64 - 1
DOMAIN = int.from_bytes(hashlib.sha256(b"na64-blind/burn-sample/1\n").digest()[:8], "big")
FRACTIONS = [0.01, 0.1, 0.2, 0.5]


def mixed(number):
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 & MASK
    number = (number ^ number >> 27) * 0x94D049BB133111EB & MASK
    return number ^ number >> 31


def burn_hash(identifiers):
    total = DOMAIN
    for number in identifiers:
        total = total + mixed(DOMAIN ^ number & MASK) & MASK
    return mixed(total)


def events():
    yield from ((1, number) for number in range(40))
    yield from ((9000 + run, 17, 3 * run * run) for run in range(40))
    yield from ((number,) for number in (0, -1, 2**63 - 1, -(2**63)))
    yield from ((-5, 2, 2**40, -(2**62)), (7, 7), (7, 7, 7))


def main():
    lines = ["identifiers,hash," + ",".join(str(fraction) for fraction in FRACTIONS)]
    for identifiers in events():
        value = burn_hash(identifiers)
        burnt = [int(value < Fraction(fraction) * 2**64) for fraction in FRACTIONS]
        lines.append(" ".join(map(str, identifiers)) + f",{value}," + ",".join(map(str, burnt)))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
