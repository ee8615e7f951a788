/// The nine bytes in front of each packed block, checked: method, level, and two 24-bit sizes.
///
/// Source: ROOT, `core/zip/src/RZip.cxx`; a block unpacks to at most 16 MiB.
struct CompressedBlock {
  enum Method { case zlib, oldZlib, lz4, zstandard, lzma }

  let method: Method
  /// Where the packed bytes lie.
  let content: Range<Int>
  let unpackedSize: Int

  init(_ bytes: [UInt8], at position: Int, before end: Int) throws(CodecFailure) {
    let header = 9
    guard position >= 0, end <= bytes.count, position <= end - header else { throw .damaged }
    func size(at offset: Int) -> Int {
      let place = position + offset
      return Int(bytes[place]) | Int(bytes[place + 1]) << 8 | Int(bytes[place + 2]) << 16
    }
    let (packedSize, unpackedSize) = (size(at: 3), size(at: 6))
    let start = position + header
    guard packedSize > 0, unpackedSize > 0, packedSize <= end - start else { throw .damaged }
    method = try Self.method(bytes[position], bytes[position + 1])
    content = start..<start + packedSize
    self.unpackedSize = unpackedSize
  }

  private static func method(_ first: UInt8, _ second: UInt8) throws(CodecFailure) -> Method {
    switch (first, second) {
    case (UInt8(ascii: "Z"), UInt8(ascii: "L")): return .zlib
    case (UInt8(ascii: "C"), UInt8(ascii: "S")): return .oldZlib
    case (UInt8(ascii: "L"), UInt8(ascii: "4")): return .lz4
    case (UInt8(ascii: "Z"), UInt8(ascii: "S")): return .zstandard
    case (UInt8(ascii: "X"), UInt8(ascii: "Z")): return .lzma
    default: throw .damaged
    }
  }
}
