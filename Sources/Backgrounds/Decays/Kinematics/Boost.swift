import Stats

/// The motion of a parent along the beam: γ and βγ.
struct Boost: Hashable, Sendable {
  let gamma: Double
  let betaGamma: Double

  /// - Throws: `NumericsError` of kind `invalidInput` unless the energy is at least the mass.
  init(energy: Double, mass: Double) throws(NumericsError) {
    guard mass > 0, energy >= mass, energy < .infinity else {
      throw NumericsError(
        .invalidInput, "a particle of mass \(mass) GeV cannot have a lower or an infinite energy",
        advice: "check the energy of the beam and its unit, GeV")
    }
    gamma = energy / mass
    betaGamma = ((energy - mass) * (energy + mass)).squareRoot() / mass
  }

  /// - Throws: `NumericsError` of kind `invalidInput` unless the momentum is zero or more.
  init(momentum: Double, mass: Double) throws(NumericsError) {
    guard mass > 0, momentum >= 0, momentum < .infinity else {
      throw NumericsError(
        .invalidInput, "a momentum must be finite and zero or more",
        advice: "check the momentum of the beam and its unit, GeV")
    }
    betaGamma = momentum / mass
    gamma = (1 + betaGamma * betaGamma).squareRoot()
  }

  /// Energy after the boost of a product emitted under an angle to the flight of its parent.
  func energy(of energy: Double, momentum: Double, cosine: Double) -> Double {
    gamma * energy + betaGamma * momentum * cosine
  }

  /// Energies after the boost of a product emitted backwards and forwards.
  ///
  /// The lower one, γE − βγp, is (γ²m² + p²) over the upper one: precise for a light product.
  func range(mass: Double, momentum: Double) -> ClosedRange<Double> {
    let energy = (mass * mass + momentum * momentum).squareRoot()
    let forward = self.energy(of: energy, momentum: momentum, cosine: 1)
    guard forward > 0 else { return 0...0 }
    let backward = (gamma * gamma * mass * mass + momentum * momentum) / forward
    return min(backward, forward)...forward
  }
}
