/// ln P(Z > z) of a standard normal variable, also where the probability itself underflows.
///
/// Beyond z = 10 by the continued fraction φ(z) / (z + 1/(z + 2/(z + 3/…))).
/// - Parameter z: Any number but NaN.
func logNormalTail(_ z: Double) -> Double {
  if z < -5 { return log1p(-normalCumulative(z)) }
  if z <= 10 { return log(normalCumulative(-z)) }
  if z > 1e150 { return -.infinity }
  var denominator = z
  for term in stride(from: 60.0, through: 1, by: -1) { denominator = z + term / denominator }
  return -z * z / 2 - halfLogTwoPi - log(denominator)
}

/// The z with ln P(Z > z) equal to a given value, by Newton's method.
///
/// - Parameter logProbability: At most zero; −∞ gives ∞ and zero gives −∞.
func normalDeviation(logTail logProbability: Double) throws(NumericsError) -> Double {
  if logProbability == -.infinity { return .infinity }
  if logProbability >= 0 { return -.infinity }
  let probability = exp(logProbability)
  if probability > 1e-20 {
    let below = -expm1(logProbability)
    return probability < 0.5 ? -(try normalQuantile(probability)) : try normalQuantile(below)
  }
  var z = (-2 * logProbability).squareRoot()
  for _ in 0..<50 {
    let tail = logNormalTail(z)
    let hazard = exp(-z * z / 2 - halfLogTwoPi - tail)
    let step = (tail - logProbability) / hazard
    z += step
    if abs(step) <= 1e-14 * z { break }
  }
  return z
}
