extension RandomStream {
  /// The number of successes in a number of trials.
  ///
  /// Inversion where few successes or few failures are expected, transformed rejection elsewhere.
  /// Reference: W. Hörmann, J. Stat. Comput. Simul. 46 (1993) 101, algorithm BTRS.
  /// - Parameters:
  ///   - trials: Zero to 1e12; not checked.
  ///   - probability: Zero to one; not checked.
  mutating func binomial(trials: Int, probability: Double) -> Int {
    if probability > 0.5 {
      return trials - binomial(trials: trials, probability: 1 - probability)
    }
    guard Double(trials) * probability >= 10 else {
      return invertedBinomial(trials, probability)
    }
    return rejectedBinomial(trials, probability)
  }

  private mutating func invertedBinomial(_ trials: Int, _ probability: Double) -> Int {
    let (uniform, odds) = (uniform(), probability / (1 - probability))
    var (count, term) = (0, exp(Double(trials) * log1p(-probability)))
    var cumulative = term
    while uniform > cumulative, term > 1e-17, count < trials {
      term *= Double(trials - count) / Double(count + 1) * odds
      count += 1
      cumulative += term
    }
    return count
  }

  private mutating func rejectedBinomial(_ trials: Int, _ probability: Double) -> Int {
    let number = Double(trials)
    let spread = (number * probability * (1 - probability)).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * probability
    let (alpha, squeeze) = ((2.83 + 5.1 / b) * spread, 0.92 - 4.2 / b)
    let mode = ((number + 1) * probability).rounded(.down)
    let logMode = Self.logBinomial(mode, number, probability)
    // An attempt fails with probability below 0.3: no stream of random numbers reaches the end.
    for _ in 0..<1000 {
      let (u, v) = (uniform() - 0.5, uniform())
      let edge = 0.5 - abs(u)
      let count = ((2 * a / edge + b) * u + number * probability + 0.5).rounded(.down)
      guard count >= 0, count <= number else { continue }
      if edge >= 0.07, v <= squeeze { return Int(count) }
      let height = log(v * alpha / (a / (edge * edge) + b))
      if height <= Self.logBinomial(count, number, probability) - logMode { return Int(count) }
    }
    return Int(mode)
  }

  /// Up to a constant: Pois(k; np) Pois(n − k; nq), which is precise for any n.
  private static func logBinomial(
    _ successes: Double, _ trials: Double, _ probability: Double
  ) -> Double {
    logPoisson(successes, mean: trials * probability)
      + logPoisson(trials - successes, mean: trials * (1 - probability))
  }
}
