/// The fractions of decays that go each way; each between 0 and 1.
///
/// A muon always decays to e ν ν, with or without a photon (PDG: about 100 %).
public struct BranchingFractions: Hashable, Sendable {
  public var pionToElectron: Double
  public var pionToMuon: Double
  public var kaonToElectron: Double
  public var kaonToMuon: Double
  public var kaonToPionElectron: Double
  public var kaonToPionMuon: Double
  public var kaonToPionPair: Double

  /// The values of ``ParticleData/edition``.
  public static let particleDataGroup = BranchingFractions(
    pionToElectron: ParticleData.pionToElectron.value, pionToMuon: ParticleData.pionToMuon.value,
    kaonToElectron: ParticleData.kaonToElectron.value, kaonToMuon: ParticleData.kaonToMuon.value,
    kaonToPionElectron: ParticleData.kaonToPionElectron.value,
    kaonToPionMuon: ParticleData.kaonToPionMuon.value,
    kaonToPionPair: ParticleData.kaonToPionPair.value)

  /// A cascade has the fraction of its first step.
  subscript(mode: DecayMode) -> Double {
    switch mode {
    case .pionToElectron: pionToElectron
    case .pionToMuon, .pionToMuonToElectron: pionToMuon
    case .kaonToElectron: kaonToElectron
    case .kaonToMuon, .kaonToMuonToElectron: kaonToMuon
    case .kaonToPionElectron: kaonToPionElectron
    case .kaonToPionMuon: kaonToPionMuon
    case .kaonToPionPair: kaonToPionPair
    case .muonToElectron: 1
    }
  }
}
