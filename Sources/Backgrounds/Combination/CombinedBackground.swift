public import Stats

/// The backgrounds of an analysis with their sum, correlations and what drives the uncertainty.
///
/// Analytic: the sum is propagated as one model, so that factors of one name add up linearly and
/// others in quadrature. Exact in the variance where the models are linear in their factors; the
/// same sum by sampling is ``SampledCombination``.
public struct CombinedBackground: Sendable {
  public struct Line: Hashable, Sendable {
    public let estimate: Propagation
    public let period: String?
    /// The limit that the line stands for; nil for an estimate.
    public let limit: BackgroundLimit?
    /// Of the total, zero to one; nil when the total is zero.
    public let share: Double?
  }

  public let lines: [Line]
  /// Limits that stand beside the total, with their run periods.
  public let listed: [(limit: BackgroundLimit, period: String?)]
  public let convention: UpperLimitConvention
  public let total: Propagation
  /// The sum of each run period, in the order in which the periods first occur.
  public let periods: [Propagation]

  /// - Throws: `NumericsError` where an expectation is not defined.
  public init(_ sum: BackgroundSum) throws(NumericsError) {
    (listed, convention) = (sum.listed, sum.convention)
    let total = try sum.total.propagated()
    var lines: [Line] = []
    for line in sum.lines {
      let estimate = try line.model.propagated()
      let share = total.value > 0 ? estimate.value / total.value : nil
      lines.append(Line(estimate: estimate, period: line.period, limit: line.limit, share: share))
    }
    var periods: [Propagation] = []
    for period in sum.periods { periods.append(try period.propagated()) }
    (self.lines, self.total, self.periods) = (lines, total, periods)
  }

  /// The linear correlation of two lines, through the factors that they share.
  ///
  /// Zero when one of them has no uncertainty, and for a position out of range.
  public func correlation(_ first: Int, _ second: Int) -> Double {
    guard lines.indices.contains(first), lines.indices.contains(second) else { return 0 }
    return lines[first].estimate.correlation(with: lines[second].estimate)
  }
}

extension Propagation {
  /// The covariance of two estimates, through the factors that they share, in events².
  func covariance(with other: Propagation) -> Double {
    var deviations: [String: Double] = [:]
    for impact in other.impacts { deviations[impact.factor.name] = impact.deviation }
    var sum = CompensatedSum()
    for impact in impacts { sum.add(impact.deviation * (deviations[impact.factor.name] ?? 0)) }
    return sum.value
  }

  /// The linear correlation of two estimates; zero when one of them has no uncertainty.
  public func correlation(with other: Propagation) -> Double {
    let scale = uncertainty * other.uncertainty
    return scale > 0 ? min(max(covariance(with: other) / scale, -1), 1) : 0
  }
}
