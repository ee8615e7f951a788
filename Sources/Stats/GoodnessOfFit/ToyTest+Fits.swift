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
  ///   - events: Those that were fitted; others outside the range are ignored.
  ///   - range: The fit range.
  ///   - toys: How many toys, at least one.
  ///   - seed: The same seed gives the same toys on every machine.
  ///   - refit: The values that the same fit finds for the events of a toy.
  /// - Throws: As ``init(_:of:toys:refit:uniformNumbers:)``, and
  ///   ``NumericsError/Kind/invalidInput`` for values outside the bounds of the parameters.
  public init(
    _ statistic: UnbinnedStatistic, of density: ParametricDensity, at point: [Double],
    events: [Double], in range: ValueRange, toys: Int, seed: UInt64,
    refit: @escaping ([Double]) throws(NumericsError) -> [Double]
  ) throws(NumericsError) {
    let inside = events.filter { range.contains($0) }
    let fitted = try TabulatedCumulative(of: density, at: point, in: range)
    let refit = ToyRefit(
      quantile: { fitted.quantile($0) },
      fractions: { toy throws(NumericsError) in
        let refitted = try TabulatedCumulative(of: density, at: refit(toy), in: range)
        return toy.map { refitted.fraction(below: $0) }
      })
    try self.init(
      statistic, of: inside.map { fitted.fraction(below: $0) }, toys: toys, refit: refit,
      uniformNumbers: { Self.uniformNumbers(inside.count, toy: $0, seed: seed) })
  }

  private static func uniformNumbers(_ count: Int, toy: Int, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: .goodnessOfFit, point: 0, toy: UInt64(toy))
    return (0..<count).map { _ in stream.uniform() }
  }
}
