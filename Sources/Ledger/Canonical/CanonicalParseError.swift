/// Why a text is not a canonical value, placed where its author can fix it.
public struct CanonicalParseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A stable name of the fault; the raw value is its identifier in tests and the manual.
  public enum Kind: String, Hashable, Sendable {
    case byteOrderMark = "byte-order-mark"
    case carriageReturn = "carriage-return"
    case duplicateKey = "duplicate-key"
    case invalidEscape = "invalid-escape"
    case invalidNumber = "invalid-number"
    case invalidUTF8 = "invalid-utf-8"
    case loneSurrogate = "lone-surrogate"
    case notCanonical = "not-canonical"
    case numberOutOfRange = "number-out-of-range"
    case tooDeep = "too-deep"
    case tooLarge = "too-large"
    case unsupportedCharacter = "unsupported-character"
    case unexpectedByte = "unexpected-byte"
    case unexpectedEnd = "unexpected-end"
  }

  public let kind: Kind
  /// What is wrong and what was expected, without the place.
  public let message: String
  /// From 1.
  public let line: Int
  /// From 1, in characters (Unicode scalars) of the line.
  public let column: Int

  public var description: String {
    "line \(line), column \(column): \(message) [\(kind.rawValue)]"
  }

  init(_ kind: Kind, at offset: Int, in bytes: [UInt8], _ message: String) {
    let before = bytes.prefix(offset)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let newlines = before.count { $0 == UInt8(ascii: "\n") }
    // Continuation bytes (10xxxxxx) belong to the character before them.
    let characters = before[lineStart...].count { $0 & 0xC0 != 0x80 }
    (self.kind, self.message, line, column) = (kind, message, newlines + 1, characters + 1)
  }
}
