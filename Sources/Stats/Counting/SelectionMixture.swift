/// Counts of a signal of which a share with a beta distribution is selected.
struct SelectionMixture: CountMixture {
  /// s, above zero: the signal before the selection.
  let signal: Double
  let efficiency: BetaBelief

  /// ln ∫ Pois(n; s ε) p(ε) dε, over the logit of ε.
  func logProbability(_ count: Int) throws(NumericsError) -> Double {
    guard count >= 0 else { return -.infinity }
    let (poisson, logSignal) = (LogMeanPoisson(count), log(signal))
    let (peak, width) = peak(efficiency.first + poisson.count)
    let constant = try efficiency.logDensityAtMean
    return try logIntegral(width: width) { offset in
      let efficiency = BetaBelief.Efficiency(logit: peak + offset)
      return poisson(logMean: logSignal + log(efficiency.value))
        + self.efficiency.logDensity(efficiency) + constant
    }
  }

  func ratio(after count: Int) -> Double? { nil }

  var centralCount: Int { Int(exactly: (signal * efficiency.mean).rounded(.down)) ?? .max }

  /// Where A ln ε + B ln(1 − ε) − s ε is largest, as a logit, and the width of the peak in the logit.
  ///
  /// A (1 − ε) − B ε = s ε (1 − ε) has one root in (0, 1); ε and 1 − ε are both formed without
  /// cancellation.
  private func peak(_ first: Double) -> (logit: Double, width: Double) {
    let second = efficiency.second
    let difference = first + second - signal
    let root = (difference * difference + 4 * signal * second).squareRoot()
    let value = 2 * first / (first + second + signal + root)
    let complement =
      difference > 0 ? 2 * second / (difference + root) : (root - difference) / (2 * signal)
    let curvature = first * complement * complement + second * value * value
    return (log(value) - log(complement), 1 / curvature.squareRoot())
  }
}
