/// A particle of the beam other than the wanted one, which may decay before the calorimeter.
public enum BeamParticle: String, Hashable, Sendable, CaseIterable {
  case pion
  case kaon
  case muon

  /// In GeV.
  public var mass: Double {
    switch self {
    case .pion: ParticleData.chargedPionMass.value
    case .kaon: ParticleData.chargedKaonMass.value
    case .muon: ParticleData.muonMass.value
    }
  }

  /// cτ in metres.
  public var properDecayLength: Double {
    let lifetime =
      switch self {
      case .pion: ParticleData.chargedPionLifetime
      case .kaon: ParticleData.chargedKaonLifetime
      case .muon: ParticleData.muonLifetime
      }
    return ParticleData.speedOfLight * lifetime.value
  }

  /// λ = cτ p / m in metres, the mean path of a particle of momentum p (GeV) before its decay.
  public func decayLength(momentum: Double) -> Double { properDecayLength * momentum / mass }
}
