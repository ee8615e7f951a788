extension ParametricDensity {
  /// The x in ``range`` below which the share is a given probability: uniform numbers become events.
  ///
  /// - Parameters:
  ///   - probability: From 0 to 1.
  ///   - point: One value for each of ``parameters``.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for other probabilities and for parameters
  ///   outside their bounds, ``NumericsError/Kind/notConverged`` when the root search fails.
  public func quantile(
    _ probability: Double, parameters point: [Double]
  ) throws(NumericsError) -> Double {
    try check(point)
    guard probability >= 0, probability <= 1 else {
      throw NumericsError(
        .invalidInput, "a quantile needs a probability from 0 to 1",
        advice: "give it as a fraction, for example 0.9 for 90 %")
    }
    let evaluation = try form.values(at: point[...])
    let whole = try evaluation.logIntegrals([range])[0]
    let fraction = try root(from: 0, to: 1) { (fraction) throws(NumericsError) in
      guard let part = part(fraction) else { return -probability }
      return try exp(evaluation.logIntegrals([part])[0] - whole).finite() - probability
    }
    return min(range.lower + fraction * range.width, range.upper)
  }

  /// The range up to a fraction of its width; `nil` when it is empty.
  private func part(_ fraction: Double) -> ValueRange? {
    if fraction >= 1 { return range }
    return try? ValueRange(from: range.lower, to: range.lower + fraction * range.width)
  }
}
