/// ½ ((x − m) / σ)², what an independent measurement of a parameter adds to −ln L.
///
/// A term of an ``ObjectiveSum``.
public struct GaussianConstraint: FitObjective, Hashable {
  public let parameters: [FitParameter]
  /// m, finite.
  public let mean: Double
  /// σ, above zero.
  public let deviation: Double

  /// - Parameter name: Of the parameter, as the function to be constrained calls it.
  /// - Throws: ``NumericsError/Kind/invalidInput`` unless the mean is finite and the deviation
  ///   finite and above zero.
  public init(_ name: String, mean: Double, deviation: Double) throws(NumericsError) {
    guard mean.isFinite, deviation > 0, deviation < .infinity else {
      throw NumericsError(
        .invalidInput,
        "the constraint of '\(name)' needs a finite mean and a standard deviation above zero",
        advice: "hold a parameter that is known exactly")
    }
    parameters = [
      FitParameter(
        name: name, start: mean, lower: -.infinity, upper: .infinity, step: deviation)
    ]
    (self.mean, self.deviation) = (mean, deviation)
  }

  public func value(at point: [Double]) throws(NumericsError) -> Double {
    try checkSize(of: point)
    let pull = (point[0] - mean) / deviation
    return pull * pull / 2
  }

  public func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives {
    try checkSize(of: point)
    let pull = (point[0] - mean) / deviation
    return ObjectiveDerivatives(
      value: pull * pull / 2, gradient: [pull / deviation],
      hessian: [1 / (deviation * deviation)])
  }
}
