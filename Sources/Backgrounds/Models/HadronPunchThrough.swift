public import Stats

/// Hadrons of the beam, taken for the beam particle, that leave the calorimeters without a trace.
///
/// Expects `N_box = N_OT · f_h · m · P_leak · Π c_i` with the particles on target, the fraction of
/// hadrons, the probability that one passes the tag of the beam particle, and that it leaks. The leak
/// is k of n events of a hadron calibration run, so an upper limit for k = 0, or exp(−L/λ) for a
/// depth L of material with interaction length λ, which is far from linear in λ.
/// Neglects the dependence of the leak on the energy, and particles made in the first interaction
/// that leak in place of the hadron.
/// Interaction lengths: PDG, *Review of Particle Physics*, Atomic and Nuclear Properties of
/// Materials.
public struct HadronPunchThrough: FactorModel, Hashable {
  public enum Leak: Hashable, Sendable {
    /// Measured in a hadron run, see ``Factor/fraction(_:passed:of:source:)``.
    case counted(Factor)
    /// Depth in metres, zero or more, and interaction length in metres.
    case attenuated(depth: Double, interactionLength: Factor)
  }

  public let leak: Leak
  private let rate: FactorChain

  /// - Throws: `NumericsError` of kind `invalidInput` for a negative depth, an interaction length
  ///   that may be zero or below, and one name with two laws.
  public init(
    _ name: String, onTarget: Factor, hadronFraction: Factor, mistag: Factor, leak: Leak,
    corrections: [Factor] = []
  ) throws(NumericsError) {
    self.leak = leak
    rate = try FactorChain(name, product: [onTarget, hadronFraction, mistag] + corrections)
    if case .attenuated(let depth, let length) = leak {
      guard depth >= 0, depth < .infinity, length.value > 0, length.law.isPositive else {
        throw NumericsError(
          .invalidInput,
          "'\(name)' needs a depth of zero or more and an interaction length above zero",
          advice: "declare the interaction length log-normal, in metres")
      }
    }
    _ = try Factor.distinct(factors)
  }

  public var name: String { rate.name }

  public var factors: [Factor] {
    switch leak {
    case .counted(let fraction): rate.factors + [fraction]
    case .attenuated(_, let length): rate.factors + [length]
    }
  }

  public func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    let rate = try rate.expectation(values)
    switch leak {
    case .counted(let fraction): return rate * values[fraction]
    case .attenuated(let depth, let length): return rate * exp(-depth / values[length])
    }
  }
}

extension FactorLaw {
  /// Whether the law gives zero and below no probability at all.
  fileprivate var isPositive: Bool {
    switch form {
    case .exact(let value): value > 0
    case .logNormal: true
    case .uniform(let low, _): low > 0
    case .gaussian(let law): law.bounds != .none
    case .gamma, .beta: false
    }
  }
}
