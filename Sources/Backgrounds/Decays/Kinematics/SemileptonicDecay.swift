public import Stats

/// K → π ℓ ν in the rest frame of the kaon, with vector and scalar form factors.
///
/// dΓ/dE_ℓ dE_π ∝ A f₊² + B f₊f₋ + C f₋² with A = m_K(2E_ℓE_ν − m_K E′) + m_ℓ²(E′/4 − E_ν),
/// B = m_ℓ²(E_ν − E′/2), C = m_ℓ² E′/4 and E′ = E_π^max − E_π.
/// Neglects radiative corrections (below 1 % of the spectra) and tensor and scalar interactions.
/// Reference: L.-M. Chounet, J.-M. Gaillard, M. K. Gaillard, Phys. Rep. 4 (1972) 199; as quoted by
/// PDG, *Review of Particle Physics*, "Form factors for K_ℓ3 decays".
public struct SemileptonicDecay: Hashable, Sendable {
  /// Masses in GeV.
  public let kaonMass: Double
  public let pionMass: Double
  public let leptonMass: Double
  public let formFactors: KaonFormFactors

  /// - Throws: `NumericsError` of kind `invalidInput` unless the kaon is heavier than its products,
  ///   all masses finite and zero or more, and both slopes finite.
  public init(
    kaonMass: Double, pionMass: Double, leptonMass: Double, formFactors: KaonFormFactors
  ) throws(NumericsError) {
    guard pionMass >= 0, leptonMass >= 0, kaonMass > pionMass + leptonMass, kaonMass < .infinity,
      formFactors.vectorSlope.isFinite, formFactors.scalarSlope.isFinite
    else {
      throw NumericsError(
        .invalidInput,
        "a semileptonic decay needs a kaon heavier than its products, and finite slopes",
        advice: "check the masses and their unit, GeV")
    }
    self.kaonMass = kaonMass
    self.pionMass = pionMass
    self.leptonMass = leptonMass
    self.formFactors = formFactors
  }

  /// Highest energy of the lepton, in GeV.
  public var highestLeptonEnergy: Double { highestEnergy(leptonMass, against: pionMass) }
  /// Highest energy of the pion, in GeV.
  public var highestPionEnergy: Double { highestEnergy(pionMass, against: leptonMass) }
  /// Highest energy of the neutrino, in GeV.
  public var highestNeutrinoEnergy: Double { highestEnergy(0, against: pionMass + leptonMass) }

  private func highestEnergy(_ mass: Double, against rest: Double) -> Double {
    (kaonMass * kaonMass + mass * mass - rest * rest) / (2 * kaonMass)
  }

  /// The density of decays over the Dalitz plot, not normalised; zero outside the plot.
  ///
  /// - Parameters:
  ///   - lepton: E_ℓ in GeV.
  ///   - pion: E_π in GeV.
  public func density(lepton: Double, pion: Double) -> Double {
    guard lepton >= leptonMass, lepton <= highestLeptonEnergy,
      pionRange(lepton: lepton).contains(pion)
    else { return 0 }
    return unlimitedDensity(lepton: lepton, pion: pion)
  }

  /// ``density(lepton:pion:)`` without the look at the border; zero where rounding makes it less.
  func unlimitedDensity(lepton: Double, pion: Double) -> Double {
    let neutrino = kaonMass - lepton - pion
    let lack = highestPionEnergy - pion
    let lepton2 = leptonMass * leptonMass
    let difference = kaonMass * kaonMass - pionMass * pionMass
    let t = kaonMass * kaonMass + pionMass * pionMass - 2 * kaonMass * pion
    let (vector, other) = (
      formFactors.vector(t), formFactors.other(massDifference: difference)
    )
    let a = kaonMass * (2 * lepton * neutrino - kaonMass * lack) + lepton2 * (lack / 4 - neutrino)
    let b = lepton2 * (neutrino - lack / 2)
    let c = lepton2 * lack / 4
    return max(0, a * vector * vector + b * vector * other + c * other * other)
  }
}
