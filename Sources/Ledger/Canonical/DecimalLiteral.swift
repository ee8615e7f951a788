/// A JSON number as it was written, before it becomes an integer or a double.
struct DecimalLiteral {
  /// What the text means.
  enum Meaning {
    case integer(Int)
    case real(Double)
    case outOfRange
  }

  var isNegative = false
  var wholeDigits: [UInt8] = []
  var fractionDigits: [UInt8] = []
  var exponentIsNegative = false
  /// Empty when no exponent was written.
  var exponentDigits: [UInt8] = []

  /// Exact when it is a whole number that fits `Int`, however it was written (`50`, `50.0`, `5e1`);
  /// else the nearest double. Out of range: digits alone beyond `Int`, a number beyond every
  /// double, and a number above zero that the nearest double would make zero.
  var meaning: Meaning {
    if let whole { return .integer(whole) }
    if fractionDigits.isEmpty, exponentDigits.isEmpty { return .outOfRange }
    guard let value = Double(text), value.isFinite, value != 0 else { return .outOfRange }
    return Int(exactly: value).map { .integer($0) } ?? .real(value)
  }

  private var whole: Int? {
    let all = wholeDigits + fractionDigits
    let kept = all.dropLast(all.reversed().prefix { $0 == Self.zero }.count)
    let significant = kept.drop { $0 == Self.zero }
    guard !significant.isEmpty else { return 0 }
    let power = exponent - fractionDigits.count + (all.count - kept.count)
    guard power >= 0, significant.count + power <= 19 else { return nil }
    let digits = significant + Array(repeating: Self.zero, count: power)
    return Int((isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self))
  }

  /// Beyond ±99,999 the exact value no longer matters: literals are shorter than that.
  private var exponent: Int {
    let significant = exponentDigits.drop { $0 == Self.zero }
    let magnitude =
      significant.count > 5 ? 99_999 : Int(String(decoding: significant, as: UTF8.self)) ?? 0
    return exponentIsNegative ? -magnitude : magnitude
  }

  private var text: String {
    let fraction = fractionDigits.isEmpty ? "0" : String(decoding: fractionDigits, as: UTF8.self)
    let whole = String(decoding: wholeDigits, as: UTF8.self)
    return "\(isNegative ? "-" : "")\(whole).\(fraction)e\(exponent)"
  }

  private static let zero = UInt8(ascii: "0")
}
