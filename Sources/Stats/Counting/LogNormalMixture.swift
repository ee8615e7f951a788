/// Poisson counts whose mean is log-normal: ln(mean) = logMedian + logWidth · z, z standard normal.
struct LogNormalMixture {
  let logMedian: Double
  /// Above zero.
  let logWidth: Double

  /// ln ∫ Pois(n; mean(z)) φ(z) dz.
  func logProbability(_ count: Int) throws(NumericsError) -> Double {
    let poisson = LogMeanPoisson(count)
    let (peak, width) = peak(poisson.count)
    return try logIntegral(width: width) { offset in
      let z = peak + offset
      return poisson(logMean: logMedian + logWidth * z) - z * z / 2 - halfLogTwoPi
    }
  }

  /// Where the integrand is largest, from −z + logWidth (n − mean(z)) = 0, and its width there.
  ///
  /// The left side falls and is concave, so Newton's method from the right cannot overshoot.
  private func peak(_ count: Double) -> (z: Double, width: Double) {
    var z = min(max(0, (log(count) - logMedian) / logWidth), logWidth * count)
    var curvature = 1.0
    for _ in 0..<100 {
      let mean = exp(logMedian + logWidth * z)
      curvature = 1 + logWidth * logWidth * mean
      let step = (logWidth * (count - mean) - z) / curvature
      z += step
      if abs(step) * curvature.squareRoot() < 1e-3 { break }
    }
    return (z, 1 / curvature.squareRoot())
  }
}
