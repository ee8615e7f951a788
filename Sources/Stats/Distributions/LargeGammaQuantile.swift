/// The shape from which on GSL's quantile of the gamma distribution is not to be trusted.
///
/// From about 2,000 on `gsl_cdf_gamma_Qinv` returns, for some probabilities, numbers that are off by
/// a standard deviation or more, without an error.
let untrustedShape = 1000.0

/// From here on the series alone has full double precision.
private let seriesShape = 100_000.0

/// The x above which a gamma variable of a large shape and rate 1 lies with a probability.
///
/// A Cornish–Fisher series, and Newton's method on the logarithm of the smaller tail for shapes in
/// which the series is not precise enough.
func largeGammaQuantile(exceedance: Double, shape: Double) throws(NumericsError) -> Double {
  let deviation = -(try normalQuantile(exceedance))
  var x = gammaQuantileSeries(shape, deviation)
  if shape >= seriesShape { return x }
  for _ in 0..<50 {
    let upper = deviation > 0
    let tail = try upper ? gammaQ(shape: shape, x) : gammaP(shape: shape, x)
    let excess = log(tail) - (upper ? log(exceedance) : log1p(-exceedance))
    let step = excess * tail / (try gammaDensity(x, shape: shape)) * (upper ? 1 : -1)
    guard step.isFinite else { break }
    x += step
    // The next step would be smaller than this one squared.
    if abs(step) <= 1e-8 * shape.squareRoot() { return x }
  }
  throw NumericsError(
    .notConverged, "the quantile of a gamma distribution was not found",
    advice: "choose a probability further from 0 and 1")
}

/// Five corrections to the normal approximation.
///
/// From a shape of 100,000 on, what is left out is below 3e-14 of x within nine standard deviations
/// (1e-15 within six).
/// Reference: H. Goldberg and H. Levine, Ann. Math. Statist. 17 (1946) 216, the expansion for χ².
private func gammaQuantileSeries(_ shape: Double, _ z: Double) -> Double {
  let (root, square) = (shape.squareRoot(), z * z)
  let first = (square - 1) / 3
  let second = z * (square - 7) / (36 * root)
  let third = -((3 * square + 7) * square - 16) / (810 * shape)
  let fourth = z * ((9 * square + 256) * square - 433) / (38_880 * shape * root)
  return shape + z * root + (first + second + third + fourth)
}
