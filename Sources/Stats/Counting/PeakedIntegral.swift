/// ln ∫ exp(g(u)) du over the real line, for an analytic g that falls on both sides of its peak.
///
/// The trapezoidal rule with equal steps, halved until two interleaved sums agree. For such
/// functions its error falls exponentially with one over the step, so an agreement of 1e-7 between
/// the two sums means full double precision for their mean.
/// Reference: L. N. Trefethen and J. A. C. Weideman, SIAM Review 56 (2014) 385, section 5.
/// - Parameters:
///   - width: A first step: about the width of the peak, (−g″(0))^(−½).
///   - exponent: g, with its peak near zero.
/// - Throws: ``NumericsError/Kind/notConverged`` when the sums keep apart.
func logIntegral(
  width: Double, of exponent: (Double) -> Double
) throws(NumericsError) -> Double {
  let top = exponent(0)
  var step = width
  var total = step * (1 + outwardSum(from: step, by: step, above: top, of: exponent))
  for _ in 0..<12 {
    let between = step * outwardSum(from: step / 2, by: step, above: top, of: exponent)
    let difference = abs(total - between)
    total = (total + between) / 2
    step /= 2
    if difference <= 1e-7 * total { return top + log(total) }
  }
  throw NumericsError(
    .notConverged, "the average over an uncertainty did not converge",
    advice: "choose a smaller uncertainty or another constraint")
}

/// Σ exp(g(±u) − top) for u = first, first + step, … until nothing is added.
private func outwardSum(
  from first: Double, by step: Double, above top: Double, of exponent: (Double) -> Double
) -> Double {
  var sum = 0.0
  for (start, direction) in [(first, step), (-first, -step)] {
    for index in 0..<maximumTerms {
      let term = exp(exponent(start + Double(index) * direction) - top)
      sum += term
      if term <= 1e-18 * (sum + 1) { break }
    }
  }
  return sum
}

/// Far more than any integrand with a peak of the given width needs.
private let maximumTerms = 100_000
