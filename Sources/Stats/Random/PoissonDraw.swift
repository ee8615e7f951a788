extension RandomStream {
  /// A Poisson count for a mean that is used once.
  ///
  /// Inversion for small means, transformed rejection for others. A real number, because a mean from
  /// the tail of a belief may lie above every `Int`.
  /// - Parameter mean: Finite and zero or more; not checked.
  mutating func poisson(mean: Double) -> Double {
    mean < PoissonRejection.smallestMean
      ? invertedPoisson(mean) : PoissonRejection(mean: mean).draw(&self)
  }

  /// The smallest n with u ≤ P(N ≤ n), by adding up probabilities from n = 0.
  private mutating func invertedPoisson(_ mean: Double) -> Double {
    let uniform = uniform()
    var (count, term) = (0.0, exp(-mean))
    var cumulative = term
    // Below 1e-17 a term no longer changes the sum.
    while uniform > cumulative, term > 1e-17 {
      count += 1
      term *= mean / count
      cumulative += term
    }
    return count
  }
}

/// Poisson counts by transformed rejection, which takes 1.1 to 1.3 attempts whatever the mean.
///
/// Reference: W. Hörmann, Insurance: Mathematics and Economics 12 (1993) 39, algorithm PTRS.
struct PoissonRejection: Hashable, Sendable {
  static let smallestMean = 10.0

  private let mean: Double
  private let (a, b): (Double, Double)
  private let inverseAlpha: Double
  private let squeeze: Double

  /// - Parameter mean: At least ``smallestMean`` and finite.
  init(mean: Double) {
    self.mean = mean
    b = 0.931 + 2.53 * mean.squareRoot()
    a = -0.059 + 0.02483 * b
    inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    squeeze = 0.9277 - 3.6224 / (b - 2)
  }

  func draw(_ stream: inout RandomStream) -> Double {
    // An attempt fails with probability below 0.3: no stream of random numbers reaches the end.
    for _ in 0..<1000 {
      let (u, v) = (stream.uniform() - 0.5, stream.uniform())
      let edge = 0.5 - abs(u)
      let count = ((2 * a / edge + b) * u + mean + 0.43).rounded(.down)
      if edge >= 0.07, v <= squeeze { return count }
      if count < 0 || (edge < 0.013 && v > edge) { continue }
      if log(v * inverseAlpha / (a / (edge * edge) + b)) <= logPoisson(count, mean: mean) {
        return count
      }
    }
    return mean.rounded()
  }
}

/// ln Pois(n; μ) for a whole number of events held as a real one, with n and μ above zero or n = 0.
func logPoisson(_ count: Double, mean: Double) -> Double {
  guard count > 0 else { return -mean }
  return -poissonHalfDeviance(count, mean: mean) - stirlingErrorOfWhole(count) - halfLogTwoPi
    - log(count) / 2
}
