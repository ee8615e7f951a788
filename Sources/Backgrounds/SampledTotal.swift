import Stats

/// The sum of the backgrounds by sampling all factors together, beside the analytic propagation.
///
/// Every factor is drawn from its law, whatever the size of its uncertainty and the shape of the
/// models; the analytic numbers are of first order in the variance and of second in the mean.
public struct SampledTotal: Hashable, Sendable {
  /// Of the sum, in events, with the error that the number of draws leaves.
  public let mean: Double
  public let meanError: Double
  public let deviation: Double
  public let deviationError: Double
  /// The 15.87 % and the 84.13 % quantile, in events.
  public let low: Double
  public let high: Double
  /// The same mean and deviation, propagated analytically.
  public let analyticMean: Double
  public let analyticDeviation: Double

  public static let draws = 10_000
  public static let seed: UInt64 = 1

  /// - Returns: Nil for no models.
  /// - Throws: `NumericsError` where an expectation is not defined.
  init?(of models: [any FactorModel]) throws(NumericsError) {
    guard !models.isEmpty else { return nil }
    let total = SummedModel("total", of: models)
    let analytic = try total.propagated()
    (analyticMean, analyticDeviation) = (analytic.mean, analytic.uncertainty)
    var stream = UniformStream(seed: Self.seed)
    let sorted = try total.drawn(Self.draws, from: &stream).sorted()
    let moments = SampleMoments(sorted)
    (mean, meanError) = (moments.mean, moments.meanError)
    (deviation, deviationError) = (moments.standardDeviation, moments.standardDeviationError)
    let tail = Int(0.1587 * Double(Self.draws))
    (low, high) = (sorted[tail], sorted[Self.draws - 1 - tail])
  }

  /// Whether sampling and propagation give the same mean and deviation.
  ///
  /// To three Monte Carlo errors and five per cent of the deviation, which no limit can tell apart.
  public var agrees: Bool {
    let slack = 0.05 * max(deviation, analyticDeviation)
    return abs(mean - analyticMean) <= 3 * meanError + slack
      && abs(deviation - analyticDeviation) <= 3 * deviationError + slack
  }
}

extension UniformStream: UniformSource {}

extension FactorModel {
  /// The expectation for so many draws of all factors, in the order drawn.
  fileprivate func drawn(
    _ draws: Int, from source: inout some UniformSource
  ) throws(NumericsError) -> [Double] {
    let factors = try Factor.distinct(factors).filter { $0.law.standardDeviation > 0 }
    var values = FactorValues()
    var drawn: [Double] = []
    drawn.reserveCapacity(draws)
    for _ in 0..<draws {
      for factor in factors { values[factor] = try factor.law.quantile(source.uniform()) }
      drawn.append(try finiteExpectation(values))
    }
    return drawn
  }
}
