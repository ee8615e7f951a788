/// A fitted tail: its parameters, how well they are known, and what it predicts elsewhere.
public struct FittedTail: Hashable, Sendable {
  public let density: TailDensity
  /// Expected events in the fit range, equal to their number n.
  public let yield: Double
  /// Covariance of (yield, parameter) from the second derivatives at the minimum; one row for the
  /// uniform shape.
  public let covariance: SymmetricMatrix
  /// −ln L = ν − Σ ln(ν f(x)) at the minimum, without the constant ln n!.
  public let negativeLogLikelihood: Double
  /// Steps of the minimiser and of the final Newton iteration.
  public let iterations: Int
  /// ½ gᵀ V g with the gradient g at the result: how far −ln L is above its minimum.
  public let estimatedDistance: Double

  public var shape: TailShape { density.shape }
  public var range: ValueRange { density.range }

  /// √n.
  public var yieldError: Double { covariance[0, 0].squareRoot() }

  /// Slope or exponent; `nil` for the uniform shape.
  public var parameter: Double? { shape == .uniform ? nil : density.parameter }

  /// Standard deviation of ``parameter``; `nil` for the uniform shape.
  public var parameterError: Double? {
    shape == .uniform ? nil : covariance[1, 1].squareRoot()
  }

  init(
    _ likelihood: TailLikelihood, slope: Double, iterations: Int
  ) throws(NumericsError) {
    let sample = likelihood.sample
    // The yield that makes its own derivative zero is the number of events, exactly.
    yield = Double(sample.count)
    density = try TailDensity(
      sample.shape, parameter: sample.shape.parameter(slope: slope), on: sample.range)
    negativeLogLikelihood = likelihood.value(logYield: log(yield), slope: slope)
    covariance = try likelihood.hessian(yield: yield, slope: slope).inverse()
    let gradient = sample.shape == .uniform ? [0] : [0, likelihood.slopeGradient(slope)]
    estimatedDistance = covariance.quadraticForm(gradient) / 2
    self.iterations = iterations
    guard estimatedDistance < 1e-6, negativeLogLikelihood.isFinite else { throw .notAtMinimum }
  }
}

/// Events that a fitted tail predicts in a range.
public struct TailExpectation: Hashable, Sendable {
  public let value: Double
  /// One standard deviation, from the covariance of the fit.
  public let statisticalError: Double
}

extension FittedTail {
  /// The tail integrated over another range, with its error by linear propagation.
  ///
  /// - Parameter other: Need not overlap the fit range; for a power law from zero or above.
  /// - Throws: As ``TailDensity/share(in:)``.
  public func expectation(in other: ValueRange) throws(NumericsError) -> TailExpectation {
    let share = try density.share(in: other)
    let gradient =
      shape == .uniform ? [share.value] : [share.value, yield * share.derivative]
    return TailExpectation(
      value: yield * share.value,
      statisticalError: covariance.quadraticForm(gradient).squareRoot())
  }
}

extension NumericsError {
  fileprivate static var notAtMinimum: Self {
    Self(
      .notConverged, "the fit did not reach a minimum",
      advice: "widen the fit range, or choose a simpler function")
  }
}
