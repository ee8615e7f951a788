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

  struct Channel: Sendable {
    let terms: Range<Int>
    /// Positions in ``parameters`` of all parameters that the count depends on.
    let parameters: Range<Int>
  }

  let channels: [Channel]
  let terms: [Term]
  let effects: [Effect]
  let parameters: [Int]
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
    laws = model.nuisances.map(\.law)
  }

  private static func effects(_ term: YieldTerm) -> [Effect] {
    term.logShifts.map { Effect(parameter: $0.nuisance + 1, response: .exponential, size: $0.size) }
      + term.linearShifts.map {
        Effect(parameter: $0.nuisance + 1, response: .linear, size: $0.size)
      }
      + term.factors.map { Effect(parameter: $0 + 1, response: .factor, size: 1) }
  }
}

/// The data of a fit: a count for each channel and the result of each nuisance measurement.
struct ChannelData: Hashable, Sendable {
  /// Whole numbers, or real ones for an Asimov data set.
  var counts: [Double]
  /// The measured θ, the control count, or the events that passed.
  var measurements: [Double]
}
