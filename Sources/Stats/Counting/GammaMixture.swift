/// Poisson counts whose mean has a gamma distribution: the negative binomial distribution.
struct GammaMixture {
  /// r, above zero.
  let shape: Double
  /// q, above zero: the mean of the gamma distribution is r q.
  let scale: Double

  /// ln [Γ(n + r) / (Γ(r) n!) · (1 + q)^−r · (q / (1 + q))^n].
  ///
  /// Written as a Poisson probability with mean (n + r) q / (1 + q) times corrections, so that
  /// a narrow gamma distribution (large r) goes over into the Poisson distribution smoothly.
  func logProbability(_ count: Int) throws(NumericsError) -> Double {
    let none = -shape * log1p(scale)
    guard count > 0 else { return count == 0 ? none : -.infinity }
    let number = Double(count)
    let mean = (number + shape) * (scale / (1 + scale))
    let stirling = try stirlingError(number + shape) - stirlingError(shape)
    return try Poisson(mean: mean).logProbability(count) + mean - number
      + (shape - 0.5) * log1p(number / shape) + none + stirling
  }
}
