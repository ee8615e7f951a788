extension CanonicalValue {
  /// Deepest nesting of arrays and objects that is written or read.
  public static let maximumDepth = 64

  /// The one byte form of this value: JSON with keys sorted by UTF-8 bytes and no spaces.
  ///
  /// Strings are in NFC; only `"`, `\` and U+0000–U+001F are escaped (`\b \t \n \f \r`, else
  /// `\u00xx` in lower case). A number that is whole and fits `Int` is written as its digits. Any
  /// other is the shortest decimal that reads back as the same double, placed as ECMAScript's
  /// `Number::toString` does (`0.1`, `1e-7`, `1.5e+300`), but with an exponent from 2⁶³ on, so
  /// that a text of digits alone is always an exact integer.
  ///
  /// - Throws: ``CanonicalWriteError`` for NaN, infinity, nesting over ``maximumDepth``, and
  ///   characters whose NFC is not certain: those that this tool's Unicode version does not
  ///   assign, and U+0F73, U+0F75 and U+0F81.
  public func canonicalBytes() throws(CanonicalWriteError) -> [UInt8] {
    try CanonicalWriter.write(self, layout: .compact)
  }

  /// The same text for people: one member a line, two spaces of indentation, a last newline.
  ///
  /// - Throws: ``CanonicalWriteError``, as ``canonicalBytes()`` does.
  public func indentedBytes() throws(CanonicalWriteError) -> [UInt8] {
    try CanonicalWriter.write(self, layout: .indented)
  }

  /// Reads any layout of the JSON that ``canonicalBytes()`` writes.
  ///
  /// White space is space, tab and LF. Refused besides what JSON refuses: CR, a byte order mark,
  /// duplicate keys (compared in NFC), numbers that overflow or vanish, integers over 64 bits,
  /// lone surrogates, characters whose NFC is not certain, invalid UTF-8, and what exceeds the
  /// limits.
  ///
  /// - Parameter limit: The most bytes accepted.
  /// - Throws: ``CanonicalParseError`` with the line and column of the first fault.
  public init(parsing bytes: [UInt8], limit: Int = 64 << 20) throws(CanonicalParseError) {
    self = try CanonicalParser.parse(bytes, limit: limit)
  }

  /// Reads bytes that must be in canonical form already, to the byte.
  ///
  /// - Parameter limit: The most bytes accepted.
  /// - Throws: ``CanonicalParseError``; its kind is `notCanonical`, placed at the first byte that
  ///   differs, when the bytes are valid but not the canonical ones.
  public init(canonicalBytes bytes: [UInt8], limit: Int = 64 << 20) throws(CanonicalParseError) {
    let value = try CanonicalParser.parse(bytes, limit: limit)
    let canonical = (try? value.canonicalBytes()) ?? []
    guard canonical == bytes else {
      let same = zip(canonical, bytes).prefix { $0 == $1 }.count
      throw CanonicalParseError(.notCanonical, at: same, in: bytes, "not in canonical form")
    }
    self = value
  }
}
