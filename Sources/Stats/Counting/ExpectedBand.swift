/// The limit that one outcome of a background-only experiment would give.
public struct ExpectedLimit: Hashable, Sendable {
  /// z, in standard deviations of a normal distribution: −2, −1, 0, 1 or 2.
  public let deviation: Int
  /// The smallest n with P(N ≤ n) ≥ Φ(z) under background alone.
  public let count: Int
  /// The upper limit in events that this count gives.
  public let limit: Double
}

/// The limits to expect from background alone, averaged over the background mean.
public struct ExpectedBand: Hashable, Sendable {
  /// For z = −2, −1, 0, 1, 2, in this order.
  public let quantiles: [ExpectedLimit]
  /// Σₙ P(N = n) limit(n), to a relative precision of 1e-8 unless the method states another one.
  public let mean: Double

  /// The entry for z = 0.
  public var median: ExpectedLimit { quantiles[2] }
}

extension CountingCLs {
  /// The expected limit and its one and two sigma band, by enumeration of all counts.
  ///
  /// A count is discrete, so several entries of the band may coincide.
  /// - Throws: ``NumericsError/Kind/tooLarge`` when background and uncertainty together spread over
  ///   millions of counts, and what the limits themselves throw.
  public func expected() throws(NumericsError) -> ExpectedBand {
    try ExpectedBand(background) { (count, _, cumulative) throws(NumericsError) in
      try upperLimit(count, cumulative)
    }
  }
}

extension ExpectedBand {
  /// - Parameters:
  ///   - precision: Of the mean, for each part of the range of counts over which it is averaged.
  ///   - limit: The upper limit of a count, given the distribution of background counts.
  init(
    _ background: BackgroundExpectation, precision: Double = 1e-8,
    limit: (Int, CountDistribution, CumulativeCounts) throws(NumericsError) -> Double
  ) throws(NumericsError) {
    let counts = try CountDistribution(of: background.law, upTo: nil)
    let cumulative = CumulativeCounts(counts)
    try Self.checkNormalisation(counts, cumulative)
    quantiles = try [-2, -1, 0, 1, 2].map { (deviation) throws(NumericsError) in
      let count = cumulative.quantile(normalCumulative(Double(deviation)))
      return ExpectedLimit(
        deviation: deviation, count: count, limit: try limit(count, counts, cumulative))
    }
    mean = try SmoothAverage(
      weights: cumulative, scale: quantiles[2].limit, precision: precision
    ).mean { (count) throws(NumericsError) in try limit(count, counts, cumulative) }
  }

  private static func checkNormalisation(
    _ counts: CountDistribution, _ cumulative: CumulativeCounts
  ) throws(NumericsError) {
    let total = cumulative.total * exp(counts.logReference)
    guard abs(total - 1) < 1e-9 else {
      throw NumericsError(
        .notConverged, "the probabilities of all counts do not add up to one",
        advice: "choose a smaller uncertainty or another constraint")
    }
  }
}
