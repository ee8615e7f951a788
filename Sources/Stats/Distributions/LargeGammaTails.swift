/// P(a, x) and Q(a, x), the regularised incomplete gamma functions of a large shape a.
///
/// Sums from the largest term outwards: P(a, x) = Σ g(a + 1), g(a + 2), … below the shape and
/// Q(a, x) = Σ g(a), g(a − 1), … above it, with g(k) = x^(k − 1) exp(−x) / Γ(k). They need about
/// 8 √a terms, where continued fractions give up, and hold full relative precision in both tails.
func largeGammaTails(
  shape: Double, _ x: Double
) throws(NumericsError) -> (lower: Double, upper: Double) {
  guard x > 0 else { return (0, 1) }
  guard x < .infinity else { return (1, 0) }
  let first = try gammaDensity(x, shape: shape)
  if x < shape {
    var (term, sum, index) = (first * (x / shape), 0.0, shape)
    while term > 1e-18 * sum {
      sum += term
      index += 1
      term *= x / index
    }
    return (min(1, sum), max(0, 1 - sum))
  }
  var (term, sum, index) = (first, 0.0, shape)
  while term > 1e-18 * sum, index > 0 {
    sum += term
    index -= 1
    term *= index / x
  }
  return (max(0, 1 - sum), min(1, sum))
}
