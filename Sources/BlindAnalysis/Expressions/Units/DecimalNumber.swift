/// A plain decimal number as text, read to the nearest double.
enum DecimalNumber {
  /// Nil if the number is too large for a double, or too small to differ from zero.
  ///
  /// - Parameter digits: As the lexer delivers them: `12`, `1.5`, `.5`, `5.`, `1e-3`.
  static func value(of digits: String) -> Double? {
    guard let value = Double(digits), value.isFinite else { return nil }
    return value == 0 && hasNonzeroDigit(digits) ? nil : value
  }

  /// In the canonical unit, or nil if that leaves the range of a double.
  static func value(of digits: String, in unit: Unit?) -> Double? {
    guard let bare = value(of: digits) else { return nil }
    guard let unit else { return bare }
    let canonical = unit.canonical(bare)
    return canonical.isFinite && (canonical != 0 || bare == 0) ? canonical : nil
  }

  private static func hasNonzeroDigit(_ digits: String) -> Bool {
    digits.utf8.prefix { $0 | 0x20 != 0x65 }.contains { $0.isDigit && $0 != 0x30 }
  }

  /// The shortest decimal text that reads back as the same double; `-0` is written `0`.
  ///
  /// Written as ECMAScript's Number::toString does (ECMA-262, section 6.1.6.1.20), the form that
  /// canonical JSON uses too.
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    guard value != 0 else { return "0" }
    let (digits, point) = shortestDigits(value.magnitude)
    return (value < 0 ? "-" : "") + layOut(digits, point: point)
  }

  /// The significant digits, and how many of them stand before the decimal point.
  static func shortestDigits(_ magnitude: Double) -> (digits: String, point: Int) {
    let parts = magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let all = mantissa.joined()
    let leading = all.prefix { $0 == "0" }.count
    var digits = all.dropFirst(leading)
    while digits.last == "0" { digits.removeLast() }
    return (String(digits), mantissa[0].count + exponent - leading)
  }

  private static func layOut(_ digits: String, point: Int) -> String {
    let count = digits.count
    if point > 21 || point <= -6 { return scientific(digits, exponent: point - 1) }
    if point >= count { return digits + String(repeating: "0", count: point - count) }
    if point > 0 { return "\(digits.prefix(point)).\(digits.dropFirst(point))" }
    return "0." + String(repeating: "0", count: -point) + digits
  }

  private static func scientific(_ digits: String, exponent: Int) -> String {
    let fraction = digits.count > 1 ? ".\(digits.dropFirst())" : ""
    return "\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(abs(exponent))"
  }
}
