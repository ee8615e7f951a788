"""Writes Tests/ReportTests/Reference/decimal-text.csv: doubles rounded as text, with decimal.

The digits that count are those of repr, the shortest that name the double; halves are rounded away
from zero.

Usage: python Tests/Oracles/decimal_text.py > Tests/ReportTests/Reference/decimal-text.csv
"""

import decimal
import random
import struct
import sys

from decimal import ROUND_HALF_UP, Decimal

decimal.getcontext().prec = 2000
decimal.getcontext().Emax = 10_000
decimal.getcontext().Emin = -10_000


def values():
    yield from [0.0, -0.0, 1.0, -1.0, 5e-324, 2.2250738585072014e-308, sys.float_info.max, -sys.float_info.max]
    # Halves and carries at every place where the notation may change.
    for power in [-324 + 17, -300, -20, -8, -5, -4, -3, -2, -1, 0, 1, 2, 5, 6, 7, 8, 15, 16, 17, 21, 22, 300]:
        for digits in ["1", "5", "9.5", "9.995", "9.9995", "9.99949999", "1.25", "2.675", "4.35", "1.2345678901234567"]:
            yield float(f"{digits}e{power}")
    for text in ["0.0005", "0.00049999999999999", "0.001", "0.0009995", "0.15", "0.25", "2.5", "1234.5", "99999.5"]:
        yield float(text)
        yield -float(text)
    rng = random.Random(7)
    for _ in range(150):
        yield rng.choice([-1, 1]) * rng.uniform(1, 10) * 10 ** rng.uniform(-12, 12)
    for _ in range(50):
        value = struct.unpack("<d", struct.pack("<Q", rng.getrandbits(64)))[0]
        if value == value and abs(value) != float("inf"):
            yield value


def fixed(value, places):
    text = f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text[1:] if text.startswith("-") and set(text) <= set("-0.") else text


def significant(value, count):
    """Plain between 0.0001 and 10^7, and then with all digits before the point; else scientific."""
    number = Decimal(repr(value))
    if number == 0:
        return "0"
    magnitude = number.adjusted()  # of the first digit
    if -4 <= magnitude <= 6:
        places = max(0, count - 1 - magnitude)
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        # A carry into a new digit needs one place less.
        return fixed(value, max(0, count - 1 - rounded.adjusted())) if rounded.adjusted() > magnitude else f"{rounded:f}"
    rounded = number.quantize(Decimal(1).scaleb(magnitude - count + 1), ROUND_HALF_UP)
    exponent = rounded.adjusted()
    digits = "".join(map(str, rounded.as_tuple().digits))[:count]
    sign = "-" if number < 0 else ""
    return sign + digits[0] + ("." + digits[1:] if count > 1 else "") + f"e{exponent}"


def main():
    print("# Source: Python's decimal module. Written by Tests/Oracles/decimal_text.py.")
    print("bits,form,digits,text")
    for value in values():
        bits = struct.unpack("<Q", struct.pack("<d", value))[0]
        for count in (1, 3, 4):
            print(f"{bits:016x},significant,{count},{significant(value, count)}")
        for places in (0, 3):
            print(f"{bits:016x},fixed,{places},{fixed(value, places)}")


if __name__ == "__main__":
    main()
