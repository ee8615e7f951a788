#!/usr/bin/env python3
"""Writes the tables that LedgerTests compares with, from Python's json, hashlib, unicodedata and
datetime. Run in this folder; the tables say which versions made them.

The canonical form is written here a second time, from its description in BLINDING.md section 3 and
the documentation of CanonicalValue.canonicalBytes().
"""

import datetime
import decimal
import hashlib
import json
import platform
import random
import struct
import unicodedata

VERSIONS = f"canonical_oracle.py, Python {platform.python_version()}, " \
    f"Unicode {unicodedata.unidata_version}"
INT_RANGE = range(-(2**63), 2**63)


# --- the canonical form ---------------------------------------------------------------------------

def real_text(value):
    """ECMA-262 Number::toString on Python's shortest digits, with an exponent from 2**63 on."""
    if value == int(value) and int(value) in INT_RANGE:
        return str(int(value))
    sign, digits, exponent = decimal.Decimal(repr(value)).as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    exponent += len(text) - len(text.rstrip("0"))
    text = text.rstrip("0")
    point = len(text) + exponent
    if 0 < point < len(text):
        body = text[:point] + "." + text[point:]
    elif -6 < point <= 0:
        body = "0." + "0" * -point + text
    else:
        fraction = "." + text[1:] if len(text) > 1 else ""
        body = f"{text[0]}{fraction}e{point - 1:+d}"
    return ("-" if sign else "") + body


def number_text(text):
    exact = decimal.Decimal(text)
    if exact == exact.to_integral_value() and int(exact) in INT_RANGE:
        return str(int(exact))
    return real_text(float(text))


class Number(str):
    """The text of a number as the file has it."""


def canonical(value):
    if value is None or value is True or value is False:
        return json.dumps(value)
    if isinstance(value, Number):
        return number_text(value)
    if isinstance(value, str):
        return json.dumps(unicodedata.normalize("NFC", value), ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    pairs = [(unicodedata.normalize("NFC", key), member) for key, member in value.items()]
    pairs.sort(key=lambda pair: pair[0].encode())
    return "{" + ",".join(canonical(key) + ":" + canonical(member) for key, member in pairs) + "}"


def digest(data, record_type):
    prefix = f"na64-blind/{record_type}/1\n".encode()
    return "sha256:" + hashlib.sha256(prefix + data).hexdigest()


# --- random texts ---------------------------------------------------------------------------------

NUMBERS = [
    "0", "-0", "-0.0", "0e5", "50", "50.0", "5e1", "0.5E+2", "500e-1", "0.1", "1e-6", "1e-7",
    "9007199254740993", "9007199254740993.0", "9223372036854775807", "-9223372036854775808",
    "9223372036854775808.0", "-9223372036854775809e0", "1e19", "1e21", "123456789e-20", "5e-324",
    "2.2250738585072014e-308", "1.7976931348623157e308", "0.30000000000000004",
    "1.0000000000000002",
    "0.1000000000000000055511151231257827", "4.35", "2.302585092994046", "1e22", "1e23", "-1.6e10",
]
WORDS = ["", "a", "b", "A", "a1", "E_ECAL", "é", "e\u0301", "Å", "\u212b", "µ", "日本", "😀",
         "\ufb33", "\u2028", "\x7f", "tab\t", "quote\"", "back\\", "\x00", "\x1f", "한",
         "\u1112\u1161\u11ab"]


def random_value(source, depth):
    kind = source.randrange(8 if depth else 5)
    if kind == 0:
        return source.choice([None, True, False])
    if kind in (1, 2):
        return Number(source.choice(NUMBERS))
    if kind in (3, 4):
        return "".join(source.choices(WORDS, k=source.randrange(3)))
    if kind == 5:
        return [random_value(source, depth - 1) for _ in range(source.randrange(5))]
    members = {}
    for _ in range(source.randrange(6)):
        key = "".join(source.choices(WORDS, k=source.randrange(3)))
        taken = {unicodedata.normalize("NFC", other) for other in members}
        if unicodedata.normalize("NFC", key) not in taken:
            members[key] = random_value(source, depth - 1)
    return members


def loose(source, value):
    """One of the many texts of a value: other white space, escapes, and order of keys."""
    gap = lambda: source.choice(["", "", " ", "\n", "\t "])
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=source.random() < 0.5)
    if isinstance(value, list):
        return "[" + gap() + ",".join(gap() + loose(source, item) + gap() for item in value) + "]"
    if isinstance(value, dict):
        return "{" + gap() + ",".join(
            gap() + loose(source, key) + gap() + ":" + gap() + loose(source, member) + gap()
            for key, member in value.items()) + "}"
    return json.dumps(value)


# --- the tables -----------------------------------------------------------------------------------

def write(name, rows):
    with open(name, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {VERSIONS}\n")
        file.writelines(row + "\n" for row in rows)


def values():
    """A text, its canonical form, and the digest of that as record type `oracle`."""
    source = random.Random(64)
    texts = NUMBERS + [json.dumps(word) for word in WORDS]
    texts += [loose(source, random_value(source, 3)) for _ in range(150)]
    for text in texts:
        form = canonical(json.loads(text, parse_float=Number, parse_int=Number))
        yield json.dumps([text, form, digest(form.encode(), "oracle")])


def reals():
    """The bit pattern of a double and its canonical text."""
    source = random.Random(65)
    cases = [1.0, 0.1, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 2.0**53, 2.0**62,
             2.0**63, -(2.0**63), 2.0**64, 9007199254740993.5, 1e-6, 9.999999999999999e-7, 1e21]
    for power in range(-30, 31):
        near = struct.unpack("<q", struct.pack("<d", 10.0**power))[0]
        cases += [struct.unpack("<d", struct.pack("<q", near + step))[0] for step in (-1, 0, 1)]
    while len(cases) < 500:
        value = struct.unpack("<d", struct.pack("<Q", source.getrandbits(64)))[0]
        if value == value and abs(value) != float("inf"):
            cases.append(value)
    for value in cases:
        yield f"{struct.unpack('<Q', struct.pack('<d', value))[0]:016x} {real_text(value)}"


def composed():
    """All of Unicode in one digest, then random sequences and their NFC, as code points."""
    everything = hashlib.sha256()
    pieces = ["a", "K", "\u1100", "\u1161", "\u11a8", "가", "\u0958", "\u2126"]
    for code in range(0x110000):
        character = chr(code)
        refused = code in (0xF73, 0xF75, 0xF81)
        if refused or unicodedata.category(character) in ("Cn", "Cs"):
            continue
        everything.update(unicodedata.normalize("NFC", character).encode() + b"\n")
        if unicodedata.combining(character):
            pieces.append(character)
        elif code < 0xAC00 and unicodedata.normalize("NFD", character) != character:
            pieces += unicodedata.normalize("NFD", character)
            pieces.append(character)
    yield everything.hexdigest()
    source = random.Random(66)
    hexadecimal = lambda text: " ".join(f"{ord(character):x}" for character in text)
    for _ in range(600):
        text = "".join(source.choices(pieces, k=source.randrange(1, 6)))
        yield hexadecimal(text) + ";" + hexadecimal(unicodedata.normalize("NFC", text))


def timestamps():
    """Seconds since 1970 and their RFC 3339 text."""
    source = random.Random(67)
    last = 253402300799
    cases = [0, 951782400, 951868799, 951868800, 4107542400, last]
    cases += [source.randrange(last) for _ in range(200)]
    start = datetime.datetime(1970, 1, 1)
    for seconds in cases:
        moment = start + datetime.timedelta(seconds=seconds)
        yield f"{seconds} {moment:%Y-%m-%dT%H:%M:%SZ}"


def columns():
    """Digests of numbers as 8 little-endian bytes each, as record type `column`."""
    numbers = [index * 0.37 - 1000 for index in range(10_000)]
    yield "real " + digest(struct.pack("<10000d", *numbers), "column")
    whole = [index * 7919**3 - 2**40 for index in range(10_000)]
    yield "integer " + digest(struct.pack("<10000q", *whole), "column")


def ledger():
    """The sample ledger of the tests, line by line, then its head."""
    head = digest(b"", "ledger-start")
    entries = [
        ("register", "2026-03-01T08:30:00Z", {"name": "épreuve", "threshold": 2}),
        ("from-the-future", "2026-03-01T08:31:00Z", {"value": 0.5}),
        ("freeze", "2026-03-01T08:31:00Z", {"digest": "sha256:0"}),
    ]
    for number, (kind, time, body) in enumerate(entries, start=1):
        line = json.dumps(
            {"version": 1, "seq": number, "prev": head, "time": time, "actor": "alice",
             "kind": kind, "body": body},
            ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield line
        head = digest(line.encode(), "ledger-line")
    yield f"{len(entries)} {head}"


if __name__ == "__main__":
    write("values.jsonl", values())
    write("reals.txt", reals())
    write("composed.txt", composed())
    write("timestamps.txt", timestamps())
    write("columns.txt", columns())
    write("ledger.txt", ledger())
