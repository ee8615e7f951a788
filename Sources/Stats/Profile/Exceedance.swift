extension MeanLaw {
  /// ln P(N ≥ n), with full relative precision however small it is.
  func logExceedance(_ count: Int) throws(NumericsError) -> Double {
    guard count > 0 else { return 0 }
    let tail = PoissonTail(count)
    switch self {
    case .exact(let poisson): return try tail.logProbability(mean: poisson.mean)
    case .logNormal(let logMedian, let logWidth):
      return try MeanBelief.logNormal(exp(logMedian), logWidth).logAverage(of: tail)
    case .gamma(let shape, let scale):
      return try MeanBelief.gamma(shape, scale).logAverage(of: tail)
    case .truncatedNormal(let peak, let width):
      return try MeanBelief.truncatedNormal(peak, width).logAverage(of: tail)
    }
  }
}

/// P(N ≥ n) of a Poisson count as a function of its mean, for n of one or more.
struct PoissonTail {
  let count: Int

  init(_ count: Int) { self.count = count }

  /// ln P(N ≥ n; μ), by the falling terms on the side of n away from the mean.
  func logProbability(mean: Double) throws(NumericsError) -> Double {
    let poisson = try Poisson(mean: mean)
    if mean == 0 { return -.infinity }
    if mean > Double(count) {
      let below = try Self.series(from: Double(count - 1)) { $0 / mean }
      return log1p(-exp(poisson.logProbability(count - 1)) * below)
    }
    let above = try Self.series(from: Double(count + 1), by: 1) { mean / $0 }
    return poisson.logProbability(count) + log(above)
  }

  /// 1 + r(k) + r(k) r(k ± 1) + … with ratios below one.
  private static func series(
    from start: Double, by step: Double = -1, _ ratio: (Double) -> Double
  ) throws(NumericsError) -> Double {
    var (sum, term, next) = (1.0, 1.0, start)
    while term > 1e-17 * sum {
      term *= ratio(next)
      sum += term
      next += step
      guard abs(next - start) < 1e7 else {
        throw NumericsError(
          .tooLarge, "the exact sum over counts has too many terms",
          advice: "use the asymptotic significance for that many events")
      }
    }
    return sum
  }

  /// The derivative of ln P by ln μ, which is n Pois(n; μ) / P.
  func slope(mean: Double, logProbability: Double) throws(NumericsError) -> Double {
    guard mean > 0 else { return Double(count) }
    return Double(count) * exp(try Poisson(mean: mean).logProbability(count) - logProbability)
  }
}
