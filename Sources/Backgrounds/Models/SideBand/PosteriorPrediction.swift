import Stats

/// What a flat prior in the yield and the slope, or exponent, makes of the events of a side band.
///
/// Unlike the errors of a fit it is exact for few events. Only for functions of one parameter or
/// none, fitted without bins.
public struct PosteriorPrediction: Hashable, Sendable {
  /// In words.
  public static let prior = "flat in yield and in slope or exponent"

  /// Below which the expectation in the box lies with 15.87, 50 and 84.13 %.
  public let lower, median, upper: Double
  /// Of the expectation; nil where it diverges.
  public let mean: Double?
  /// To find no event in the box, and to find one.
  public let probabilityOfNone, probabilityOfOne: Double

  /// - Throws: `NumericsError` for events that leave the expectation without a bound.
  init(_ posterior: TailPosterior) throws(NumericsError) {
    lower = try posterior.quantile(normalCumulative(-1))
    median = try posterior.quantile(0.5)
    upper = try posterior.quantile(normalCumulative(1))
    mean = posterior.mean
    probabilityOfNone = try posterior.probability(of: 0)
    probabilityOfOne = try posterior.probability(of: 1)
  }
}

extension SideBandFit {
  /// - Returns: Nil for a function that has no exact posterior.
  func posterior(in target: Stats.ValueRange) -> Result<PosteriorPrediction, NumericsError>? {
    guard case .tail(let tail) = method else { return nil }
    return Result { () throws(NumericsError) in
      var sample = try TailSample(tail.shape, in: range)
      try sample.add(events)
      return try PosteriorPrediction(TailPosterior(sample, in: target))
    }
  }
}
