/// Reads the fields of OpenSSH's binary format: RFC 4251, section 5.
struct WireReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func byte() throws(SignatureFault) -> UInt8 { try take(1)[0] }

  mutating func number() throws(SignatureFault) -> UInt32 {
    try take(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// A field with its length in front.
  mutating func string() throws(SignatureFault) -> [UInt8] { try take(Int(number())) }

  /// A field of printable ASCII.
  mutating func name() throws(SignatureFault) -> String {
    let bytes = try string()
    guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw .malformed }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A positive integer, most significant byte first, without leading zeros.
  mutating func positiveInteger() throws(SignatureFault) -> [UInt8] {
    let bytes = try string()
    guard let first = bytes.first, first < 0x80 else { throw .malformed }
    guard first == 0 else { return bytes }
    // A zero stands in front of a high bit, which would make the number negative, and nowhere else.
    guard bytes.count > 1, bytes[1] >= 0x80 else { throw .malformed }
    return Array(bytes.dropFirst())
  }

  mutating func take(_ count: Int) throws(SignatureFault) -> [UInt8] {
    guard count <= rest.count else { throw .malformed }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// - Throws: ``SignatureFault/malformed`` if anything is left over.
  func end() throws(SignatureFault) {
    guard rest.isEmpty else { throw .malformed }
  }
}

/// Writes the same fields.
enum WireFormat {
  static func number(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  static func string(_ bytes: [UInt8]) -> [UInt8] {
    number(UInt32(truncatingIfNeeded: bytes.count)) + bytes
  }

  static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }
}
