/// x^(k − 1) exp(−x) / Γ(k), precise for large shapes.
///
/// - Parameters:
///   - x: Above zero.
///   - shape: k, above zero.
func gammaDensity(_ x: Double, shape: Double) throws(NumericsError) -> Double {
  // As a Poisson probability of k "events" with Stirling's form of Γ: the large terms cancel.
  let excess = (x - shape) / shape
  let deviance =
    abs(excess) < 0.5
    ? shape * (excess - log1p(excess)) : x - shape - shape * (log(x) - log(shape))
  let logTerm = -deviance - (try stirlingError(shape)) - halfLogTwoPi - log(shape) / 2
  return exp(logTerm) * (shape / x)
}
