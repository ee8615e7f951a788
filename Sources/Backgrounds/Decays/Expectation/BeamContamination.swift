/// How many of the particles on target are of another kind, at the start of the beam line.
///
/// All fractions are taken where positions along the beam are counted from; between 0 and 1.
public struct BeamContamination: Hashable, Sendable {
  public var pions: Double
  public var kaons: Double
  public var muons: Double
  /// Mean helicity of the muons as of a positive beam, between −1 and 1; the sign changes with the
  /// charge. Muons from pions near the momentum of the beam have −1, so the electron is soft.
  public var muonHelicity: Double

  public init(pions: Double, kaons: Double, muons: Double, muonHelicity: Double) {
    (self.pions, self.kaons, self.muons) = (pions, kaons, muons)
    self.muonHelicity = muonHelicity
  }

  subscript(particle: BeamParticle) -> Double {
    get {
      switch particle {
      case .pion: pions
      case .kaon: kaons
      case .muon: muons
      }
    }
    set {
      switch particle {
      case .pion: pions = newValue
      case .kaon: kaons = newValue
      case .muon: muons = newValue
      }
    }
  }
}
