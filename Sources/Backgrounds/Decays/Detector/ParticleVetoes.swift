/// How well what the electromagnetic calorimeter does not measure is noticed elsewhere.
///
/// Each is the probability that one such particle makes the event fail, between 0 and 1; several
/// particles are noticed independently.
public struct ParticleVetoes: Hashable, Sendable {
  /// For a muon that does not decay (its track through the hadron calorimeter).
  public var muon: Double
  /// For a charged pion (its shower in the hadron calorimeter).
  public var chargedPion: Double
  /// For an electron or a photon that passes outside the calorimeter (veto calorimeter).
  public var outsideCalorimeter: Double

  public init(muon: Double, chargedPion: Double, outsideCalorimeter: Double) {
    self.muon = muon
    self.chargedPion = chargedPion
    self.outsideCalorimeter = outsideCalorimeter
  }
}
