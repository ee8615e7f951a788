/// A sample with its effects resolved to positions, so that evaluating it needs no names.
struct YieldTerm: Hashable, Sendable {
  enum Role: Hashable, Sendable { case signal, background }

  struct Shift: Hashable, Sendable {
    /// Position in ``CountingModel/nuisances``.
    let nuisance: Int
    /// ln κ, or the relative change δ.
    let size: Double
  }

  let role: Role
  /// Position in ``CountingModel/channels``.
  let channel: Int
  let yield: Double
  let logShifts: [Shift]
  let linearShifts: [Shift]
  /// Positions of the nuisance parameters that are factors themselves.
  let factors: [Int]

  /// Positions of all nuisance parameters that the yield depends on.
  var nuisances: [Int] { logShifts.map(\.nuisance) + linearShifts.map(\.nuisance) + factors }

  /// Expected events; never negative.
  ///
  /// - Parameter values: Of all nuisance parameters of the model.
  func mean(_ values: [Double]) -> Double {
    var (mean, exponent) = (yield, 0.0)
    for factor in factors { mean *= values[factor] }
    for shift in linearShifts { mean *= max(0, 1 + shift.size * values[shift.nuisance]) }
    for shift in logShifts { exponent += shift.size * values[shift.nuisance] }
    return exponent == 0 ? mean : mean * exp(exponent)
  }
}

extension YieldTerm {
  private static var largest: Double { 1e9 }

  init(
    _ sample: CountingSample, _ role: Role, in channel: Int, _ channelName: String,
    _ nuisances: [NuisanceParameter]
  ) throws(NumericsError) {
    guard sample.yield >= 0, sample.yield <= Self.largest else {
      throw NumericsError(
        .invalidInput,
        "the yield of '\(sample.name)' in '\(channelName)' must be zero to 1e9, not \(sample.yield)",
        advice: "give expected events")
    }
    var (logShifts, linearShifts, factors, seen) = ([Shift](), [Shift](), [Int](), Set<Int>())
    for effect in sample.effects {
      let index = try Self.position(effect, sample.name, nuisances, &seen)
      try effect.response.check(effect.nuisance, nuisances[index].law)
      switch effect.response {
      case .logNormal(let kappa): logShifts.append(Shift(nuisance: index, size: log(kappa)))
      case .linear(let relative): linearShifts.append(Shift(nuisance: index, size: relative))
      case .factor: factors.append(index)
      }
    }
    (self.role, self.channel, yield) = (role, channel, sample.yield)
    (self.logShifts, self.linearShifts, self.factors) = (logShifts, linearShifts, factors)
  }

  private static func position(
    _ effect: NuisanceEffect, _ sample: String, _ nuisances: [NuisanceParameter],
    _ seen: inout Set<Int>
  ) throws(NumericsError) -> Int {
    guard let index = nuisances.firstIndex(where: { $0.name == effect.nuisance }) else {
      throw NumericsError(
        .invalidInput, "'\(sample)' depends on '\(effect.nuisance)', which is not declared",
        advice: "declare it among the nuisance parameters")
    }
    guard seen.insert(index).inserted else {
      throw NumericsError(
        .invalidInput, "'\(sample)' depends on '\(effect.nuisance)' twice",
        advice: "give one effect for each nuisance parameter")
    }
    return index
  }
}
