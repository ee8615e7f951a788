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
    var moving: [Mixture]

    /// The distribution of the contributions that hold signal, for counts up to `highest`.
    func moving(
      strength: Double, upTo highest: Int
    ) throws(NumericsError) -> CountProbabilities {
      var result: CountProbabilities?
      for mixture in moving {
        let next = try CountProbabilities(
          means: mixture.means(strength: strength), weights: mixture.weights, upTo: highest)
        result = result?.convolved(with: next) ?? next
      }
      return result ?? .none(upTo: highest)
    }
  }

  /// A count whose mean μS + B takes one of several values.
  struct Mixture: Sendable {
    var signal: [Double]
    var background: [Double]
    var weights: [Double]

    func means(strength: Double) -> [Double] {
      zip(signal, background).map { strength * $0 + $1 }
    }
  }
}

extension ConditionalCounts.Part {
  /// - Parameter mixtures: One for each block; those of a single value are joined.
  init(_ mixtures: [ConditionalCounts.Mixture], upTo highest: Int) throws(NumericsError) {
    fixed = .none(upTo: highest)
    moving = []
    var sharp = ConditionalCounts.Mixture(signal: [0], background: [0], weights: [1])
    for mixture in mixtures {
      if mixture.weights.count == 1 {
        sharp.signal[0] += mixture.signal[0]
        sharp.background[0] += mixture.background[0]
      } else if mixture.signal.contains(where: { $0 > 0 }) {
        moving.append(mixture)
      } else {
        fixed = fixed.convolved(with: try Self.probabilities(mixture, highest))
      }
    }
    if sharp.background[0] > 0 {
      let background = ConditionalCounts.Mixture(
        signal: [0], background: sharp.background, weights: [1])
      fixed = fixed.convolved(with: try Self.probabilities(background, highest))
    }
    if sharp.signal[0] > 0 {
      moving.append(.init(signal: sharp.signal, background: [0], weights: [1]))
    }
  }

  private static func probabilities(
    _ mixture: ConditionalCounts.Mixture, _ highest: Int
  ) throws(NumericsError) -> CountProbabilities {
    try CountProbabilities(
      means: mixture.background, weights: mixture.weights, upTo: highest)
  }
}
