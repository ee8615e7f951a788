public import Stats

/// Two estimates of the same background, compared and combined.
///
/// As for upstream interactions, which the material of the beam line and a side band both predict.
public struct EstimateComparison: Hashable, Sendable {
  /// First minus second, in events.
  public let difference: Double
  /// One standard deviation of the difference, with the factors that both share cancelling.
  public let uncertainty: Double
  /// The best linear unbiased average of the two.
  public let average: Average

  public struct Average: Hashable, Sendable {
    /// In events.
    public let value: Double
    public let uncertainty: Double
    /// Weight of the first estimate; outside 0...1 when the two are strongly correlated.
    public let weight: Double
  }

  /// The weight of the first estimate, kept in 0...1 so that no average is below both.
  var positiveWeight: Double { min(max(average.weight, 0), 1) }

  /// Difference over its uncertainty; nil when neither estimate has one.
  public var pull: Double? { uncertainty > 0 ? difference / uncertainty : nil }

  /// Means and standard deviations of the laws are compared, not nominal values.
  ///
  /// Reference of the average: L. Lyons, D. Gibaut, P. Clifford, Nucl. Instrum. Meth. A 270 (1988)
  /// 110.
  /// - Throws: `NumericsError` of kind `invalidInput` when the difference has no uncertainty, as then
  ///   no weights follow.
  public init(_ first: Propagation, _ second: Propagation) throws(NumericsError) {
    difference = first.mean - second.mean
    let covariance = first.covariance(with: second)
    let variances = (first.uncertainty * first.uncertainty, second.uncertainty * second.uncertainty)
    let variance = variances.0 + variances.1 - 2 * covariance
    guard variance > 1e-12 * (variances.0 + variances.1) else {
      throw NumericsError(
        .invalidInput, "'\(first.name)' and '\(second.name)' do not vary against each other",
        advice: "keep one of the two: they are the same measurement")
    }
    uncertainty = variance.squareRoot()
    let weight = (variances.1 - covariance) / variance
    let combined = (variances.0 * variances.1 - covariance * covariance) / variance
    average = Average(
      value: second.mean + weight * difference, uncertainty: max(0, combined).squareRoot(),
      weight: weight)
  }
}
