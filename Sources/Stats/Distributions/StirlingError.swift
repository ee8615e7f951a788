/// δ(x) = ln Γ(x + 1) − ½ ln(2πx) − x ln x + x, what Stirling's formula leaves out of ln x!.
///
/// Reference: C. Loader, *Fast and Accurate Computation of Binomial Probabilities* (2000), eq. 4.
/// - Parameter x: Above zero.
func stirlingError(_ x: Double) throws(NumericsError) -> Double {
  if x >= 16 { return stirlingSeries(x) }
  return try logGamma(x + 1) - (x + 0.5) * log(x) + x - halfLogTwoPi
}

/// δ for a whole number, one or more.
func stirlingError(_ count: Int) -> Double {
  count >= 16 ? stirlingSeries(Double(count)) : smallCountErrors[count - 1]
}

/// δ for a whole number held as a real one, one or more; it may lie above every `Int`.
func stirlingErrorOfWhole(_ count: Double) -> Double {
  count >= 16 ? stirlingSeries(count) : smallCountErrors[Int(count) - 1]
}

/// ½ ln 2π.
let halfLogTwoPi = 0.91893853320467274178

/// δ(1) to δ(15), from mpmath with 40 digits.
private let smallCountErrors: [15 of Double] = [
  0.081061466795327258, 0.041340695955409294, 0.027677925684998339,
  0.020790672103765093, 0.016644691189821192, 0.013876128823070748,
  0.01189670994589177, 0.010411265261972096, 0.0092554621827127329,
  0.0083305634333628713, 0.0075736754879518408, 0.0069428401072095299,
  0.0064089941880042071, 0.0059513701127588477, 0.0055547335519628014,
]

/// The asymptotic series of δ; eight terms give full double precision from 16 on.
private func stirlingSeries(_ x: Double) -> Double {
  let square = 1 / (x * x)
  var sum = 0.0
  for index in seriesCoefficients.indices.reversed() {
    sum = sum * square + seriesCoefficients[index]
  }
  return sum / x
}

/// B₂ₖ / (2k (2k − 1)), with the Bernoulli numbers B.
private let seriesCoefficients: [8 of Double] = [
  1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
  -3617.0 / 122_400,
]
