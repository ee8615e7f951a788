/// A way in which a beam particle decays that may leave little energy in the calorimeter.
///
/// Both charges behave alike: helicities and charges change sign together (CP). Left out, because
/// each is below 1 % of a mode with the same final state or has more charged tracks: radiative
/// decays beyond the photons included in PDG's fractions, K → πππ, and Kμ3 followed by the decay of
/// its muon. A Dalitz decay π⁰ → e⁺e⁻γ (1.2 %) and a converted photon count as the photon: the pair
/// flies along with it and ends in the same calorimeter.
public enum DecayMode: String, Hashable, Sendable, CaseIterable {
  case pionToElectron = "pi -> e nu"
  case pionToMuon = "pi -> mu nu"
  case pionToMuonToElectron = "pi -> mu nu, mu -> e nu nu"
  case kaonToElectron = "K -> e nu"
  case kaonToPionElectron = "K -> pi0 e nu"
  case kaonToPionMuon = "K -> pi0 mu nu"
  case kaonToMuon = "K -> mu nu"
  case kaonToMuonToElectron = "K -> mu nu, mu -> e nu nu"
  case kaonToPionPair = "K -> pi pi0"
  case muonToElectron = "mu -> e nu nu"

  public var parent: BeamParticle {
    switch self {
    case .pionToElectron, .pionToMuon, .pionToMuonToElectron: .pion
    case .kaonToElectron, .kaonToPionElectron, .kaonToPionMuon, .kaonToMuon,
      .kaonToMuonToElectron, .kaonToPionPair:
      .kaon
    case .muonToElectron: .muon
    }
  }

  /// Whether a muon of the first decay decays in its turn.
  public var isCascade: Bool { self == .pionToMuonToElectron || self == .kaonToMuonToElectron }
}
