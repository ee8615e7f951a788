import Stats

/// What a flat prior in the yield and the slope, or exponent, makes of the events of a side band.
///
/// Unlike the errors of a fit it is exact for few events. Only for functions of one parameter or
/// none. Bands that are fitted together have yields of their own, with flat priors too.
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
    guard let shape = function.tailShape else { return nil }
    return Result { () throws(NumericsError) in
      switch method {
      case .tail: try PosteriorPrediction(TailPosterior(sample(of: bands[0], shape), in: target))
      case .function(let fitted):
        try PosteriorPrediction(
          TailPosterior(
            tailBand(bands[0], shape), and: others(shape), fitted: fitted.shape.first ?? 0,
            in: target))
      }
    }
  }

  private func others(_ shape: TailShape) throws(NumericsError) -> [TailBand] {
    var others: [TailBand] = []
    for band in bands.dropFirst() { others.append(try tailBand(band, shape)) }
    return others
  }

  private func tailBand(_ band: RangeEvents, _ shape: TailShape) throws(NumericsError) -> TailBand {
    guard let bins else { return try TailBand(sample(of: band, shape)) }
    return try TailBand(
      shape, edges: FittedFunction.edges(bins, of: band.range),
      counts: FittedFunction.counts(bins, band.events, band.range))
  }

  private func sample(
    of band: RangeEvents, _ shape: TailShape
  ) throws(NumericsError) -> TailSample {
    var sample = try TailSample(shape, in: band.range)
    try sample.add(band.events)
    return sample
  }
}
