/// What is believed about the mean of a Poisson count.
///
/// A count with such a mean follows the mixture p(n) = ∫ Pois(n; μ) π(μ) dμ.
enum MeanLaw: CountMixture, Hashable {
  case exact(Poisson)
  case logNormal(logMedian: Double, logWidth: Double)
  /// Rate one over `scale`.
  case gamma(shape: Double, scale: Double)
  /// Cut off below zero.
  case truncatedNormal(peak: Double, width: Double)

  func logProbability(_ count: Int) throws(NumericsError) -> Double {
    switch self {
    case .exact(let poisson): poisson.logProbability(count)
    case .logNormal(let logMedian, let logWidth):
      try LogNormalMixture(logMedian: logMedian, logWidth: logWidth).logProbability(count)
    case .gamma(let shape, let scale):
      try GammaMixture(shape: shape, scale: scale).logProbability(count)
    case .truncatedNormal(let peak, let width):
      try TruncatedNormalMixture(peak: peak, width: width).logProbability(count)
    }
  }

  func ratio(after count: Int) -> Double? {
    switch self {
    case .exact(let poisson): poisson.mean / (Double(count) + 1)
    case .gamma(let shape, let scale):
      (Double(count) + shape) / (Double(count) + 1) * (scale / (1 + scale))
    case .logNormal, .truncatedNormal: nil
    }
  }

  var centralCount: Int {
    let centre =
      switch self {
      case .exact(let poisson): poisson.mean
      case .logNormal(let logMedian, _): exp(logMedian)
      case .gamma(let shape, let scale): max(0, shape - 1) * scale
      case .truncatedNormal(let peak, _): peak
      }
    return Int(exactly: centre.rounded(.down)) ?? Int.max
  }
}
