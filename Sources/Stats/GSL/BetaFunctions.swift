import CGSL

/// I_x(a, b), the regularised incomplete beta function: P(ε ≤ x) of a beta distribution.
///
/// - Parameters:
///   - x: From 0 to 1.
///   - shapes: a and b, above zero and finite.
/// - Throws: ``NumericsError/Kind/library`` when GSL's continued fraction fails, as it does for
///   shapes beyond about 1e8.
func betaCumulative(_ x: Double, _ shapes: BetaShapes) throws(NumericsError) -> Double {
  guard x > 0 else { return 0 }
  guard x < 1 else { return 1 }
  switchAbortHandlerOff()
  var result = gsl_sf_result()
  let status = unsafe gsl_sf_beta_inc_e(shapes.first, shapes.second, x, &result)
  if status == Int32(GSL_EUNDRFLW) { return 0 }
  try check(status, "the incomplete beta function")
  return min(max(result.val, 0), 1)
}

/// a and b of a beta distribution, whose density is proportional to x^(a − 1) (1 − x)^(b − 1).
struct BetaShapes: Hashable, Sendable {
  let first: Double
  let second: Double

  /// Of 1 − x.
  var mirrored: BetaShapes { BetaShapes(first: second, second: first) }

  /// ln of the density at x in the open interval (0, 1).
  func logDensity(_ x: Double, oneMinusX: Double) throws(NumericsError) -> Double {
    let norm = try logGamma(first + second) - logGamma(first) - logGamma(second)
    return norm + (first - 1) * log(x) + (second - 1) * log(oneMinusX)
  }
}
