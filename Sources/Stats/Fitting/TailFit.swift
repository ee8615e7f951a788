/// Extended unbinned maximum-likelihood fits of one-parameter tails.
public enum TailFit {
  /// Fewer events do not determine a yield and a shape.
  public static let minimumEvents = 3

  /// Fits the events of a range.
  ///
  /// - Parameters:
  ///   - shape: The form of the tail.
  ///   - values: Finite; those outside the range are ignored.
  ///   - range: Where to fit.
  /// - Throws: ``NumericsError``: ``NumericsError/Kind/tooFewEvents`` below three events,
  ///   ``NumericsError/Kind/divergingSlope`` when all lie at one edge,
  ///   ``NumericsError/Kind/invalidInput`` for a value that is not finite, and
  ///   ``NumericsError/Kind/notConverged``.
  public static func fit(
    _ shape: TailShape, to values: [Double], in range: ValueRange
  ) throws(NumericsError) -> FittedTail {
    var sample = try TailSample(shape, in: range)
    try sample.add(values)
    return try fit(sample)
  }

  /// Fits events that were added up before.
  ///
  /// - Throws: As ``fit(_:to:in:)``.
  public static func fit(_ sample: TailSample) throws(NumericsError) -> FittedTail {
    guard sample.count >= minimumEvents else { throw .tooFewEvents(sample.count) }
    let likelihood = TailLikelihood(sample: sample)
    guard sample.shape != .uniform else {
      return try FittedTail(likelihood, slope: 0, iterations: 0)
    }
    // Closer to an edge than this, the slope is an accident of rounding.
    guard abs(sample.meanOffset) < 0.5 - 1e-9 else { throw .divergingSlope(sample) }
    let minimum = try minimise(likelihood)
    let (slope, steps) = try polish(minimum.parameters[1], likelihood)
    return try FittedTail(likelihood, slope: slope, iterations: minimum.iterations + steps)
  }

  /// GSL's search in (ln ν, λ), each scaled by its expected standard deviation.
  private static func minimise(_ likelihood: TailLikelihood) throws(NumericsError) -> Minimum {
    let slope = likelihood.startingSlope
    let count = Double(likelihood.sample.count)
    let objective = Objective(
      value: { likelihood.value(logYield: $0[0], slope: $0[1]) },
      gradient: {
        [likelihood.logYieldGradient(logYield: $0[0]), likelihood.slopeGradient($0[1])]
      })
    return try Stats.minimise(
      objective, from: [log(count), slope],
      scales: [1 / count.squareRoot(), 1 / likelihood.slopeCurvature(slope).squareRoot()])
  }

  /// Newton's method on the likelihood equation, which takes the slope to full double precision.
  private static func polish(
    _ start: Double, _ likelihood: TailLikelihood
  ) throws(NumericsError) -> (slope: Double, steps: Int) {
    var slope = start
    let error = 1 / likelihood.slopeCurvature(start).squareRoot()
    for step in 1...20 {
      let change = -likelihood.slopeGradient(slope) / likelihood.slopeCurvature(slope)
      slope += change
      if abs(change) <= max(1e-9 * error, 4e-16 * abs(slope)) { return (slope, step) }
    }
    throw NumericsError(
      .notConverged, "the last steps of the fit did not converge",
      advice: "widen the fit range, or choose a simpler function")
  }
}

extension NumericsError {
  fileprivate static func tooFewEvents(_ count: Int) -> Self {
    Self(
      .tooFewEvents,
      "the fit range holds \(count) \(count == 1 ? "event" : "events"), and a fit needs at least "
        + "\(TailFit.minimumEvents)",
      advice: "widen the side band, or declare an upper limit on this background")
  }

  fileprivate static func divergingSlope(_ sample: TailSample) -> Self {
    Self(
      .divergingSlope,
      "all \(sample.count) events of the fit range lie at its "
        + "\(sample.meanOffset < 0 ? "lower" : "upper") edge, so that the slope diverges",
      advice: "move or widen the side band, or declare an upper limit on this background")
  }
}
