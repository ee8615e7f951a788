/// The Poisson distribution of a count.
public struct Poisson: Hashable, Sendable {
  /// Expected count, finite and zero or more.
  public let mean: Double

  /// - Throws: ``NumericsError/Kind/invalidInput`` unless the mean is finite and zero or more.
  public init(mean: Double) throws(NumericsError) {
    guard mean >= 0, mean < .infinity else {
      throw NumericsError(
        .invalidInput, "a Poisson mean must be finite and zero or more",
        advice: "check the expectation that was given")
    }
    self.mean = mean
  }

  /// ln P(N = n); −∞ for a count that cannot occur.
  ///
  /// Precise for large counts and means, where n ln μ − μ − ln n! would cancel.
  /// Reference: C. Loader, *Fast and Accurate Computation of Binomial Probabilities* (2000), eq. 6.
  public func logProbability(_ count: Int) -> Double {
    guard count > 0 else { return count == 0 ? -mean : -.infinity }
    let number = Double(count)
    return -deviance(number) - stirlingError(count) - halfLogTwoPi - log(number) / 2
  }

  /// P(N = n).
  public func probability(_ count: Int) -> Double { exp(logProbability(count)) }

  /// P(N ≤ n) = Q(n + 1, μ); zero for a negative count.
  ///
  /// - Throws: ``NumericsError`` with GSL's own reason.
  public func cumulative(_ count: Int) throws(NumericsError) -> Double {
    try count < 0 ? 0 : gammaQ(shape: Double(count) + 1, mean)
  }

  /// n (r − 1 − ln r) with r = μ/n, which is zero at the mean.
  private func deviance(_ count: Double) -> Double {
    let excess = (mean - count) / count
    if abs(excess) < 0.5 { return count * (excess - log1p(excess)) }
    return mean - count - count * (log(mean) - log(count))
  }
}
