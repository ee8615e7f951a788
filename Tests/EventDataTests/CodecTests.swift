import Testing

@testable import EventData

/// One message packed by independent programs; made by Tests/Oracles/codec-blocks.py.
private let packedBlocks: [(method: String, hex: String)] = [
  (
    "zlib",
    "5a4c081a0000b4000078dacbcd2c2ececc4b5748cd4b2d4aaf54c81d0a5c0090004531"
  ),
  ("old zlib", "435308140000b40000cbcd2c2ececc4b5748cd4b2d4aaf54c81d0a5c00"),
  (
    "LZ4",
    "4c3408220000b40000169fe052c212caa9ff006d697373696e6720656e65726779200f008d506572677920"
  ),
  (
    "Zstandard",
    "5a53081f0000b4000028b52ffd20b4b50000786d697373696e6720656e6572677920010022a1661d"
  ),
  (
    "LZMA",
    "585a08540000b40000fd377a585a0000016922de360200210110000000a8708e86e000b300165d00369a4ace09"
      + "b731bf407f3b2b924b89c595ffb0c700000000002eb49da100012eb4010000002a7908a33e300d8b02000000"
      + "0001595a"
  ),
]

private let message = Array(String(repeating: "missing energy ", count: 12).utf8)

private func bytes(_ hex: String) -> [UInt8] {
  stride(from: 0, to: hex.utf8.count, by: 2).compactMap { place in
    let start = hex.index(hex.startIndex, offsetBy: place)
    return UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16)
  }
}

private func unpack(_ packed: [UInt8], _ length: Int) throws(CodecFailure) -> [UInt8] {
  var output: [UInt8] = []
  try Decompressor().unpack(packed, in: 0..<packed.count, into: &output, length: length)
  return Array(output.prefix(length))
}

@Suite("Unpacking ROOT's compressed blocks") struct CodecTests {
  @Test("gives back what another program packed", arguments: packedBlocks)
  func unpacks(block: (method: String, hex: String)) throws {
    #expect(try unpack(bytes(block.hex), message.count) == message)
  }

  @Test("goes through blocks of different methods in a row")
  func severalBlocks() throws {
    let all = packedBlocks.flatMap { bytes($0.hex) }
    let expected = Array(repeatElement(message, count: packedBlocks.count).joined())
    #expect(try unpack(all, expected.count) == expected)
  }

  @Test("refuses a block that ends too early", arguments: packedBlocks)
  func truncated(block: (method: String, hex: String)) {
    let whole = bytes(block.hex)
    for count in 0..<whole.count {
      #expect(throws: CodecFailure.damaged) {
        try unpack(Array(whole.prefix(count)), message.count)
      }
    }
  }

  @Test("refuses sizes that the content does not have", arguments: packedBlocks)
  func wrongSizes(block: (method: String, hex: String)) {
    for (place, change) in [(3, 1), (3, 255), (5, 1), (6, 1), (6, 255), (8, 1)] {
      var changed = bytes(block.hex)
      changed[place] &+= UInt8(change)
      #expect(throws: CodecFailure.damaged) { try unpack(changed, 1 << 25) }
    }
    #expect(throws: CodecFailure.damaged) { try unpack(bytes(block.hex), message.count - 1) }
    #expect(throws: CodecFailure.damaged) { try unpack(bytes(block.hex), message.count + 1) }
  }

  @Test("refuses a method that is not known")
  func unknownMethod() {
    var block = bytes(packedBlocks[0].hex)
    block[0] = UInt8(ascii: "Q")
    #expect(throws: CodecFailure.damaged) { try unpack(block, message.count) }
  }

  @Test("an LZ4 block must have its checksum")
  func checksum() {
    let whole = bytes(packedBlocks[2].hex)
    for place in 9..<whole.count {
      var changed = whole
      changed[place] ^= 1
      #expect(throws: CodecFailure.damaged) { try unpack(changed, message.count) }
    }
  }

  @Test("memory follows what blocks hold, not what a header announces")
  func growth() {
    var output: [UInt8] = []
    let block = bytes(packedBlocks[0].hex)
    #expect(throws: CodecFailure.damaged) {
      try Decompressor().unpack(block, in: 0..<block.count, into: &output, length: 1 << 40)
    }
    #expect(output.count <= 2 * message.count)
  }

  /// By the `xxhash` package of Python.
  @Test(
    "xxHash agrees with its reference implementation",
    arguments: [
      (0, 0xef46_db37_51d8_e999), (1, 0x8a41_2781_1b21_e730), (3, 0x31d2_363f_52e5_64c9),
      (4, 0xb4d5_16af_63f9_c743), (7, 0x2163_df11_c0cd_f8cd), (8, 0xd547_4d6c_a50d_ef58),
      (31, 0xc025_b4c3_c488_0c7a), (32, 0x178a_e25c_ee6f_7994), (33, 0x4072_a282_63e9_77ef),
      (100, 0x3a7f_dc0f_ebf6_f5dc),
    ] as [(Int, UInt64)])
  func hash(count: Int, expected: UInt64) {
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + count) }
    #expect(unsafe content.withUnsafeBytes { unsafe XXHash64.hash($0) } == expected)
  }
}
