/// Form factors of K → π ℓ ν in the linear parametrisation.
///
/// f₊(t) = 1 + λ₊ t / m²(π⁺) and f₀(t) = 1 + λ₀ t / m²(π⁺), each relative to its value at t = 0.
/// Neglects the curvature (λ″₊ = 1.9e-3), which changes the spectra by less than 1 %.
/// Reference: PDG, *Review of Particle Physics*, "Form factors for K_ℓ3 decays".
public struct KaonFormFactors: Hashable, Sendable {
  /// λ₊, of the vector form factor.
  public var vectorSlope: Double
  /// λ₀, of the scalar form factor; acts only through the mass of the lepton.
  public var scalarSlope: Double

  public init(vectorSlope: Double, scalarSlope: Double) {
    (self.vectorSlope, self.scalarSlope) = (vectorSlope, scalarSlope)
  }

  /// The values of ``ParticleData/edition``.
  public static let particleDataGroup = KaonFormFactors(
    vectorSlope: ParticleData.vectorSlope.value, scalarSlope: ParticleData.scalarSlope.value)

  private static var scale: Double {
    ParticleData.chargedPionMass.value * ParticleData.chargedPionMass.value
  }

  /// f₊(t); t in GeV².
  func vector(_ t: Double) -> Double { 1 + vectorSlope * t / Self.scale }

  /// f₋ = (f₀ − f₊)(m_K² − m_π²) / t, which does not depend on t here.
  func other(massDifference: Double) -> Double {
    (scalarSlope - vectorSlope) * massDifference / Self.scale
  }
}
