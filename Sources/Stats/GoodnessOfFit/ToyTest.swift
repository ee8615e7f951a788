/// The probability of a statistic at least as large as the observed one, from toy experiments.
public struct ToyTest: Hashable, Sendable {
  /// Of the data.
  public let statistic: Double
  /// Toys that gave a statistic.
  public let toys: Int
  /// Toys that could not be fitted; they are left out.
  public let failedToys: Int
  /// Toys with a statistic as large as the observed one, ties included.
  public let toysAsLarge: Int

  /// (k + 1)/(n + 1) for k of n toys: the data are one more sample of the same experiment.
  ///
  /// If the fitted function is true, it is below any α with a probability of α at most; k/n is not,
  /// and can be zero. Reference: B. V. North, D. Curtis, P. C. Sham, Am. J. Hum. Genet. 71 (2002)
  /// 439.
  public var pValue: Double { Double(toysAsLarge + 1) / Double(toys + 1) }

  /// Monte Carlo error of ``pValue``: the standard deviation of a beta distribution with k + 1 and
  /// n − k + 1, which is not zero for k = 0 or k = n either.
  public var monteCarloError: Double {
    let (hits, others) = (Double(toysAsLarge + 1), Double(toys - toysAsLarge + 1))
    let sum = hits + others
    return (hits * others / (sum + 1)).squareRoot() / sum
  }

  /// Compares a statistic with that of toys.
  ///
  /// - Parameters:
  ///   - statistic: Of the data; larger means less likely. May be infinite.
  ///   - toys: How many toys, at least one.
  ///   - toyStatistic: The statistic of a toy, by its number from zero on; the same number gives the
  ///     same toy. If the data were fitted, the toy is to be fitted in the same way.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for no toys or a statistic that is not a number,
  ///   ``NumericsError/Kind/notConverged`` when more than one toy in a hundred fails.
  public init(
    of statistic: Double, toys: Int, toyStatistic: (Int) throws(NumericsError) -> Double
  ) throws(NumericsError) {
    guard toys > 0, !statistic.isNaN else {
      throw NumericsError(
        .invalidInput, "a test with toys needs a statistic and at least one toy",
        advice: "take 1000 toys for a probability with an error of about 0.01")
    }
    let threshold = statistic - Self.tie * abs(statistic)
    var (larger, failures) = (0, 0)
    // More failures than are allowed decide the outcome, and a failing fit is a slow one.
    for toy in 0..<toys where !Self.areTooMany(failures, of: toys) {
      guard let value = try? toyStatistic(toy), !value.isNaN else {
        failures += 1
        continue
      }
      if statistic == value || value >= threshold { larger += 1 }
    }
    try Self.checkFailures(failures, of: toys)
    self.statistic = statistic
    (self.toys, failedToys, toysAsLarge) = (toys - failures, failures, larger)
  }

  /// Statistics closer than this are equal but for rounding, as those of equal counts are.
  private static let tie = 1e-10

  private static func areTooMany(_ failures: Int, of toys: Int) -> Bool { failures * 100 > toys }

  private static func checkFailures(_ failures: Int, of toys: Int) throws(NumericsError) {
    guard areTooMany(failures, of: toys) else { return }
    throw NumericsError(
      .notConverged, "more than 1 % of the toys could not be fitted",
      advice: "bound the parameters, or choose a simpler function")
  }
}
