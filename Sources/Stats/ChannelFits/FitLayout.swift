/// A model of several counts as flat tables, so that a fit follows no references and allocates
/// nothing.
///
/// Parameter 0 is the signal strength μ, parameter k + 1 nuisance parameter k.
struct FitLayout: Sendable {
  enum Response: Hashable, Sendable { case exponential, linear, factor }

  struct Effect: Sendable {
    let parameter: Int
    let response: Response
    /// ln κ, or the relative change δ.
    let size: Double
  }

  struct Term: Sendable {
    let yield: Double
    let isSignal: Bool
    let effects: Range<Int>
  }

  /// Where a linear factor 1 + δθ is cut off: its yield falls to zero there and stays zero.
  struct Kink: Sendable {
    let parameter: Int
    let position: Double
    /// Whether the yield is above zero for larger parameters, as it is for δ > 0.
    let isActiveAbove: Bool
  }

  struct Channel: Sendable {
    let terms: Range<Int>
    /// Positions in ``parameters`` of all parameters that the count depends on.
    let parameters: Range<Int>
  }

  let channels: [Channel]
  let terms: [Term]
  let effects: [Effect]
  let parameters: [Int]
  let kinks: [Kink]
  /// Of nuisance parameter k.
  let laws: [NuisanceLaw]

  /// μ and all nuisance parameters.
  var size: Int { laws.count + 1 }

  init(_ model: CountingModel) {
    var (channels, terms) = ([Channel](), [Term]())
    var (effects, parameters) = ([Effect](), [Int]())
    for index in model.channels.indices {
      let (firstTerm, firstParameter) = (terms.count, parameters.count)
      var used: Set<Int> = [0]
      for term in model.terms where term.channel == index && term.yield > 0 {
        let firstEffect = effects.count
        effects += Self.effects(term)
        used.formUnion(effects[firstEffect...].map(\.parameter))
        terms.append(
          Term(
            yield: term.yield, isSignal: term.role == .signal,
            effects: firstEffect..<effects.count))
      }
      parameters += used.sorted()
      channels.append(
        Channel(
          terms: firstTerm..<terms.count, parameters: firstParameter..<parameters.count))
    }
    (self.channels, self.terms) = (channels, terms)
    (self.effects, self.parameters) = (effects, parameters)
    kinks = Self.kinks(effects)
    laws = model.nuisances.map(\.law)
  }

  private static func kinks(_ effects: [Effect]) -> [Kink] {
    var kinks: [Kink] = []
    for effect in effects where effect.response == .linear && effect.size != 0 {
      let position = -1 / effect.size
      let isKnown = kinks.contains {
        $0.parameter == effect.parameter && $0.position == position
      }
      guard !isKnown else { continue }
      kinks.append(
        Kink(
          parameter: effect.parameter, position: position, isActiveAbove: effect.size > 0))
    }
    return kinks
  }

  private static func effects(_ term: YieldTerm) -> [Effect] {
    term.logShifts.map { Effect(parameter: $0.nuisance + 1, response: .exponential, size: $0.size) }
      + term.linearShifts.map {
        Effect(parameter: $0.nuisance + 1, response: .linear, size: $0.size)
      }
      + term.factors.map { Effect(parameter: $0 + 1, response: .factor, size: 1) }
  }
}

extension FitLayout {
  /// Expected events of a term, of signal at μ = 1.
  ///
  /// - Parameter values: μ and all nuisance parameters.
  @inline(__always)
  func mean(_ term: Term, _ values: [Double]) -> Double {
    var (mean, exponent) = (term.yield, 0.0)
    for effect in term.effects {
      let effect = effects[effect]
      switch effect.response {
      case .exponential: exponent += effect.size * values[effect.parameter]
      case .linear: mean *= max(NuisanceLaw.smallest, 1 + effect.size * values[effect.parameter])
      case .factor: mean *= values[effect.parameter]
      }
    }
    return exponent == 0 ? mean : mean * exp(exponent)
  }

  /// Expected events of a channel.
  func expected(_ channel: Int, _ values: [Double]) -> Double {
    channels[channel].terms.reduce(0) { sum, index in
      let mean = mean(terms[index], values)
      return sum + (terms[index].isSignal ? values[0] * mean : mean)
    }
  }
}

/// The data of a fit: a count for each channel and the result of each nuisance measurement.
struct ChannelData: Hashable, Sendable {
  /// Whole numbers, or real ones for an Asimov data set.
  var counts: [Double]
  /// The measured θ, the control count, or the events that passed.
  var measurements: [Double]
}
