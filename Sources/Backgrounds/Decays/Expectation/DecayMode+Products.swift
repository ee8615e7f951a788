import Stats

extension DecayMode {
  /// The first step of the decay, for the modes whose first step has two products.
  func twoBodyDecay() throws(NumericsError) -> TwoBodyDecay? {
    switch self {
    case .pionToElectron, .kaonToElectron:
      try TwoBodyDecay(
        parentMass: parent.mass, mass: ParticleData.electronMass.value, otherMass: 0)
    case .pionToMuon, .kaonToMuon, .pionToMuonToElectron, .kaonToMuonToElectron:
      try TwoBodyDecay(parentMass: parent.mass, mass: ParticleData.muonMass.value, otherMass: 0)
    case .kaonToPionPair:
      try TwoBodyDecay(
        parentMass: parent.mass, mass: ParticleData.chargedPionMass.value,
        otherMass: ParticleData.neutralPionMass.value)
    case .kaonToPionElectron, .kaonToPionMuon, .muonToElectron: nil
    }
  }

  /// K → π⁰ ℓ ν, for the two modes that are such decays.
  func semileptonicDecay(
    _ formFactors: KaonFormFactors
  ) throws(NumericsError) -> SemileptonicDecay? {
    let lepton: MeasuredConstant
    switch self {
    case .kaonToPionElectron: lepton = ParticleData.electronMass
    case .kaonToPionMuon: lepton = ParticleData.muonMass
    default: return nil
    }
    return try SemileptonicDecay(
      kaonMass: parent.mass, pionMass: ParticleData.neutralPionMass.value,
      leptonMass: lepton.value, formFactors: formFactors)
  }

  /// The charged particle at the end.
  var chargedKind: FinalState.ChargedKind {
    switch self {
    case .pionToElectron, .kaonToElectron, .kaonToPionElectron, .muonToElectron,
      .pionToMuonToElectron, .kaonToMuonToElectron:
      .electron
    case .pionToMuon, .kaonToMuon, .kaonToPionMuon: .muon
    case .kaonToPionPair: .pion
    }
  }
}
