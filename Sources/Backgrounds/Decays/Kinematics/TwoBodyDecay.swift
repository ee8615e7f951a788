public import Stats

/// The decay of a spinless particle into two, seen from the laboratory.
///
/// In the rest frame the products are back to back with p* = √λ(M², m₁², m₂²) / 2M and isotropic, so
/// the laboratory energy of each is uniform between γ(E* − βp*) and γ(E* + βp*), exactly.
/// Reference: PDG, *Review of Particle Physics*, "Kinematics", equations of two-body decays.
public struct TwoBodyDecay: Hashable, Sendable {
  /// Masses in GeV of the parent, of the product that is looked at, and of the other one.
  public let parentMass: Double
  public let mass: Double
  public let otherMass: Double

  /// - Throws: `NumericsError` of kind `invalidInput` unless all masses are finite and zero or more
  ///   and the parent is heavier than its products.
  public init(parentMass: Double, mass: Double, otherMass: Double) throws(NumericsError) {
    guard mass >= 0, otherMass >= 0, parentMass > mass + otherMass, parentMass < .infinity else {
      throw NumericsError(
        .invalidInput, "a decay needs a parent heavier than its products",
        advice: "check the masses and their unit, GeV")
    }
    (self.parentMass, self.mass, self.otherMass) = (parentMass, mass, otherMass)
  }

  /// Energy of the product in the rest frame of the parent, in GeV.
  public var restEnergy: Double {
    (parentMass * parentMass + mass * mass - otherMass * otherMass) / (2 * parentMass)
  }

  /// Momentum of the product in the rest frame of the parent, in GeV; factorised to stay precise
  /// near threshold.
  public var restMomentum: Double {
    Backgrounds.restMomentum(of: parentMass, into: mass, otherMass)
  }

  /// Lowest and highest laboratory energy of the product, in GeV.
  ///
  /// - Parameter energy: Of the parent in the laboratory, in GeV.
  /// - Throws: `NumericsError` of kind `invalidInput` for an energy below the parent's mass.
  public func laboratoryRange(energy: Double) throws(NumericsError) -> ClosedRange<Double> {
    let boost = try Boost(energy: energy, mass: parentMass)
    return boost.range(mass: mass, momentum: restMomentum)
  }

  /// Mean helicity of a charged lepton, its partner a neutrino, from a parent of positive charge.
  ///
  /// The neutrino is left-handed, so in the parent's rest frame the lepton ℓ⁺ has helicity −1; as
  /// seen from the laboratory h = −(E* E − m² γ) / (p* p), which is −1 at the highest energy and
  /// turns to +1 at the lowest.
  /// Reference: F. Combley, E. Picasso, Phys. Rep. 14 (1974) 1, polarisation of decay muons.
  /// - Parameters:
  ///   - energy: Of the parent in the laboratory, in GeV.
  ///   - product: Energy of the lepton in the laboratory, in GeV.
  /// - Throws: `NumericsError` of kind `invalidInput` for an energy below the parent's mass.
  public func leptonHelicity(
    energy: Double, product: Double
  ) throws(NumericsError) -> Double {
    let boost = try Boost(energy: energy, mass: parentMass)
    return helicity(of: product, boost)
  }

  /// See ``leptonHelicity(energy:product:)``.
  func helicity(of product: Double, _ boost: Boost) -> Double {
    let momentum = max(0, (product - mass) * (product + mass)).squareRoot()
    guard momentum > 0, restMomentum > 0 else { return 0 }
    let cosine =
      (restEnergy * product - mass * mass * boost.gamma) / (restMomentum * momentum)
    return -min(max(cosine, -1), 1)
  }
}

/// p* of two products of a parent, zero below threshold; masses in GeV.
func restMomentum(of parent: Double, into first: Double, _ second: Double) -> Double {
  let (sum, difference) = (first + second, first - second)
  let product = (parent - sum) * (parent + sum) * (parent - difference) * (parent + difference)
  return max(0, product).squareRoot() / (2 * parent)
}
