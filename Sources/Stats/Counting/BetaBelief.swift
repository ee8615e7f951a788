/// A beta distribution of an efficiency ε, as a density in its logit u = ln(ε / (1 − ε)).
///
/// In u it falls exponentially on both sides, also where it has a pole at ε = 0 or ε = 1.
struct BetaBelief: Hashable {
  /// The powers of ε and 1 − ε in the density in u, both above zero.
  let first: Double
  let second: Double

  init(_ first: Double, _ second: Double) { (self.first, self.second) = (first, second) }

  var mean: Double { first / (first + second) }

  /// ln of the density in u relative to the one at the mean, without cancellation for many trials.
  func logDensity(_ efficiency: Efficiency) -> Double {
    let excess = efficiency.value - mean
    let complement = second / (first + second)
    return -first * deviance(excess / mean, ratio: efficiency.value / mean)
      - second * deviance(-excess / complement, ratio: efficiency.complement / complement)
  }

  /// x − ln(1 + x), from the ratio 1 + x where x has lost its digits.
  private func deviance(_ excess: Double, ratio: Double) -> Double {
    excess > -0.5 ? excessOverLogarithm(excess) : excess - log(ratio)
  }

  /// ln of the density in u at the mean.
  var logDensityAtMean: Double {
    get throws(NumericsError) {
      let sum = first + second
      let corrections = try stirlingError(sum) - stirlingError(first) - stirlingError(second)
      return log(first / sum * second) / 2 - halfLogTwoPi + corrections
    }
  }

  /// An efficiency with its complement, each to full relative precision.
  struct Efficiency {
    let value: Double
    let complement: Double

    init(logit: Double) {
      value = 1 / (1 + exp(-logit))
      complement = 1 / (1 + exp(logit))
    }
  }
}
