/// The density of what is believed about a mean, in v = ln(mean / centre).
///
/// Written relative to a centre, so that a narrow belief keeps its digits.
struct MeanBelief {
  let centre: Double
  /// About the width in v, at most one.
  let width: Double
  /// ln of the density in v.
  let logDensity: (Double) -> Double
  /// Its derivative by v.
  let slope: (Double) -> Double

  static func logNormal(_ median: Double, _ logWidth: Double) -> Self {
    Self(
      centre: median, width: min(1, logWidth),
      logDensity: { -($0 / logWidth) * ($0 / logWidth) / 2 - log(logWidth) - halfLogTwoPi },
      slope: { -$0 / logWidth / logWidth })
  }

  /// xʳ e⁻ˣ / Γ(r) with x = r eᵛ: the centre is the mean.
  static func gamma(_ shape: Double, _ scale: Double) throws(NumericsError) -> Self {
    let constant = log(shape) / 2 - halfLogTwoPi - (try stirlingError(shape))
    return Self(
      centre: shape * scale, width: min(1, 1 / shape.squareRoot()),
      logDensity: { constant - shape * excessOfExponential($0) },
      slope: { -shape * expm1($0) })
  }

  static func truncatedNormal(_ peak: Double, _ width: Double) -> Self {
    let centre = max(peak, width)
    let constant = log(centre / width) - halfLogTwoPi - log(normalCumulative(peak / width))
    func distance(_ v: Double) -> Double {
      (centre / width) * expm1(v) + (centre - peak) / width
    }
    return Self(
      centre: centre, width: min(1, width / centre),
      logDensity: { constant + $0 - distance($0) * distance($0) / 2 },
      slope: { 1 - distance($0) * (centre / width) * exp($0) })
  }
}

extension MeanBelief {
  /// ln of the average of P(N ≥ n; mean), by the trapezoidal rule around the peak of the integrand.
  ///
  /// The integrand has one peak: ln P is concave in v, and so is the density where it matters.
  func logAverage(of tail: PoissonTail) throws(NumericsError) -> Double {
    let scale = min(width, 1 / Double(tail.count).squareRoot())
    let peak = try peak(tail, step: scale)
    let nearby = try (slope(tail, peak - 1e-3 * scale), slope(tail, peak + 1e-3 * scale))
    let curvature = max((nearby.0 - nearby.1) / (2e-3 * scale), 1e-4 / (scale * scale))
    var failure: NumericsError?
    let average = try logIntegral(width: 1 / curvature.squareRoot()) { offset in
      do throws(NumericsError) {
        let mean = centre * exp(peak + offset)
        guard mean < .infinity else { return -.infinity }
        return try tail.logProbability(mean: mean) + logDensity(peak + offset)
      } catch {
        failure = error
        return .nan
      }
    }
    if let failure { throw failure }
    return min(0, average)
  }

  private func slope(_ tail: PoissonTail, _ v: Double) throws(NumericsError) -> Double {
    let mean = centre * exp(v)
    let logProbability = try tail.logProbability(mean: mean)
    return try tail.slope(mean: mean, logProbability: logProbability) + slope(v)
  }

  /// Where the integrand is largest, to a thousandth of a step.
  private func peak(_ tail: PoissonTail, step: Double) throws(NumericsError) -> Double {
    var (low, high, reach) = (0.0, 0.0, step)
    while try slope(tail, high) > 0 { (low, high, reach) = (high, high + reach, 2 * reach) }
    while try slope(tail, low) < 0 { (low, high, reach) = (low - reach, low, 2 * reach) }
    while high - low > 1e-3 * step {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if try slope(tail, middle) > 0 { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }
}

/// eᵛ − 1 − v, precise also for small v.
private func excessOfExponential(_ v: Double) -> Double {
  guard abs(v) < 1e-2 else { return expm1(v) - v }
  return v * v / 2 * (1 + v / 3 * (1 + v / 4 * (1 + v / 5 * (1 + v / 6 * (1 + v / 7)))))
}
