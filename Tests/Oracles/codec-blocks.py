"""Prints the byte vectors of CodecTests: the message packed by each codec's own Python binding.

    pip install cramjam==2.14.0 xxhash==4.1.0; python codec-blocks.py
"""

import lzma
import zlib

import cramjam
import xxhash

MESSAGE = b"missing energy " * 12


def block(method, packed):
    def size(count):
        return count.to_bytes(3, "little")

    return method + b"\x08" + size(len(packed)) + size(len(MESSAGE)) + packed


def raw_deflate():
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(MESSAGE) + packer.flush()


def main():
    lz4 = bytes(cramjam.lz4.compress_block(MESSAGE, store_size=False))
    blocks = {
        "ZL": zlib.compress(MESSAGE, 9),
        "CS": raw_deflate(),
        "L4": xxhash.xxh64(lz4).digest() + lz4,
        "ZS": bytes(cramjam.zstd.compress(MESSAGE, 5)),
        "XZ": lzma.compress(MESSAGE, check=lzma.CHECK_CRC32, preset=1),
    }
    for method, packed in blocks.items():
        print(method, block(method.encode(), packed).hex())
    for count in (0, 1, 3, 4, 7, 8, 31, 32, 33, 100):
        content = bytes((place * 7 + count) % 256 for place in range(count))
        print("xxh64", count, hex(xxhash.xxh64(content).intdigest()))


if __name__ == "__main__":
    main()
