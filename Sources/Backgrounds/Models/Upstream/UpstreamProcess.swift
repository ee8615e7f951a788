import Stats

/// What a beam particle does in the material before the target.
public enum UpstreamProcess: Hashable, Sendable {
  /// Radiates a photon of more than a fraction of its energy, see ``ThinTarget``.
  case hardBremsstrahlung(above: Double)
  /// Electro-nuclear: an equivalent photon meets a nucleon.
  ///
  /// `μ = n_γ σ N_A ρ d / (g/mol)` with n_γ photons, see ``EquivalentPhotons``, and a photo-nuclear
  /// cross section σ per nucleon in microbarn, which includes the shadowing in the nucleus.
  case electronuclear(photons: Factor, crossSection: Factor)
  /// Electro-nuclear in units of the hadronic interaction length: `μ = n_γ h d/λ_I`, with h the
  /// photon's probability to act as a hadron.
  case hadronicPhotons(photons: Factor, hadronicFraction: Factor)
  /// A hadron of the beam interacts: `μ = d/λ_I`.
  case hadronic
}

extension UpstreamProcess {
  var factors: [Factor] {
    switch self {
    case .hardBremsstrahlung, .hadronic: []
    case .electronuclear(let photons, let other), .hadronicPhotons(let photons, let other):
      [photons, other]
    }
  }

  /// What μ is proportional to beside the layer.
  func strength(_ values: FactorValues) -> Double {
    factors.reduce(1) { $0 * values[$1] }
  }

  /// μ of a layer at a strength of one.
  func thickness(of layer: BeamLineLayer) throws(NumericsError) -> Double {
    let material = layer.material
    switch self {
    case .hardBremsstrahlung(let fraction):
      return layer.thickness / material.radiationLength
        * (try ThinTarget.hardPhotons(above: fraction))
    case .electronuclear:
      return Self.nucleonsPerMicrobarn * material.density * layer.thickness
    case .hadronicPhotons, .hadronic: return layer.thickness / material.interactionLength
    }
  }

  /// Nucleons in front of an area of one microbarn, for one kg/m²: N_A · 10³/kg · 10⁻³⁴ m².
  private static let nucleonsPerMicrobarn = 6.022_140_76e-8
}
