/// The decimal text of a double in canonical form.
///
/// Digits are the standard library's shortest that read back as the same double. They are placed
/// as in ECMA-262, `Number::toString`, whose `n` is the power of ten above the first digit.
struct ShortestDecimal {
  private let isNegative: Bool
  /// Without leading or trailing zeros.
  private let digits: Substring
  /// The value is 0.digits × 10^pointPosition.
  private let pointPosition: Int

  /// - Parameter value: Finite; nil otherwise.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    let parts = value.magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let all = mantissa.joined()
    let significant = all.drop { $0 == "0" }
    isNegative = value < 0
    pointPosition = mantissa[0].count + exponent - (all.count - significant.count)
    digits = significant.dropLast(significant.reversed().prefix { $0 == "0" }.count)
  }

  /// As in `0.1`, `12.5`, `1e-7`, `1.5e+300`.
  var text: String {
    let sign = isNegative ? "-" : ""
    if pointPosition > 0, pointPosition < digits.count {
      return sign + digits.prefix(pointPosition) + "." + digits.dropFirst(pointPosition)
    }
    if (-5...0).contains(pointPosition) {
      return sign + "0." + String(repeating: "0", count: -pointPosition) + digits
    }
    return sign + scientific
  }

  private var scientific: String {
    let exponent = pointPosition - 1
    let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
    return digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + "\(exponent.magnitude)"
  }
}
