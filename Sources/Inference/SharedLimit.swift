import Backgrounds
import BlindAnalysis
import Signals
import Stats

/// The limit on a signal that shares nuisance parameters with its background.
///
/// `N ~ Poisson(s Π κ_k^θk ρ + Σ_p b_p Π κ_pk^θk ρ_p)` with a normal θ for each shared name, and for signal
/// and each part p of the background a factor ρ of its own for all the rest. CLs with the count as
/// statistic, every θ and ρ averaged over. Shared between run periods is what has one name: the count
/// is of all periods together, so only the sums matter.
struct SharedLimit: Hashable, Sendable {
  /// The names that move both signal and background, sorted.
  let names: [String]
  private let method: ChannelCLs

  /// - Returns: Nil where no name is shared: then one number stands for the background.
  /// - Throws: `NumericsError` for a model that cannot be.
  init?(
    _ backgrounds: BackgroundTable, _ settings: LimitSettings, _ signal: SignalYield, share: Double
  ) throws(NumericsError) {
    let uncertain = signal.named.filter { $0.uncertainty > 0 }
    let parts = backgrounds.parts(following: Set(uncertain.map(\.name)))
      .map { $0.scaled(by: share) }
    let moving = Set(parts.flatMap(\.effects).map(\.name))
    names = uncertain.map(\.name).filter { moving.contains($0) }.sorted()
    guard !names.isEmpty, settings.backgroundPrior != .none else { return nil }
    for number in uncertain where names.contains(number.name) {
      try backgrounds.check(number)
    }
    method = ChannelCLs(
      model: try CountingModel(parts, settings.backgroundPrior, signal, sharing: names),
      confidence: try ConfidenceLevel(settings.confidence))
  }

  /// In signal events.
  func upperLimit(observed: Int) throws(NumericsError) -> Double {
    try method.interval(observed: [observed]).upper
  }

  /// Whether counts up to this one have an answer, so that none fails after the box is open.
  func canAnswer(upTo count: Int) -> Bool {
    [0, count].allSatisfy { (try? upperLimit(observed: $0)) != nil }
  }
}

extension BackgroundTable {
  /// One name with two values would be two unknown numbers.
  fileprivate func check(_ number: SignalYield.NamedNumber) throws(NumericsError) {
    let law = try FactorLaw.logNormal(number.value, sigma: number.uncertainty)
    let factors = lines.filter { $0.added != nil }
      .flatMap { $0.propagation?.impacts.map(\.factor) ?? [] }
    guard factors.allSatisfy({ $0.name != number.name || $0.law == law }) else {
      throw NumericsError(
        .invalidInput,
        "'\(number.name)' has one value or uncertainty in the signal and another in a background",
        advice: "give both the same numbers and 'constraint: log-normal', or different names")
    }
  }
}

extension CountingModel {
  /// One signal event in the box, and the parts of the background.
  ///
  /// - Parameter names: That the signal has in common with the parts.
  init(
    _ parts: [BackgroundPart], _ prior: LimitSettings.BackgroundPrior, _ signal: SignalYield,
    sharing names: [String]
  ) throws(NumericsError) {
    var nuisances = Set(parts.flatMap(\.effects).map(\.name) + names).sorted()
      .map { NuisanceParameter(name: $0, law: .normal) }
    let sample = signal.counting(sharing: names, &nuisances)
    let backgrounds = parts.enumerated().map { $1.counting("part \($0 + 1)", prior, &nuisances) }
    try self.init(
      channels: [CountingChannel(name: "signal box", signal: sample, backgrounds: backgrounds)],
      nuisances: nuisances)
  }
}

extension SignalYield {
  fileprivate func counting(
    sharing names: [String], _ nuisances: inout [NuisanceParameter]
  ) -> CountingSample {
    let shared = named.filter { names.contains($0.name) }
    var effects = shared.map {
      NuisanceEffect(nuisance: $0.name, response: .logNormal(kappa: 1 + $0.relative))
    }
    let square = shared.reduce(relativeUncertainty * relativeUncertainty) {
      $0 - $1.relative * $1.relative
    }
    if square > 0 {
      let own = nuisances.addOne("rest of the signal", .normal)
      effects.append(
        NuisanceEffect(nuisance: own, response: .logNormal(kappa: 1 + square.squareRoot())))
    }
    return CountingSample(name: "signal", yield: 1, effects: effects)
  }
}

extension BackgroundPart {
  fileprivate func counting(
    _ name: String, _ prior: LimitSettings.BackgroundPrior, _ nuisances: inout [NuisanceParameter]
  ) -> CountingSample {
    var effects = effects.map {
      NuisanceEffect(nuisance: $0.name, response: .logNormal(kappa: $0.kappa))
    }
    var yield = value
    if rest > 0, let (law, response) = prior.nuisance(relative: rest / value) {
      if case .count(let count) = law { yield /= count }
      let own = nuisances.addOne("rest of \(name)", law)
      effects.append(NuisanceEffect(nuisance: own, response: response))
    }
    return CountingSample(name: name, yield: yield, effects: effects)
  }
}

extension LimitSettings.BackgroundPrior {
  /// What stands for a relative uncertainty; nil for an exact background.
  fileprivate func nuisance(relative: Double) -> (NuisanceLaw, NuisanceResponse)? {
    switch self {
    case .none: nil
    case .logNormal: (.normal, .logNormal(kappa: 1 + relative))
    case .gaussian: (.normal, .linear(relative: relative))
    case .gamma: (.count(1 / (relative * relative)), .factor)
    }
  }
}

extension [NuisanceParameter] {
  /// - Returns: The name, changed until no other has it.
  fileprivate mutating func addOne(_ name: String, _ law: NuisanceLaw) -> String {
    var free = name
    while contains(where: { $0.name == free }) { free += "'" }
    append(NuisanceParameter(name: free, law: law))
    return free
  }
}
