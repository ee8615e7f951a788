/// The tail of a Crystal Ball: exp(−α²/2) (1 + α y / n)⁻ⁿ at y widths beyond its start.
///
/// In this form value and slope continue the Gaussian's, and n → ∞ is the limit exp(−α y).
struct PowerTail<Number: AnalyticNumber>: Sendable {
  /// α, above zero: where the tail starts, in widths from the mean.
  let start: Number
  private let power: Number
  /// α / n.
  private let rate: Number
  /// −α²/2.
  private let logTop: Number

  /// - Parameters:
  ///   - start: α.
  ///   - power: n, above zero.
  init(start: Number, power: Number) {
    (self.start, self.power) = (start, power)
    rate = start / power
    logTop = start * start * -0.5
  }

  /// - Parameter distance: y, zero or more.
  func logDensity(at distance: Number) -> Number { logTop - power * log1p(rate * distance) }

  /// ∫ of the tail from y over a span.
  ///
  /// With v = 1 + α y / n and L = ln v it is n/α ∫ exp((1 − n) L) dL, smooth through n = 1.
  func integral(from distance: Number, over span: Number) -> PeakIntegral<Number> {
    let reach = rate * distance
    let width = log1p(rate * span / (reach + 1))
    let middle = log1p(reach) + width * 0.5
    let slope = 1 - power
    return PeakIntegral(
      logScale: logTop + slope * middle + logSinhc(slope * width * 0.5), factor: width / rate)
  }
}
