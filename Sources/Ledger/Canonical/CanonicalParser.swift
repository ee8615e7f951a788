/// Reads JSON by its strictest rules; see ``CanonicalValue/init(parsing:limit:)``.
struct CanonicalParser {
  let bytes: [UInt8]
  var offset = 0
  private var depth = 0

  static func parse(
    _ bytes: [UInt8], limit: Int
  ) throws(CanonicalParseError) -> CanonicalValue {
    var parser = CanonicalParser(bytes: bytes)
    try parser.checkStart(limit: limit)
    parser.skipWhiteSpace()
    let value = try parser.value()
    parser.skipWhiteSpace()
    guard parser.next == nil else { throw parser.unexpected("the end of the text") }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func checkStart(limit: Int) throws(CanonicalParseError) {
    guard bytes.count <= limit else { throw error(.tooLarge, "longer than \(limit) bytes") }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw error(.byteOrderMark, "byte order mark; write the file as plain UTF-8")
    }
  }

  private mutating func value() throws(CanonicalParseError) -> CanonicalValue {
    switch next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw unexpected("a value")
    }
  }

  private mutating func word(
    _ word: String, _ value: CanonicalValue
  ) throws(CanonicalParseError) -> CanonicalValue {
    guard bytes[offset...].starts(with: word.utf8) else { throw unexpected("'\(word)'") }
    offset += word.utf8.count
    return value
  }

  private mutating func array() throws(CanonicalParseError) -> CanonicalValue {
    var elements: [CanonicalValue] = []
    try open()
    if !closes(with: "]") {
      repeat {
        skipWhiteSpace()
        elements.append(try value())
      } while try continues(before: "]")
    }
    return .array(elements)
  }

  private mutating func object() throws(CanonicalParseError) -> CanonicalValue {
    var members: [String: CanonicalValue] = [:]
    try open()
    if !closes(with: "}") {
      repeat { try member(into: &members) } while try continues(before: "}")
    }
    return .object(members)
  }

  private mutating func member(
    into members: inout [String: CanonicalValue]
  ) throws(CanonicalParseError) {
    skipWhiteSpace()
    guard next == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
    let place = offset
    let key = try string()
    // Strings are equal when their NFC is, so this also finds one key in two encodings.
    guard members[key] == nil else {
      throw error(.duplicateKey, "duplicate key '\(key.printable)'", at: place)
    }
    skipWhiteSpace()
    guard next == UInt8(ascii: ":") else { throw unexpected("':' after a key") }
    offset += 1
    skipWhiteSpace()
    members[key] = try value()
  }

  // MARK: Brackets and commas

  private mutating func open() throws(CanonicalParseError) {
    guard depth < CanonicalValue.maximumDepth else {
      throw error(.tooDeep, "nested more than \(CanonicalValue.maximumDepth) deep")
    }
    depth += 1
    offset += 1
  }

  /// Steps over the bracket if it is next.
  private mutating func closes(with bracket: Unicode.Scalar) -> Bool {
    skipWhiteSpace()
    guard next == UInt8(ascii: bracket) else { return false }
    depth -= 1
    offset += 1
    return true
  }

  /// Steps over a comma (true) or the closing bracket (false).
  private mutating func continues(
    before bracket: Unicode.Scalar
  ) throws(CanonicalParseError) -> Bool {
    if closes(with: bracket) { return false }
    guard next == UInt8(ascii: ",") else { throw unexpected("',' or '\(bracket)'") }
    offset += 1
    return true
  }

  // MARK: Bytes

  /// The byte to read next, or nil at the end.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipWhiteSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A { offset += 1 }
  }

  func unexpected(_ expected: String) -> CanonicalParseError {
    switch next {
    case nil: error(.unexpectedEnd, "the text ends; expected \(expected)")
    case 0x0D?: error(.carriageReturn, "carriage return; end lines with a line feed alone")
    case .some(let byte): error(.unexpectedByte, "\(describe(byte)); expected \(expected)")
    }
  }

  private func describe(_ byte: UInt8) -> String {
    if (0x21...0x7E).contains(byte) { return "unexpected '\(Unicode.Scalar(byte))'" }
    return "unexpected byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
  }

  func error(
    _ kind: CanonicalParseError.Kind, _ message: String, at place: Int? = nil
  ) -> CanonicalParseError {
    CanonicalParseError(kind, at: place ?? offset, in: bytes, message)
  }
}
