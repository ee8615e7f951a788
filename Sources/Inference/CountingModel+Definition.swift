public import BlindAnalysis
public import Stats

extension CountingModel {
  /// The model that a file of channels declares.
  ///
  /// - Throws: `NumericsError` for a number that no counting experiment has.
  public init(_ definition: ChannelDefinition) throws(NumericsError) {
    var nuisances = definition.nuisances.map {
      NuisanceParameter(name: $0.name, law: $0.constraint.law)
    }
    var channels: [CountingChannel] = []
    for channel in definition.channels {
      let signal = channel.signal.counting(in: channel.name, definition, &nuisances)
      let backgrounds = channel.backgrounds.map {
        $0.counting(in: channel.name, definition, &nuisances)
      }
      channels.append(
        CountingChannel(name: channel.name, signal: signal, backgrounds: backgrounds))
    }
    try self.init(channels: channels, nuisances: nuisances)
  }
}

extension DeclaredSample {
  /// - Parameter nuisances: Gains one for an uncertainty that no other yield shares.
  fileprivate func counting(
    in channel: String, _ definition: ChannelDefinition, _ nuisances: inout [NuisanceParameter]
  ) -> CountingSample {
    var effects = effects.map { effect in
      NuisanceEffect(nuisance: effect.nuisance, response: definition.response(effect))
    }
    effects += factors.map { NuisanceEffect(nuisance: $0, response: .factor) }
    var yield = yield(definition)
    if let spread, case .expected(let events) = amount {
      let own = definition.ownName("\(name) of \(channel)")
      let relative = spread.uncertainty / events
      let (law, response) = spread.constraint.nuisance(relative: relative)
      if case .count(let count) = law { yield /= count }
      nuisances.append(NuisanceParameter(name: own, law: law))
      effects.append(NuisanceEffect(nuisance: own, response: response))
    }
    return CountingSample(name: name, yield: yield, effects: effects)
  }

  /// Events with every factor at one.
  private func yield(_ definition: ChannelDefinition) -> Double {
    switch amount {
    case .scale(let scale): scale
    case .expected(let events):
      factors.reduce(events) { $0 / definition.law(of: $1).measured }
    }
  }
}

extension ChannelDefinition {
  /// A name that no declared nuisance parameter has.
  fileprivate func ownName(_ name: String) -> String {
    nuisances.contains { $0.name == name } ? ownName(name + "'") : name
  }

  fileprivate func law(of nuisance: String) -> NuisanceLaw {
    nuisances.first { $0.name == nuisance }?.constraint.law ?? .normal
  }

  fileprivate func response(_ effect: DeclaredSample.Effect) -> NuisanceResponse {
    let constraint = nuisances.first { $0.name == effect.nuisance }?.constraint
    guard constraint == .gaussian else {
      // −10 % is the opposite of +10 %, not a smaller κ.
      let kappa =
        effect.relative >= 0 ? 1 + effect.relative : 1 / (1 - effect.relative)
      return .logNormal(kappa: kappa)
    }
    return .linear(relative: effect.relative)
  }
}

extension DeclaredNuisance.Constraint {
  fileprivate var law: NuisanceLaw {
    switch self {
    case .logNormal, .gaussian: .normal
    case .gamma(let count): .count(count)
    case .beta(let passed, let total): .efficiency(passed: passed, total: total)
    }
  }
}

extension LimitSettings.BackgroundPrior {
  /// The nuisance parameter behind a yield with a relative uncertainty.
  fileprivate func nuisance(relative: Double) -> (NuisanceLaw, NuisanceResponse) {
    switch self {
    case .none, .logNormal: (.normal, .logNormal(kappa: 1 + relative))
    case .gaussian: (.normal, .linear(relative: relative))
    case .gamma: (.count(1 / (relative * relative)), .factor)
    }
  }
}
