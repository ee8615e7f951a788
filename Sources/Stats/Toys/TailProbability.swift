/// The share of toy experiments that passed a condition, never without its Monte Carlo error.
public struct TailProbability: Hashable, Sendable {
  /// Zero to ``total``.
  public let passed: Int
  /// One or more.
  public let total: Int

  /// - Throws: ``NumericsError/Kind/invalidInput`` unless 0 ≤ passed ≤ total and there is a toy.
  public init(passed: Int, total: Int) throws(NumericsError) {
    guard passed >= 0, passed <= total, total >= 1 else {
      throw NumericsError(
        .invalidInput,
        "a share of toys needs at least one toy, and no more that pass than there are",
        advice: "run more toys")
    }
    self.init(known: passed, of: total)
  }

  /// For numbers that are known to be possible.
  init(known passed: Int, of total: Int) { (self.passed, self.total) = (passed, total) }

  /// passed / total.
  public var estimate: Double { Double(passed) / Double(total) }

  /// The standard deviation of the posterior B(passed + 1, total − passed + 1).
  ///
  /// Equal to √(p (1 − p)/N) for many toys, and above zero also where none or all pass.
  public var monteCarloError: Double {
    let (passed, total) = (Double(passed) + 1, Double(total) + 2)
    let share = passed / total
    return (share * (1 - share) / (total + 1)).squareRoot()
  }

  /// ``monteCarloError`` over ``estimate``; infinite when no toy passed.
  public var relativeError: Double {
    passed == 0 ? .infinity : monteCarloError / estimate
  }
}
