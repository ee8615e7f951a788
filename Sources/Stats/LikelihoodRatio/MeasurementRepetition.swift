extension BackgroundMeasurement {
  /// The estimate as a repetition would give it: k/τ with a whole k where k = (b/σ)² is whole up to
  /// rounding, so that a repeated control count can equal the observed one.
  var observedEstimate: Double {
    guard case .controlCount(let estimate, let scale) = self else { return estimate }
    let whole = (scale * estimate).rounded()
    return abs(scale * estimate - whole) <= 1e-9 * whole ? whole / scale : estimate
  }

  /// P(M ≥ m): how often a repeated measurement reaches a result when the mean is known.
  ///
  /// - Parameters:
  ///   - result: m as an estimate of the mean, zero or more. Zero means any result, also a normal
  ///     one below zero. For a control count it is a multiple of one over the scale.
  ///   - mean: The true mean, zero or more.
  func probability(ofReaching result: Double, mean: Double) throws(NumericsError) -> Double {
    if result <= 0 { return 1 }
    guard result < .infinity else { return 0 }
    switch self {
    case .exact(let mean): return mean >= result ? 1 : 0
    case .logNormal(_, let logWidth): return normalCumulative(log(mean / result) / logWidth)
    case .normal(_, let width): return normalCumulative((mean - result) / width)
    case .controlCount(_, let scale):
      return try controlCountTail((scale * result).rounded(), mean: scale * mean)
    }
  }

  /// P(K ≥ k) = P(k, λ), the lower incomplete gamma function.
  private func controlCountTail(
    _ count: Double, mean: Double
  ) throws(NumericsError) -> Double {
    if mean == 0 { return 0 }
    return count >= UniformGammaTails.smallestShape
      ? UniformGammaTails(shape: count, mean).lower : try gammaP(shape: count, mean)
  }
}
