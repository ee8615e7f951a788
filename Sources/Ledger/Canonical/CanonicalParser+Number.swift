extension CanonicalParser {
  /// No double needs more digits to be told from its neighbours (767), sign and exponent apart.
  private static let longestNumber = 800

  mutating func number() throws(CanonicalParseError) -> CanonicalValue {
    let start = offset
    let literal = try decimalLiteral()
    guard offset - start <= Self.longestNumber else {
      throw error(
        .numberOutOfRange, "number longer than \(Self.longestNumber) characters", at: start)
    }
    switch literal.meaning {
    case .integer(let value): return .integer(value)
    case .real(let value): return .real(value)
    case .outOfRange: throw outOfRange(at: start)
    }
  }

  private func outOfRange(at start: Int) -> CanonicalParseError {
    let text = String(decoding: bytes[start..<offset], as: UTF8.self).printable
    return error(
      .numberOutOfRange,
      "number '\(text)' fits neither a 64-bit integer nor, with a point or exponent, a double",
      at: start)
  }

  private mutating func decimalLiteral() throws(CanonicalParseError) -> DecimalLiteral {
    var literal = DecimalLiteral()
    literal.isNegative = skip("-")
    literal.wholeDigits = try wholeDigits()
    if skip(".") { literal.fractionDigits = try digits() }
    if skip("e") || skip("E") {
      literal.exponentIsNegative = skip("-")
      if !literal.exponentIsNegative { _ = skip("+") }
      literal.exponentDigits = try digits()
    }
    return literal
  }

  private mutating func wholeDigits() throws(CanonicalParseError) -> [UInt8] {
    let start = offset
    let digits = try digits()
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else {
      throw error(.invalidNumber, "number with a leading zero", at: start)
    }
    return digits
  }

  private mutating func digits() throws(CanonicalParseError) -> [UInt8] {
    let start = offset
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    guard offset > start else { throw unexpected("a digit") }
    return Array(bytes[start..<offset])
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }
}
