/// A part of the integral of a peak, exp(`logScale`) × `factor`.
///
/// A part may be as short as the rounding of a junction. The factor is linear in its length, so
/// that its derivatives stay of ordinary size, where those of its logarithm would not.
struct PeakIntegral<Number: AnalyticNumber>: Sendable {
  let logScale: Number
  /// Above zero.
  let factor: Number

  /// ln of the sum of parts; −∞ for none.
  static func logSum(_ parts: [Self]) -> Number {
    guard let largest = parts.max(by: { $0.logValue < $1.logValue }) else {
      return Number(-.infinity)
    }
    guard parts.count > 1 else { return largest.logScale + log(largest.factor) }
    var sum = Number(0)
    for part in parts { sum = sum + part.factor * exp(part.logScale - largest.logScale) }
    return largest.logScale + log(sum)
  }

  /// - Parameter logFactor: Logarithm of the factor.
  func scaled(by logFactor: Number) -> Self {
    Self(logScale: logScale + logFactor, factor: factor)
  }

  private var logValue: Double { logScale.value + log(factor.value) }
}
