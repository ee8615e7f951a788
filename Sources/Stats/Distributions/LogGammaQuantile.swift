/// A gamma distribution of scale one in t = ln x, for quantiles far out in either tail.
struct LogGammaQuantile {
  let shape: Double

  /// The t whose cumulative probability is Φ(z), precise in both tails.
  ///
  /// Newton's method on the logarithm of the smaller tail, which is nearly linear there.
  /// - Throws: ``NumericsError/Kind/notConverged`` after 60 steps.
  func value(score z: Double) throws(NumericsError) -> Double {
    let target = logNormalTail(z.magnitude)
    var t = guess(score: z)
    for _ in 0..<60 {
      let tail = log(
        try z < 0 ? gammaP(shape: shape, exp(t)) : gammaQ(shape: shape, exp(t)))
      // Far outside, a tail of zero has no logarithm: come back halfway towards the centre.
      guard tail > -.infinity else {
        t = (t + guess(score: 0)) / 2
        continue
      }
      let slope = exp(try logDensity(t) - tail)
      let step = (target - tail) / (z < 0 ? slope : -slope)
      let longest = 1 + abs(t) / 2
      let limited = min(max(step, -longest), longest)
      t += limited
      if abs(limited) <= 1e-13 * max(1, abs(t)) { return t }
    }
    throw NumericsError(
      .notConverged, "the quantile of a nuisance parameter was not found",
      advice: "describe it as a value with a log-normal uncertainty instead")
  }

  /// Wilson and Hilferty: the cube root of a gamma variable is nearly normal.
  func guess(score: Double) -> Double {
    let root = 1 - 1 / (9 * shape) + score / (3 * shape.squareRoot())
    return log(shape) + 3 * log(max(root, 0.05))
  }

  /// x times the density in x.
  private func logDensity(_ t: Double) throws(NumericsError) -> Double {
    let density = try gammaDensity(exp(t), shape: shape)
    return density > 0 ? log(density) + t : shape * t - exp(t) - (try logGamma(shape))
  }
}
