/// Fits a toy as the data were fitted.
///
/// Without it, the toys of a function whose parameters come from the same data look worse than the
/// data, and every fit looks good.
public struct ToyRefit {
  /// The value below which the fitted function has a fraction.
  let quantile: (Double) throws(NumericsError) -> Double
  /// The fractions below each event of a toy, of the function fitted to this toy.
  let fractions: ([Double]) throws(NumericsError) -> [Double]

  /// - Parameters:
  ///   - quantile: The value below which the function fitted to the data has a given fraction
  ///     between 0 and 1; turns uniform numbers into the events of a toy.
  ///   - fractions: Fits the events of a toy, and gives the cumulative function of that fit at each.
  public init(
    quantile: @escaping (Double) throws(NumericsError) -> Double,
    fractions: @escaping ([Double]) throws(NumericsError) -> [Double]
  ) {
    (self.quantile, self.fractions) = (quantile, fractions)
  }

  func numbers(from uniform: [Double]) throws(NumericsError) -> [Double] {
    var events: [Double] = []
    events.reserveCapacity(uniform.count)
    for number in uniform { events.append(try quantile(number)) }
    return try fractions(events)
  }
}

extension ToyTest {
  /// Tests unbinned events against a fitted function.
  ///
  /// - Parameters:
  ///   - fractions: The cumulative function of the fit at each event of the data.
  ///   - toys: How many toys, at least one.
  ///   - refit: Nil only for a function that was not fitted to these data.
  ///   - uniformNumbers: The numbers between 0 and 1 of a toy, by its number from zero on; as many
  ///     as there are events, or with a Poisson number of them if the data's is not given.
  /// - Throws: As ``UnbinnedStatistic/value(of:)`` and ``init(of:toys:toyStatistic:)``.
  public init(
    _ statistic: UnbinnedStatistic, of fractions: [Double], toys: Int, refit: ToyRefit?,
    uniformNumbers: (Int) throws(NumericsError) -> [Double]
  ) throws(NumericsError) {
    let observed = try statistic.value(of: fractions)
    try self.init(of: observed, toys: toys) { toy throws(NumericsError) in
      let uniform = try uniformNumbers(toy)
      return try statistic.value(of: refit?.numbers(from: uniform) ?? uniform)
    }
  }
}
