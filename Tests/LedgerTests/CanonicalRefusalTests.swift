import Ledger
import Testing

@Suite("Canonical form: refusals") struct CanonicalRefusalTests {
  struct Refusal: Sendable {
    let text: String
    let kind: CanonicalParseError.Kind
    let line: Int
    let column: Int

    init(_ text: String, _ kind: CanonicalParseError.Kind, _ line: Int, _ column: Int) {
      (self.text, self.kind, self.line, self.column) = (text, kind, line, column)
    }
  }

  static let refusals: [Refusal] = [
    Refusal("", .unexpectedEnd, 1, 1),
    Refusal("\u{FEFF}{}", .byteOrderMark, 1, 1),
    Refusal("{\"E_ECAL\":50,\"E_ECAL\":20}", .duplicateKey, 1, 14),
    Refusal("{\"é\": 1,\n \"e\u{301}\": 2}", .duplicateKey, 2, 2),
    Refusal("{\"a\": 1, \"\\u0061\": 2}", .duplicateKey, 1, 10),
    Refusal("{\r\n}", .carriageReturn, 1, 2),
    Refusal("\"a\r\"", .carriageReturn, 1, 3),
    Refusal("[1, 2,]", .unexpectedByte, 1, 7),
    Refusal("{\"a\": 1,}", .unexpectedByte, 1, 9),
    Refusal("[1 2]", .unexpectedByte, 1, 4),
    Refusal("{\"a\" 1}", .unexpectedByte, 1, 6),
    Refusal("{a: 1}", .unexpectedByte, 1, 2),
    Refusal("{'a': 1}", .unexpectedByte, 1, 2),
    Refusal("[]]", .unexpectedByte, 1, 3),
    Refusal("{} {}", .unexpectedByte, 1, 4),
    Refusal("[1", .unexpectedEnd, 1, 3),
    Refusal("{\"a\":", .unexpectedEnd, 1, 6),
    Refusal("\"abc", .unexpectedEnd, 1, 5),
    Refusal("// no\n1", .unexpectedByte, 1, 1),
    Refusal("nul", .unexpectedByte, 1, 1),
    Refusal("True", .unexpectedByte, 1, 1),
    Refusal("NaN", .unexpectedByte, 1, 1),
    Refusal("-Infinity", .unexpectedByte, 1, 2),
    Refusal("+1", .unexpectedByte, 1, 1),
    Refusal(".5", .unexpectedByte, 1, 1),
    Refusal("1.", .unexpectedEnd, 1, 3),
    Refusal("1e", .unexpectedEnd, 1, 3),
    Refusal("0x10", .unexpectedByte, 1, 2),
    Refusal("012", .invalidNumber, 1, 1),
    Refusal("-00", .invalidNumber, 1, 2),
    Refusal("1e400", .numberOutOfRange, 1, 1),
    Refusal("[-1e400]", .numberOutOfRange, 1, 2),
    Refusal("1e-400", .numberOutOfRange, 1, 1),
    Refusal("1e99999999999999999999", .numberOutOfRange, 1, 1),
    Refusal("9223372036854775808", .numberOutOfRange, 1, 1),
    Refusal("-9223372036854775809", .numberOutOfRange, 1, 1),
    Refusal("0." + String(repeating: "1", count: 900), .numberOutOfRange, 1, 1),
    Refusal("\"\u{1}\"", .unexpectedByte, 1, 2),
    Refusal("\"\u{0}\"", .unexpectedByte, 1, 2),
    Refusal("\"a\nb\"", .unexpectedByte, 1, 3),
    Refusal("\"\\x\"", .invalidEscape, 1, 2),
    Refusal("\"\\u12g4\"", .invalidEscape, 1, 2),
    Refusal("\"\\", .invalidEscape, 1, 2),
    Refusal("\"\\ud800\"", .loneSurrogate, 1, 2),
    Refusal("\"\\udc00\"", .loneSurrogate, 1, 2),
    Refusal("\"\\ud800\\ud800\"", .loneSurrogate, 1, 2),
    Refusal("\"\\ud83d\\n\"", .loneSurrogate, 1, 2),
    Refusal("\"\u{378}\"", .unsupportedCharacter, 1, 1),
    Refusal("[\n  \"ééé\", ?]", .unexpectedByte, 2, 10),
  ]

  @Test("each fault by its kind and place", arguments: refusals)
  func refusal(case refusal: Refusal) throws {
    let error = #expect(throws: CanonicalParseError.self) {
      try CanonicalValue(parsing: Array(refusal.text.utf8))
    }
    #expect(error?.kind == refusal.kind)
    #expect(error?.line == refusal.line)
    #expect(error?.column == refusal.column)
  }

  static let invalidUTF8: [[UInt8]] = [
    [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82],
  ]

  @Test("invalid UTF-8 in a string", arguments: invalidUTF8)
  func badBytes(bytes: [UInt8]) {
    let quote = [UInt8(ascii: "\"")]
    let error = #expect(throws: CanonicalParseError.self) {
      try CanonicalValue(parsing: quote + bytes + quote)
    }
    #expect(error?.kind == .invalidUTF8)
  }

  @Test("nesting is bounded for reading and writing alike")
  func depth() throws {
    let text = { (depth: Int) in
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    let deepest = try CanonicalValue(parsing: text(CanonicalValue.maximumDepth))
    #expect(try deepest.canonicalBytes() == text(CanonicalValue.maximumDepth))
    let error = #expect(throws: CanonicalParseError.self) {
      try CanonicalValue(parsing: text(1_000_000))
    }
    #expect(error?.kind == .tooDeep)
    #expect(throws: CanonicalWriteError.self) {
      try CanonicalValue.array([deepest]).canonicalBytes()
    }
  }

  @Test("size is bounded before anything is read")
  func size() {
    let error = #expect(throws: CanonicalParseError.self) {
      try CanonicalValue(parsing: Array("[1, 2]".utf8), limit: 5)
    }
    #expect(error?.kind == .tooLarge)
  }

  static let loose = [
    " 1", "1\n", "1.0", "[1, 2]", "{\"b\":1,\"a\":2}", "\"e\u{301}\"", "\"\\/\"", "-0",
  ]

  @Test("valid texts that are not the canonical one", arguments: loose)
  func notCanonical(text: String) {
    let error = #expect(throws: CanonicalParseError.self) {
      try CanonicalValue(canonicalBytes: Array(text.utf8))
    }
    #expect(error?.kind == .notCanonical)
  }

  static let withoutForm: [(CanonicalValue, CanonicalWriteError.Kind, String)] = [
    (.real(.nan), .notFinite, ""),
    (["a": [1, ["b": .real(-.infinity)]]], .notFinite, "a[1].b"),
    (["a": "\u{378}"], .unsupportedCharacter, "a"),
    (["\u{378}": 1], .unsupportedCharacter, ""),
  ]

  @Test("values without a canonical form", arguments: withoutForm)
  func unwritable(case row: (CanonicalValue, CanonicalWriteError.Kind, String)) {
    let error = #expect(throws: CanonicalWriteError.self) { try row.0.canonicalBytes() }
    #expect(error?.kind == row.1)
    #expect(error?.path == row.2)
  }
}
