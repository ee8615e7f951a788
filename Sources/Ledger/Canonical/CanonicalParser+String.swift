extension CanonicalParser {
  /// Reads a quoted string and returns it in NFC.
  mutating func string() throws(CanonicalParseError) -> String {
    let start = offset
    let utf8 = try unescaped()
    guard let text = String(validating: utf8, as: UTF8.self) else {
      throw error(.invalidUTF8, "string that is not valid UTF-8", at: start)
    }
    do {
      return String(decoding: try ComposedText.utf8(of: text), as: UTF8.self)
    } catch {
      throw self.error(
        .unsupportedCharacter,
        "string '\(text.printable)' with a character whose composed form (NFC) is not certain",
        at: start)
    }
  }

  private mutating func unescaped() throws(CanonicalParseError) -> [UInt8] {
    offset += 1
    var utf8: [UInt8] = []
    while true {
      switch next {
      case UInt8(ascii: "\""):
        offset += 1
        return utf8
      case UInt8(ascii: "\\"):
        utf8.append(contentsOf: try escape())
      case .some(let byte) where byte >= 0x20:
        utf8.append(byte)
        offset += 1
      default:
        throw unexpected("'\"' at the end of the string")
      }
    }
  }

  private mutating func escape() throws(CanonicalParseError) -> [UInt8] {
    let start = offset
    offset += 1
    let kind = next
    if kind != nil { offset += 1 }
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [bytes[offset - 1]]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(try escapedScalar(from: start)).utf8)
    default: throw error(.invalidEscape, "unknown escape after '\\'", at: start)
    }
  }

  /// Reads what follows `\u`: one code unit, or a surrogate pair with its second `\u`.
  private mutating func escapedScalar(
    from start: Int
  ) throws(CanonicalParseError) -> Unicode.Scalar {
    let first = try codeUnit(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    if UTF16.isLeadSurrogate(first), bytes[offset...].starts(with: [0x5C, 0x75]) {
      offset += 2
      let second = try codeUnit(from: start)
      if UTF16.isTrailSurrogate(second) {
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
      }
    }
    throw error(.loneSurrogate, "half of a surrogate pair", at: start)
  }

  private mutating func codeUnit(from start: Int) throws(CanonicalParseError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error(.invalidEscape, "'\\u' without four hexadecimal digits", at: start)
      }
      unit = unit << 4 | UInt16(digit)
      offset += 1
    }
    return unit
  }
}
