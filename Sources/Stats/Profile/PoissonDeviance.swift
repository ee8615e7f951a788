/// n ln(n/μ) − n + μ: how far ln L of a Poisson mean lies below that of the best mean, μ = n.
///
/// Half the deviance. Zero at μ = n, exactly μ for n = 0, infinite for μ = 0 with n > 0.
/// - Parameters:
///   - count: n, zero or more; an Asimov data set makes it a real number.
///   - mean: μ, zero or more.
@inline(__always) func poissonHalfDeviance(_ count: Double, mean: Double) -> Double {
  guard count > 0 else { return mean }
  let excess = (mean - count) / count
  if abs(excess) < 0.5 { return count * excessOverLogarithm(excess) }
  return mean - count + count * (log(count) - log(mean))
}

/// x − ln(1 + x) for x ≥ −1, precise also where the two nearly cancel.
///
/// With r = x / (2 + x) it is r x − 2 (r³/3 + r⁵/5 + …).
@inline(__always) func excessOverLogarithm(_ x: Double) -> Double {
  guard abs(x) < 0.1 else { return x - log1p(x) }
  let ratio = x / (2 + x)
  let square = ratio * ratio
  var series = 0.0
  for divisor in stride(from: 13.0, through: 3, by: -2) { series = series * square + 1 / divisor }
  return ratio * x - 2 * ratio * square * series
}
