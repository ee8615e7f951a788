/// Poisson counts whose mean is normal, cut off below zero and renormalised.
struct TruncatedNormalMixture {
  let peak: Double
  /// Above zero.
  let width: Double

  /// ln ∫ Pois(n; μ) N(μ; peak, width) dμ / Φ(peak/width), over μ = best · exp(u), whole u axis.
  func logProbability(_ count: Int) throws(NumericsError) -> Double {
    let poisson = LogMeanPoisson(count)
    let best = mostLikelyMean(poisson.count)
    let logBest = log(best * width)
    // (best mean − peak) / width, without the cancellation of a direct difference.
    let distance = (poisson.count + 1) / best - width
    let curvature = best * width + best * (distance + best)
    let integral = try logIntegral(width: 1 / curvature.squareRoot()) { offset in
      let z = best * expm1(offset) + distance
      return poisson(logMean: logBest + offset) + offset - z * z / 2
    }
    return integral + log(best) - halfLogTwoPi - log(normalCumulative(peak / width))
  }

  /// In units of the width: the positive root y of y² + y (width − peak/width) − (n + 1) = 0.
  private func mostLikelyMean(_ count: Double) -> Double {
    let shifted = peak / width - width
    let root = (shifted * shifted + 4 * (count + 1)).squareRoot()
    return shifted > 0 ? (shifted + root) / 2 : 2 * (count + 1) / (root - shifted)
  }
}
