/// Poisson counts whose mean is normal, cut off below zero and renormalised.
struct TruncatedNormalMixture {
  let peak: Double
  /// Above zero.
  let width: Double

  /// ln ∫ Pois(n; μ) N(μ; peak, width) dμ / Φ(peak/width), over μ = best · exp(u), whole u axis.
  func logProbability(_ count: Int) throws(NumericsError) -> Double {
    let poisson = LogMeanPoisson(count)
    let best = mostLikelyMean(poisson.count)
    let logBest = log(best)
    let variance = width * width
    // Distance of the best mean from the peak, without the cancellation of a direct difference.
    let distance = variance * ((poisson.count + 1) / best - 1)
    let curvature = best * (1 + (distance + best) / variance)
    let integral = try logIntegral(width: 1 / curvature.squareRoot()) { offset in
      let z = (best * expm1(offset) + distance) / width
      return poisson(logMean: logBest + offset) + logBest + offset - z * z / 2
    }
    return integral - halfLogTwoPi - log(width * normalCumulative(peak / width))
  }

  /// The positive root of (n + 1) σ² − μ σ² − μ (μ − peak) = 0.
  private func mostLikelyMean(_ count: Double) -> Double {
    let variance = width * width
    let shifted = peak - variance
    let root = (shifted * shifted + 4 * (count + 1) * variance).squareRoot()
    return shifted > 0 ? (shifted + root) / 2 : 2 * (count + 1) * variance / (root - shifted)
  }
}
