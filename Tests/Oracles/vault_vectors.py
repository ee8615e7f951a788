"""Vectors of the vault's format, from an implementation that shares no code with ours.

    pip install cryptography==50.0.2
    python vault_vectors.py > ../LedgerTests/Oracle/vault.csv

Primitives (X25519, HKDF, HMAC, AES-GCM, ChaCha20-Poly1305) come from `cryptography`; HPKE is written from
RFC 9180, sections 4.1 and 5.1, STREAM and the labels from docs/sealed-mode.md, and the shares with
logarithms to the base 3 where the program multiplies bit by bit.
"""

import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def some(name, count):
    return hashlib.shake_256(name.encode()).digest(count)


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def expand(key, info, count):
    blocks, last = b"", b""
    for number in range(1, 2 + (count - 1) // 32):
        last = mac(key, last + info + bytes([number]))
        blocks += last
    return blocks[:count]


def print_row(kind, *fields):
    print(",".join([kind] + [f.hex() if isinstance(f, bytes) else str(f) for f in fields]))


# Chunks and checks

identifier, stage = some("identifier", 16).hex(), "signal"


def label(purpose):
    return f"na64-blind vault 1 {purpose}\n{identifier}\n{stage}\n".encode()


secret, associated = some("secret", 32), some("header", 64)
chunk_key = expand(mac(bytes(32), secret), label("chunks"), 32)
print_row("check", identifier, secret, mac(secret, label("key check")))
print_row("share", identifier, secret, 5, mac(secret, label("share 5 check")))
for number, last in [(0, 0), (0, 1), (1, 0), (255, 1), (256, 0), (2**40 + 3, 1)]:
    nonce = number.to_bytes(11, "big") + bytes([last])
    plain = some(f"chunk {number}", 40)
    print_row(
        "chunk", identifier, secret, associated, number, last, plain,
        AESGCM(chunk_key).encrypt(nonce, plain, associated))

# Shares

powers, logarithms, value = [], {}, 1
for exponent in range(255):
    powers.append(value)
    logarithms[value] = exponent
    value ^= (value << 1) ^ (0x11B if value & 0x80 else 0)


def times(left, right):
    return powers[(logarithms[left] + logarithms[right]) % 255] if left and right else 0


def power(base, exponent):
    result = 1
    for _ in range(exponent):
        result = times(result, base)
    return result


for required in (1, 2, 3, 5):
    # The program draws the coefficients of a byte from the highest power down.
    drawn = some(f"coefficients {required}", (required - 1) * 32)
    for place in (1, 2, 6, 64):
        share = []
        for byte in range(32):
            own = drawn[byte * (required - 1):(byte + 1) * (required - 1)]
            total = secret[byte]
            for index, coefficient in enumerate(own):
                total ^= times(coefficient, power(place, required - 1 - index))
            share.append(total)
        print_row("split", secret, required, drawn or b"\0", place, bytes(share))

# HPKE: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305

KEM = b"KEM" + struct.pack(">H", 0x20)
SUITE = b"HPKE" + struct.pack(">HHH", 0x20, 0x01, 0x03)


def labelled_extract(suite, salt, name, key):
    return mac(salt or bytes(32), b"HPKE-v1" + suite + name + key)


def labelled_expand(suite, key, name, info, count):
    return expand(key, struct.pack(">H", count) + b"HPKE-v1" + suite + name + info, count)


def public(key):
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def seal(ephemeral, recipient, info, associated, plain, sender=None):
    peer = X25519PublicKey.from_public_bytes(recipient)
    shared = ephemeral.exchange(peer) + (sender.exchange(peer) if sender else b"")
    context = public(ephemeral) + recipient + (public(sender) if sender else b"")
    extracted = labelled_extract(KEM, b"", b"eae_prk", shared)
    agreed = labelled_expand(KEM, extracted, b"shared_secret", context, 32)
    mode = bytes([2 if sender else 0])
    schedule = mode + labelled_extract(SUITE, b"", b"psk_id_hash", b"") + labelled_extract(
        SUITE, b"", b"info_hash", info)
    key_secret = labelled_extract(SUITE, agreed, b"secret", b"")
    key = labelled_expand(SUITE, key_secret, b"key", schedule, 32)
    nonce = labelled_expand(SUITE, key_secret, b"base_nonce", schedule, 12)
    return public(ephemeral), ChaCha20Poly1305(key).encrypt(nonce, plain, associated)


recipient, sender, ephemeral = (
    X25519PrivateKey.from_private_bytes(some(name, 32))
    for name in ("recipient", "sender", "ephemeral"))
for name, by in (("wrapped", None), ("wrapped-by", sender)):
    encapsulated, sealed = seal(
        ephemeral, public(recipient), b"na64-blind wrapped secret 1", some("context", 50), secret,
        by)
    print_row(
        name, some("recipient", 32), public(sender), some("context", 50), secret, encapsulated,
        sealed)
