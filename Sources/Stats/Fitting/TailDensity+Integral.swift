/// The integral of a density over a range, and how it changes with the parameter.
public struct TailShare: Hashable, Sendable {
  /// Relative to the integral over the range of the density, which is one.
  public let value: Double
  /// d value / d parameter.
  public let derivative: Double
}

extension TailDensity {
  /// ∫ f(x) dx over another range, into which the density is continued.
  ///
  /// - Parameter other: For a power law from zero or above.
  /// - Throws: ``NumericsError/Kind/divergingIntegral`` for a power law down to zero with an
  ///   exponent of −1 or less, and where the continued density overflows;
  ///   ``NumericsError/Kind/invalidInput`` for a power law below zero.
  public func share(in other: ValueRange) throws(NumericsError) -> TailShare {
    let (logValue, slope) = try logShare(in: other)
    let value = exp(logValue)
    let derivative = shape == .uniform ? 0 : value * slope
    guard value.isFinite, derivative.isFinite else {
      throw NumericsError(
        .divergingIntegral, "the extrapolated integral of the \(shape.rawValue) is too large",
        advice: "extrapolate over a shorter distance, or widen the fit range")
    }
    return TailShare(value: value, derivative: derivative)
  }

  /// The logarithm of the share, also where the share overflows, and its derivative.
  ///
  /// - Throws: As ``share(in:)``, but for overflow.
  func logShare(
    in other: ValueRange
  ) throws(NumericsError) -> (value: Double, derivative: Double) {
    if shape == .powerLaw, other.lower == 0 { return try logShareFromZero(to: other.upper) }
    let there = try shape.coordinates(other)
    let distance = there.middle - coordinates.middle
    let otherHalfSpan = slope * there.width / 2
    return (
      log(there.width / coordinates.width) + slope * distance
        + LogSinhc.value(otherHalfSpan) - LogSinhc.value(halfSpan),
      distance + there.width / 2 * LogSinhc.slope(otherHalfSpan)
        - coordinates.width / 2 * LogSinhc.slope(halfSpan)
    )
  }

  /// ∫₀ᶜ xᵏ dx = cᵏ⁺¹ / (k + 1), relative to the integral over the fit range.
  private func logShareFromZero(
    to upper: Double
  ) throws(NumericsError) -> (value: Double, derivative: Double) {
    guard slope > 0 else {
      throw NumericsError(
        .divergingIntegral, "a power law with an exponent of -1 or less diverges at zero",
        advice: "start the extrapolation above zero, or choose the exponential")
    }
    let distance = log(upper) - coordinates.upper
    let span = slope * coordinates.width
    return (
      slope * distance - log(-expm1(-span)),
      distance - coordinates.width / expm1(span)
    )
  }
}
