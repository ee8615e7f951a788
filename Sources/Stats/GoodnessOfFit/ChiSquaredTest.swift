/// A χ² of binned counts with the probability of a greater one.
///
/// The probability is that of the χ² distribution, which the statistic follows for some five or more
/// expected events per bin; for fewer, calibrate the statistic with ``ToyTest``.
public struct ChiSquaredTest: Hashable, Sendable {
  public let statistic: BinnedStatistic
  /// Zero or more; infinite when there are events where none is expected.
  public let value: Double
  /// Bins that contribute, less the fitted parameters.
  public let degreesOfFreedom: Int
  /// P(χ² ≥ value).
  public let pValue: Double

  /// - Parameters:
  ///   - observed: Counts, zero or more.
  ///   - expected: Their means, finite and zero or more. A bin that expects nothing and has nothing
  ///     does not count.
  ///   - fittedParameters: Free parameters of the fit to the same counts, zero or more.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for numbers out of range or of unequal length,
  ///   ``NumericsError/Kind/tooFewEvents`` when no degree of freedom is left.
  public init(
    _ statistic: BinnedStatistic, observed: [Int], expected: [Double], fittedParameters: Int
  ) throws(NumericsError) {
    try checkBins(observed, expected)
    let contributions = zip(observed, expected).compactMap {
      statistic.contribution($0, mean: $1)
    }
    guard fittedParameters >= 0, contributions.count > fittedParameters else {
      throw NumericsError(
        .tooFewEvents, "a χ² has no degree of freedom left after the fit",
        advice: "use more bins than parameters, and for Neyman's χ² bins with events")
    }
    self.statistic = statistic
    value = contributions.reduce(0, +)
    degreesOfFreedom = contributions.count - fittedParameters
    pValue = try gammaQ(shape: Double(degreesOfFreedom) / 2, value / 2)
  }
}

/// Throws unless there is a mean for each count, and all are zero or more.
private func checkBins(_ observed: [Int], _ expected: [Double]) throws(NumericsError) {
  guard observed.count == expected.count, observed.allSatisfy({ $0 >= 0 }),
    expected.allSatisfy({ $0 >= 0 && $0 < .infinity })
  else {
    throw NumericsError(
      .invalidInput, "a χ² needs a finite mean of zero or more for each count",
      advice: "give one expectation per bin, from the fitted function")
  }
}
