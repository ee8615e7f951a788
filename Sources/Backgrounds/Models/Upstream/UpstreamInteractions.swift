public import Stats

/// Beam particles that interact in the material before the target and lose their energy unseen.
///
/// Expects `N_box = N_OT · Σ_i exp(−Σ_{j<i} μ_j) (1 − exp(−μ_i)) · P_miss,i · m_veto · Π c_k`: the mean
/// number μ_i of interactions in layer i, the probability that no earlier layer had one, the
/// probability that the secondaries from its position miss every veto, averaged over their angles,
/// and the inefficiency of the veto calorimeter, measured as k of n.
/// Neglects particles that interact twice, material between the declared layers, and correlations
/// between the angle and the energy of the secondaries.
/// References: see ``UpstreamProcess``; the role of the veto calorimeter: NA64, arXiv:2503.11275.
public struct UpstreamInteractions: FactorModel, Hashable {
  public let layers: [BeamLineLayer]
  public let process: UpstreamProcess
  /// Multiplies all thicknesses; nominally one.
  public let materialScale: Factor
  /// P_miss of each layer.
  public let escapes: [Double]
  private let rate: FactorChain
  /// μ of each layer at a strength of the process and a material scale of one.
  private let thicknesses: [Double]

  /// - Parameters:
  ///   - layers: In any order; they are crossed in the order of their positions.
  ///   - vetoMiss: Inefficiency of the veto calorimeter for such events.
  ///   - corrections: Further factors, such as an uncertainty of the table of escapes.
  /// - Throws: `NumericsError` of kind `invalidInput` without layers, for a layer outside the table,
  ///   and for one name with two laws.
  public init(
    _ name: String, onTarget: Factor, layers: [BeamLineLayer], process: UpstreamProcess,
    emission: EmissionAngles, escape: EscapeTable, materialScale: Factor, vetoMiss: Factor,
    corrections: [Factor] = []
  ) throws(NumericsError) {
    let positive = ([materialScale] + process.factors).allSatisfy { $0.law.support.lower >= 0 }
    guard !layers.isEmpty, positive else {
      throw NumericsError(
        .invalidInput, "'\(name)' needs a layer, and scales that cannot be negative",
        advice: "list what the beam crosses, and bound each scale at zero or make it log-normal")
    }
    self.layers = layers.sorted { ($0.position, $0.name) < ($1.position, $1.name) }
    (self.process, self.materialScale) = (process, materialScale)
    rate = try FactorChain(name, product: [onTarget, vetoMiss] + corrections)
    var (escapes, thicknesses) = ([Double](), [Double]())
    for layer in self.layers {
      escapes.append(try escape.average(over: emission, at: layer.position))
      thicknesses.append(try process.thickness(of: layer))
    }
    (self.escapes, self.thicknesses) = (escapes, thicknesses)
    _ = try Factor.distinct(factors)
  }

  public var name: String { rate.name }
  public var factors: [Factor] { rate.factors + [materialScale] + process.factors }

  public func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    var missed = CompensatedSum()
    for (interacts, escape) in zip(interactions(values), escapes) { missed.add(interacts * escape) }
    return missed.value * (try rate.expectation(values))
  }

  /// Where the layers are, and the probability at nominal values that the first interaction is there.
  var interactions: [(position: Double, mean: Double)] {
    zip(layers, interactions(FactorValues())).map { ($0.position, $1) }
  }

  private func interactions(_ values: FactorValues) -> [Double] {
    let strength = values[materialScale] * process.strength(values)
    var crossed = 0.0
    return thicknesses.map { thickness in
      let mean = strength * thickness
      defer { crossed += mean }
      return exp(-crossed) * -expm1(-mean)
    }
  }

  /// The probability that a beam particle interacts in any of the layers, at nominal values.
  public var interactionProbability: Double {
    let values = FactorValues()
    let strength = values[materialScale] * process.strength(values)
    return -expm1(-strength * thicknesses.reduce(0, +))
  }
}
