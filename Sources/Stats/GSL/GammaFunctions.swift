import CGSL

/// Q(a, x) = Γ(a, x) / Γ(a), the regularised upper incomplete gamma function.
///
/// - Parameters:
///   - shape: a, above zero and finite.
///   - x: Zero or more.
/// - Throws: ``NumericsError/Kind/invalidInput`` outside these ranges.
public func gammaQ(shape: Double, _ x: Double) throws(NumericsError) -> Double {
  try checkGammaArguments(shape, x)
  guard x < .infinity else { return 0 }
  if shape >= largeShape { return try largeGammaTails(shape: shape, x).upper }
  switchAbortHandlerOff()
  var result = gsl_sf_result()
  let status = unsafe gsl_sf_gamma_inc_Q_e(shape, x, &result)
  return try probability(result.val, status, "the incomplete gamma function Q")
}

/// P(a, x) = 1 − Q(a, x), the regularised lower incomplete gamma function.
///
/// - Parameters:
///   - shape: a, above zero and finite.
///   - x: Zero or more.
/// - Throws: ``NumericsError/Kind/invalidInput`` outside these ranges.
public func gammaP(shape: Double, _ x: Double) throws(NumericsError) -> Double {
  try checkGammaArguments(shape, x)
  guard x < .infinity else { return 1 }
  if shape >= largeShape { return try largeGammaTails(shape: shape, x).lower }
  switchAbortHandlerOff()
  var result = gsl_sf_result()
  let status = unsafe gsl_sf_gamma_inc_P_e(shape, x, &result)
  return try probability(result.val, status, "the incomplete gamma function P")
}

/// From here on GSL's continued fractions slow down; near 1e6 they fail.
private let largeShape = 10_000.0

/// ln Γ(x) for x above zero.
func logGamma(_ x: Double) throws(NumericsError) -> Double {
  var result = gsl_sf_result()
  try unsafe check(gsl_sf_lngamma_e(x, &result), "the logarithm of the gamma function")
  return result.val
}

private func checkGammaArguments(_ shape: Double, _ x: Double) throws(NumericsError) {
  guard shape > 0, shape < .infinity, x >= 0 else {
    throw NumericsError(
      .invalidInput, "an incomplete gamma function needs a shape above zero and x of zero or more",
      advice: "check the signs of the inputs")
  }
}

/// Underflow means zero here; any other status is an error.
private func probability(
  _ value: Double, _ status: Int32, _ operation: String
) throws(NumericsError) -> Double {
  if status == Int32(GSL_EUNDRFLW) { return 0 }
  try check(status, operation)
  return min(max(value, 0), 1)
}
