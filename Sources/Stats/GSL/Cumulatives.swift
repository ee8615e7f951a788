import CGSL

/// Φ(z), the probability of a standard normal variable below z.
public func normalCumulative(_ z: Double) -> Double { gsl_cdf_ugaussian_P(z) }

/// Φ⁻¹(p), the z below which a standard normal variable lies with probability p.
///
/// - Parameter probability: In the open interval (0, 1).
/// - Throws: ``NumericsError/Kind/invalidInput`` outside this interval.
public func normalQuantile(_ probability: Double) throws(NumericsError) -> Double {
  try checkOpenUnitInterval(probability)
  return gsl_cdf_ugaussian_Pinv(probability)
}

/// Φ⁻¹(p) for a p that is known to lie in the open interval (0, 1).
@inline(__always)
func uncheckedNormalQuantile(_ probability: Double) -> Double {
  gsl_cdf_ugaussian_Pinv(probability)
}

/// The probability of a gamma variable below x.
///
/// - Parameters:
///   - shape: Above zero and finite.
///   - rate: One over the scale; above zero and finite.
///   - x: Zero or more, in units of one over the rate.
/// - Throws: ``NumericsError/Kind/invalidInput`` outside these ranges.
public func gammaCumulative(
  _ x: Double, shape: Double, rate: Double
) throws(NumericsError) -> Double {
  try checkRate(rate)
  return try gammaP(shape: shape, x * rate)
}

/// The x above which a gamma variable lies with the given probability.
///
/// - Parameters:
///   - exceedance: Probability above x, in the open interval (0, 1).
///   - shape: Above zero and finite.
///   - rate: One over the scale; above zero and finite.
/// - Throws: ``NumericsError/Kind/invalidInput`` outside these ranges, and
///   ``NumericsError/Kind/notConverged`` when GSL's iteration fails.
public func gammaQuantile(
  exceedance: Double, shape: Double, rate: Double
) throws(NumericsError) -> Double {
  try checkOpenUnitInterval(exceedance)
  try checkRate(rate)
  guard shape > 0, shape < .infinity else {
    throw NumericsError(
      .invalidInput, "a gamma distribution needs a finite shape above zero",
      advice: "check the sign of the shape")
  }
  if shape >= untrustedShape {
    return try largeGammaQuantile(exceedance: exceedance, shape: shape) / rate
  }
  switchAbortHandlerOff()
  let quantile = gsl_cdf_gamma_Qinv(exceedance, shape, 1)
  guard quantile.isFinite else {
    throw NumericsError(
      .notConverged, "the quantile of a gamma distribution was not found",
      advice: "choose a probability further from 0 and 1")
  }
  return quantile / rate
}

private func checkOpenUnitInterval(_ probability: Double) throws(NumericsError) {
  guard probability > 0, probability < 1 else {
    throw NumericsError(
      .invalidInput, "a quantile needs a probability above 0 and below 1",
      advice: "give it as a fraction, for example 0.9 for 90 %")
  }
}

private func checkRate(_ rate: Double) throws(NumericsError) {
  guard rate > 0, rate < .infinity else {
    throw NumericsError(
      .invalidInput, "a gamma distribution needs a finite rate above zero",
      advice: "check the sign of the rate")
  }
}
