/// Tests of fitted functions with toys of as many events, each fitted as the data were.
extension ToyTest {
  /// Tests a fitted tail.
  ///
  /// - Parameters:
  ///   - events: Those that were fitted; others outside the fit range are ignored.
  ///   - toys: How many toys, at least one.
  ///   - seed: The same seed gives the same toys on every machine.
  /// - Throws: As ``init(_:of:toys:refit:uniformNumbers:)``.
  public init(
    _ statistic: UnbinnedStatistic, of tail: FittedTail, events: [Double], toys: Int, seed: UInt64
  ) throws(NumericsError) {
    let density = tail.density
    let inside = events.filter { density.range.contains($0) }
    let refit = ToyRefit(
      quantile: { density.quantile($0) },
      fractions: { toy throws(NumericsError) in
        let refitted = try TailFit.fit(density.shape, to: toy, in: density.range).density
        return toy.map { refitted.fraction(below: $0) }
      })
    try self.init(
      statistic, of: inside.map { density.fraction(below: $0) }, toys: toys, refit: refit,
      uniformNumbers: { Self.uniformNumbers(inside.count, toy: $0, seed: seed) })
  }

  /// Tests a fitted density, with its cumulative function from a fine table.
  ///
  /// - Parameters:
  ///   - point: The fitted values, one for each parameter of the density.
  ///   - bands: The events that were fitted together, for each range; their distances are added.
  ///   - toys: How many toys, at least one.
  ///   - seed: The same seed gives the same toys on every machine.
  ///   - refit: The values that the same fit finds for the events of a toy, one list for each range.
  /// - Throws: As ``init(_:of:toys:refit:uniformNumbers:)``, and
  ///   ``NumericsError/Kind/invalidInput`` for values outside the bounds of the parameters.
  public init(
    _ statistic: UnbinnedStatistic, of density: ParametricDensity, at point: [Double],
    bands: [RangeEvents], toys: Int, seed: UInt64,
    refit: ([[Double]]) throws(NumericsError) -> [Double]
  ) throws(NumericsError) {
    func distance(
      _ events: [[Double]], at point: [Double]
    ) throws(NumericsError) -> Double {
      var sum = 0.0
      for (band, events) in zip(bands, events) {
        let fitted = try TabulatedCumulative(of: density, at: point, in: band.range)
        sum += try statistic.value(of: events.map { fitted.fraction(below: $0) })
      }
      return sum
    }
    var fitted: [TabulatedCumulative] = []
    for band in bands {
      fitted.append(try TabulatedCumulative(of: density, at: point, in: band.range))
    }
    let observed = try distance(bands.map(\.events), at: point)
    try self.init(of: observed, toys: toys) { toy throws(NumericsError) in
      var stream = RandomStream(seed: seed, purpose: .goodnessOfFit, point: 0, toy: UInt64(toy))
      let events = zip(bands, fitted).map { band, fitted in
        band.events.map { _ in fitted.quantile(stream.uniform()) }
      }
      return try distance(events, at: refit(events))
    }
  }

  private static func uniformNumbers(_ count: Int, toy: Int, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: .goodnessOfFit, point: 0, toy: UInt64(toy))
    return (0..<count).map { _ in stream.uniform() }
  }
}
