extension ParametricDensity {
  /// The x in ``range`` below which the share is a given probability: uniform numbers become events.
  ///
  /// - Parameters:
  ///   - probability: From 0 to 1; above one half it is read as its distance from 1.
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
    // From the nearer end, so that small shares keep their precision.
    let fromBelow = probability <= 0.5
    let target = fromBelow ? probability : 1 - probability
    let distance = try root(from: 0, to: 1) { (distance) throws(NumericsError) in
      guard let part = part(distance, fromBelow: fromBelow) else { return -target }
      return try exp(evaluation.logIntegrals([part])[0] - whole).finite() - target
    }
    return fromBelow
      ? min(range.lower + distance * range.width, range.upper)
      : max(range.upper - distance * range.width, range.lower)
  }

  /// The part of the range up to a fraction of its width; `nil` when it is empty.
  private func part(_ fraction: Double, fromBelow: Bool) -> ValueRange? {
    if fraction >= 1 { return range }
    let length = fraction * range.width
    return fromBelow
      ? try? ValueRange(from: range.lower, to: range.lower + length)
      : try? ValueRange(from: range.upper - length, to: range.upper)
  }
}
