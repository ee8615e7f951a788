/// The means at which a Poisson count lies in a tail of given probability.
enum PoissonMean {
  /// The mean μ with P(N ≤ n; μ) = tail.
  static func upper(_ count: Int, tail: Double) throws(NumericsError) -> Double {
    if count == 0 { return -log(tail) }
    return try polished(count, shape: Double(count) + 1, exceedance: tail) {
      (mean) throws(NumericsError) in
      try (gammaQ(shape: Double(count) + 1, mean) - tail)
        / Poisson(mean: mean).probability(count)
    }
  }

  /// The mean μ with P(N ≥ n; μ) = tail; zero for a count of zero.
  static func lower(_ count: Int, tail: Double) throws(NumericsError) -> Double {
    guard count > 0 else { return 0 }
    return try polished(count, shape: Double(count), exceedance: 1 - tail) {
      (mean) throws(NumericsError) in
      try (tail - gammaP(shape: Double(count), mean))
        / Poisson(mean: mean).probability(count - 1)
    }
  }

  /// GSL's quantile holds about ten digits; two Newton steps give the rest.
  private static func polished(
    _ count: Int, shape: Double, exceedance: Double,
    step: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    var mean = try gammaQuantile(exceedance: exceedance, shape: shape, rate: 1)
    for _ in 0..<2 {
      let next = mean + (try step(mean))
      guard next > 0, next < .infinity else { break }
      mean = next
    }
    return mean
  }
}
