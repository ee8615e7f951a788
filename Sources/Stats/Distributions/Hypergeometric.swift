/// The number of marked items among some that are drawn from a total, each at most once.
public struct Hypergeometric: Hashable, Sendable {
  public let total: Int
  public let marked: Int
  public let drawn: Int

  /// - Parameters:
  ///   - total: Zero to 10¹².
  ///   - marked: How many of the total are marked.
  ///   - drawn: How many of the total are drawn.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for numbers that do not fit.
  public init(total: Int, marked: Int, drawn: Int) throws(NumericsError) {
    let isCount = total >= 0 && total <= 1_000_000_000_000
    guard isCount, marked >= 0, marked <= total, drawn >= 0, drawn <= total else {
      throw NumericsError(
        .invalidInput, "marked and drawn items must be some of the total, of at most 1e12",
        advice: "check the counts that were given")
    }
    (self.total, self.marked, self.drawn) = (total, marked, drawn)
  }

  /// P(K ≥ k), by an exact sum of the terms on the shorter side of the mean.
  ///
  /// Full precision in the upper tail, down to the smallest doubles.
  public func atLeast(_ count: Int) throws(NumericsError) -> Double {
    if count <= max(0, drawn - unmarked) { return 1 }
    if count > min(drawn, marked) { return 0 }
    let isAboveMean = Double(count) * Double(total) > Double(drawn) * Double(marked)
    return isAboveMean
      ? try tail(from: count, upwards: true) : try 1 - tail(from: count - 1, upwards: false)
  }

  private var unmarked: Int { total - marked }

  /// Sums the terms away from the mean, where each is smaller than the one before.
  private func tail(from first: Int, upwards: Bool) throws(NumericsError) -> Double {
    var (term, sum, count) = (exp(try logProbability(first)), 0.0, first)
    while term > 1e-18 * sum {
      sum += term
      term *= upwards ? ratio(after: count) : 1 / ratio(after: count - 1)
      count += upwards ? 1 : -1
    }
    return min(1, sum)
  }

  /// P(K = k + 1) / P(K = k); infinite below the smallest possible count.
  private func ratio(after count: Int) -> Double {
    let ways = Double(marked - count) * Double(drawn - count)
    return ways / (Double(count + 1) * Double(unmarked - drawn + count + 1))
  }

  /// ln P(K = k) as the ratio of three binomial probabilities, which is precise for any total.
  ///
  /// Reference: C. Loader, *Fast and Accurate Computation of Binomial Probabilities* (2000),
  /// section 4.
  private func logProbability(_ count: Int) throws(NumericsError) -> Double {
    let share = Double(drawn) / Double(total)
    let hits = try Binomial(trials: marked, probability: share).logProbability(count)
    let misses = try Binomial(trials: unmarked, probability: share).logProbability(drawn - count)
    return hits + misses
      - (try Binomial(trials: total, probability: share).logProbability(drawn))
  }
}
