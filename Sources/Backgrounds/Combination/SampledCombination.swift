public import Stats

/// The backgrounds of an analysis with their sum, by sampling all factors together.
///
/// The check on ``CombinedBackground``, and the answer where models are far from linear.
public struct SampledCombination: Sendable {
  public let lines: [SampledPropagation]
  public let total: SampledPropagation
  /// The sum of each run period, in the order in which the periods first occur.
  public let periods: [SampledPropagation]
  private let sample: FactorSample

  /// - Parameters:
  ///   - draws: 100 to 1,000,000.
  ///   - source: Takes one number for each factor and draw, factors in the order of their names.
  /// - Throws: As ``FactorSample``.
  public init(
    _ sum: BackgroundSum, draws: Int, from source: inout some UniformSource
  ) throws(NumericsError) {
    var models = sum.lines.map(\.model)
    models.append(sum.total)
    models += sum.periods
    sample = try FactorSample(of: models, draws: draws, from: &source)
    lines = Array(sample.estimates.prefix(sum.lines.count))
    total = sample.estimates[sum.lines.count]
    periods = Array(sample.estimates.dropFirst(sum.lines.count + 1))
  }

  /// The linear correlation of two lines; zero when one of them does not vary, and for a position
  /// out of range.
  public func correlation(_ first: Int, _ second: Int) -> Double {
    guard lines.indices.contains(first), lines.indices.contains(second) else { return 0 }
    return sample.correlation(first, second)
  }
}
