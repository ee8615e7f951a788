#!/usr/bin/env python3
"""Writes Tests/BlindAnalysisTests/ExpressionsOracleTable.swift: values computed by Python.

Python 3.11 (any version with IEEE doubles and the C library's functions will do). Run from the
root of the repository; the same seed gives the same table.
"""

import math
import random
import struct

SEED = 20250101
ROWS = 160
NAMES = ["a", "b", "c"]


def divide(x, y):
    """IEEE 754 division, which Python refuses at zero."""
    if y != 0 or math.isnan(x) or math.isnan(y):
        return x / y if y != 0 else math.nan
    return math.nan if x == 0 else math.copysign(math.inf, x) * math.copysign(1, y)


def guarded(function):
    """Turns Python's exceptions into the values of IEEE 754."""

    def call(*operands):
        if any(math.isnan(x) for x in operands):
            return math.nan
        try:
            return function(*operands)
        except OverflowError:
            return math.inf
        except ValueError:
            return -math.inf if function is math.log and operands[0] == 0 else math.nan

    return call


FUNCTIONS = {
    "abs": (1, guarded(abs)),
    "sqrt": (1, guarded(math.sqrt)),
    "exp": (1, guarded(math.exp)),
    "log": (1, guarded(math.log)),
    "min": (2, guarded(min)),
    "max": (2, guarded(max)),
    "hypot": (2, guarded(math.hypot)),
}


def number(depth):
    """Text, and a function of a row."""
    kind = random.randrange(9) if depth else random.randrange(3)
    if kind < 2:
        name = random.choice(NAMES)
        return name, lambda row: row[name]
    if kind == 2:
        value = random.choice([0.1, 0.5, 2, 3, 7.25, 1e3, 1e-3])
        return repr(value), lambda row: float(value)
    if kind < 6:
        left, right = number(depth - 1), number(depth - 1)
        symbol = random.choice("+-*/")
        operation = {
            "+": lambda x, y: x + y,
            "-": lambda x, y: x - y,
            "*": lambda x, y: x * y,
            "/": divide,
        }[symbol]
        return f"({left[0]} {symbol} {right[0]})", lambda row: operation(left[1](row), right[1](row))
    if kind == 6:
        inner = number(depth - 1)
        return f"(-{inner[0]})", lambda row: -inner[1](row)
    name, (count, function) = random.choice(sorted(FUNCTIONS.items()))
    operands = [number(depth - 1) for _ in range(count)]
    text = f"{name}({', '.join(operand[0] for operand in operands)})"
    return text, lambda row: function(*[operand[1](row) for operand in operands])


def bits(value):
    return "0x" + struct.pack(">d", value).hex().upper()


def sample():
    return random.choice([0.0, -0.0, 1.0, math.inf, -math.inf, math.nan] + [None] * 12)


def main():
    random.seed(SEED)
    lines = []
    for _ in range(ROWS):
        text, function = number(3)
        row = {}
        for name in NAMES:
            value = sample()
            row[name] = random.uniform(-20, 20) if value is None else value
        values = ", ".join(bits(row[name]) for name in NAMES)
        lines.append(f'  ("{text}", [{values}], {bits(function(row))}),')
    print("// swift-format-ignore-file")
    print("/// Written by Tests/Oracles/expressions.py with Python's arithmetic; do not edit.")
    print("///")
    print("/// The text, the bits of the columns a, b and c, and the bits of the value.")
    print("let expressionOracle: [(text: String, row: [UInt64], value: UInt64)] = [")
    print("\n".join(lines))
    print("]")


main()
