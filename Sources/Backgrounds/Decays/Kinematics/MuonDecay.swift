/// μ → e ν ν of a polarised muon, the Michel spectrum.
///
/// d²Γ/dx dc ∝ x²[(3 − 2x) + P c (2x − 1)] with x = 2E*/m_μ and c the cosine between the spin of a μ⁺
/// and its positron; for a μ⁻ the sign of P c changes, and so does the helicity it is born with.
/// Neglects the mass of the electron (terms of order 1e-4) and radiative corrections, which
/// soften the upper end by a few per cent.
/// Reference: PDG, *Review of Particle Physics*, "Muon decay parameters", ρ = δ = 3/4, ξ = 1.
public enum MuonDecay {
  /// Highest energy of the electron in the muon's rest frame, in GeV.
  public static var highestEnergy: Double { ParticleData.muonMass.value / 2 }

  /// The density over x in [0, 1] and c in [−1, 1], normalised to one; zero outside.
  ///
  /// - Parameter helicity: P, from −1 to 1.
  public static func density(x: Double, cosine: Double, helicity: Double) -> Double {
    guard x >= 0, x <= 1, abs(cosine) <= 1 else { return 0 }
    return x * x * ((3 - 2 * x) + helicity * cosine * (2 * x - 1))
  }

  /// The density of the electron's share y = E_e / E_μ for a muon of E_μ ≫ m_μ, normalised to one.
  ///
  /// 5/3 − 3y² + 4y³/3 − h(1/3 − 3y² + 8y³/3), from the density above with y = x(1 + c)/2.
  /// - Parameters:
  ///   - share: y; the density is zero outside [0, 1].
  ///   - helicity: h of a μ⁺ along its flight, from −1 to 1.
  public static func relativisticDensity(share y: Double, helicity: Double) -> Double {
    guard y >= 0, y <= 1 else { return 0 }
    // Divided by 1 − y, so that nothing cancels at the upper end.
    return (1 - y) * (5 + 5 * y - 4 * y * y - helicity * (1 + y - 8 * y * y)) / 3
  }
}
