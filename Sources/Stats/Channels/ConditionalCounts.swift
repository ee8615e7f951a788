/// The counts of a model for one choice of the shared nuisance parameters.
struct ConditionalCounts: Sendable {
  /// ln of the prior probability of this choice.
  let logWeight: Double
  /// By channel; one element if all channels are taken together.
  let parts: [Part]

  /// Independent contributions to one count.
  struct Part: Sendable {
    /// Everything that does not depend on the signal strength.
    var fixed: CountProbabilities
    /// Signal events at unit strength that depend on the shared parameters only; zero if there are
    /// ``mixtures``, whose first holds them then.
    var sharpSignal: Double
    /// Contributions with signal whose mean depends on private parameters too.
    var mixtures: [Mixture]
  }

  /// A count whose mean μS + B takes one of several values.
  struct Mixture: Sendable {
    var signal: [Double]
    var background: [Double]
    var weights: [Double]

    func counts(
      strength: Double, upTo highest: Int
    ) throws(NumericsError) -> CountProbabilities {
      try CountProbabilities(
        means: zip(signal, background).map { strength * $0 + $1 }, weights: weights, upTo: highest)
    }
  }
}

extension ConditionalCounts.Part {
  /// - Parameter mixtures: One for each block.
  init(_ mixtures: [ConditionalCounts.Mixture], upTo highest: Int) throws(NumericsError) {
    (fixed, sharpSignal, self.mixtures) = (.none(upTo: highest), 0, [])
    var sharpBackground = 0.0
    for mixture in mixtures {
      if mixture.weights.count == 1 {
        sharpSignal += mixture.signal[0]
        sharpBackground += mixture.background[0]
      } else if mixture.signal.contains(where: { $0 > 0 }) {
        self.mixtures.append(mixture)
      } else {
        let counts = try CountProbabilities(
          means: mixture.background, weights: mixture.weights, upTo: highest)
        fixed = fixed.convolved(with: counts)
      }
    }
    if var first = self.mixtures.first {
      // One sum of means is cheaper than one more convolution.
      first.signal = first.signal.map { $0 + sharpSignal }
      (self.mixtures[0], sharpSignal) = (first, 0)
    }
    guard sharpBackground > 0 else { return }
    let counts = try CountProbabilities(means: [sharpBackground], weights: [1], upTo: highest)
    fixed = fixed.convolved(with: counts)
  }

  /// The distribution of the contributions with signal, for counts up to `highest`.
  func withSignal(
    strength: Double, upTo highest: Int
  ) throws(NumericsError) -> CountProbabilities {
    guard let first = mixtures.first else {
      return try CountProbabilities(
        means: [strength * sharpSignal], weights: [1], upTo: highest)
    }
    var result = try first.counts(strength: strength, upTo: highest)
    for mixture in mixtures.dropFirst() {
      result = result.convolved(with: try mixture.counts(strength: strength, upTo: highest))
    }
    return result
  }

  /// ln Σ_j P(j of the contributions with signal) table(n − j).
  ///
  /// - Parameter table: Probabilities of the others: ``fixed``, or its cumulative sums.
  func logProbability(
    _ count: Int, strength: Double, with table: CountProbabilities
  ) throws(NumericsError) -> Double {
    let mean = strength * sharpSignal
    guard mixtures.isEmpty, mean < 500 else {
      return try withSignal(strength: strength, upTo: count)
        .logProbability(ofSum: count, with: table)
    }
    var (term, sum) = (1.0, 0.0)
    for signal in 0...count {
      sum += term * table.relative[count - signal]
      term *= mean / Double(signal + 1)
    }
    return log(sum) - mean + table.logScale
  }
}
