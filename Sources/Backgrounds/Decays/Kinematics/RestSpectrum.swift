public import Stats

/// The energy spectrum of an isotropically emitted particle in the rest frame of its parent.
public struct RestSpectrum: Sendable {
  /// Of the parent, in GeV.
  public let parentMass: Double
  /// Of the particle, in GeV.
  public let mass: Double
  /// End of the spectrum, in GeV.
  public let highest: Double
  private let shape: @Sendable (Double) -> Double
  /// Integral of the shape, in its own unit.
  let norm: Double

  init(
    parentMass: Double, mass: Double, highest: Double,
    shape: @escaping @Sendable (Double) -> Double
  ) throws(NumericsError) {
    let integral = try integrate(from: mass, to: highest, relativeTolerance: 1e-11) { shape($0) }
    guard integral.value > 0 else {
      throw NumericsError(
        .invalidInput, "a spectrum vanishes everywhere", advice: "check the slopes and the masses")
    }
    (self.parentMass, self.mass, self.highest) = (parentMass, mass, highest)
    (self.shape, self.norm) = (shape, integral.value)
  }

  /// Per GeV, at an energy in GeV; zero outside the spectrum.
  public func density(at energy: Double) -> Double {
    energy >= mass && energy <= highest ? shape(energy) / norm : 0
  }

  /// The density of the laboratory energy per GeV, ∫ f(E*) dE* / 2βγp* over the E* that reach it.
  ///
  /// - Parameters:
  ///   - energy: Of the particle in the laboratory, in GeV.
  ///   - parentMomentum: Of the parent in the laboratory, in GeV; zero or more.
  /// - Throws: `NumericsError` of kind `invalidInput` for a momentum that is negative or not finite;
  ///   any other when the quadrature fails.
  public func laboratoryDensity(
    at energy: Double, parentMomentum: Double
  ) throws(NumericsError) -> Double {
    let boost = try Boost(momentum: parentMomentum, mass: parentMass)
    guard boost.betaGamma > 0 else { return density(at: energy) }
    let reach = reachable(energy, boost)
    let (lowest, highest) = (max(mass, reach.lowerBound), min(self.highest, reach.upperBound))
    guard lowest < highest else { return 0 }
    return try integrate(from: lowest, to: highest, relativeTolerance: 1e-9) { rest in
      let momentum = max(0, (rest - mass) * (rest + mass)).squareRoot()
      return momentum > 0 ? density(at: rest) / (2 * boost.betaGamma * momentum) : 0
    }.value
  }

  /// The rest energies that a boost can bring to a laboratory energy: a boost back, both ways.
  private func reachable(_ energy: Double, _ boost: Boost) -> ClosedRange<Double> {
    guard energy > mass else { return mass...mass }
    let momentum = ((energy - mass) * (energy + mass)).squareRoot()
    return boost.range(mass: mass, momentum: momentum)
  }
}
