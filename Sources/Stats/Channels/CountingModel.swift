/// Several counts that share a signal strength and nuisance parameters.
///
///     n_c ~ Poisson(μ s_c Π f_ck(θ_k) + Σ_b b_cb Π f_cbk(θ_k))
///
/// with channels c (run periods, regions), backgrounds b, nuisance parameters θ_k and the factors f
/// of ``NuisanceResponse``.
public struct CountingModel: Hashable, Sendable {
  public let channels: [CountingChannel]
  public let nuisances: [NuisanceParameter]
  let terms: [YieldTerm]

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a number outside its range, a name used twice
  ///   or unknown, an effect that does not fit its nuisance parameter, and a model without signal.
  public init(
    channels: [CountingChannel], nuisances: [NuisanceParameter]
  ) throws(NumericsError) {
    (self.channels, self.nuisances) = (channels, nuisances)
    try Self.checkNames(channels.map(\.name), "channel")
    try Self.checkNames(nuisances.map(\.name), "nuisance parameter")
    for nuisance in nuisances { try nuisance.law.check(nuisance.name) }
    terms = try Self.terms(channels, nuisances)
    guard terms.contains(where: { $0.role == .signal && $0.yield > 0 }) else {
      throw NumericsError(
        .invalidInput, "no channel expects any signal",
        advice: "give at least one channel a signal yield above zero")
    }
  }

  private static func checkNames(_ names: [String], _ what: String) throws(NumericsError) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw NumericsError(
        .invalidInput, "the name '\(name)' is used by more than one \(what)",
        advice: "give each \(what) a name of its own")
    }
  }

  private static func terms(
    _ channels: [CountingChannel], _ nuisances: [NuisanceParameter]
  ) throws(NumericsError) -> [YieldTerm] {
    var terms: [YieldTerm] = []
    for (index, channel) in channels.enumerated() {
      terms.append(try YieldTerm(channel.signal, .signal, in: index, channel.name, nuisances))
      for background in channel.backgrounds {
        terms.append(try YieldTerm(background, .background, in: index, channel.name, nuisances))
      }
    }
    return terms
  }
}

/// One count with what is expected in it.
public struct CountingChannel: Hashable, Sendable {
  /// Unique within a model.
  public let name: String
  /// Expected signal events at signal strength μ = 1.
  public let signal: CountingSample
  public let backgrounds: [CountingSample]

  public init(name: String, signal: CountingSample, backgrounds: [CountingSample]) {
    (self.name, self.signal, self.backgrounds) = (name, signal, backgrounds)
  }
}

/// One contribution to a count.
public struct CountingSample: Hashable, Sendable {
  public let name: String
  /// Expected events with every factor of ``effects`` at one: zero to 1e9.
  public let yield: Double
  /// At most one for each nuisance parameter.
  public let effects: [NuisanceEffect]

  public init(name: String, yield: Double, effects: [NuisanceEffect]) {
    (self.name, self.yield, self.effects) = (name, yield, effects)
  }
}
