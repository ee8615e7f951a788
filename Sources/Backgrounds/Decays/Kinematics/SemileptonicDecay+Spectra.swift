public import Stats

extension SemileptonicDecay {
  /// The energies of the pion that go with an energy of the lepton, in GeV.
  func pionRange(lepton: Double) -> ClosedRange<Double> {
    range(of: pionMass, beside: lepton, leptonMass, recoiling: 0)
  }

  /// The energies of the pion that go with an energy of the neutrino, in GeV.
  func pionRange(neutrino: Double) -> ClosedRange<Double> {
    range(of: pionMass, beside: neutrino, 0, recoiling: leptonMass)
  }

  /// The energies of the lepton that go with an energy of the pion, in GeV.
  func leptonRange(pion: Double) -> ClosedRange<Double> {
    range(of: leptonMass, beside: pion, pionMass, recoiling: 0)
  }

  /// Two particles share the mass √s against which a first one, of an energy and a mass, recoils.
  private func range(
    of second: Double, beside energy: Double, _ mass: Double, recoiling third: Double
  ) -> ClosedRange<Double> {
    let s = kaonMass * kaonMass + mass * mass - 2 * kaonMass * energy
    let (sum, difference) = (second + third, second - third)
    guard s > 0, s > sum * sum else { return second...second }
    let momentum = max(0, (energy - mass) * (energy + mass)).squareRoot()
    let spread = momentum * ((s - sum * sum) * (s - difference * difference)).squareRoot()
    let centre = (kaonMass - energy) * (s + second * second - third * third)
    return (centre - spread) / (2 * s)...(centre + spread) / (2 * s)
  }

  /// The density of the lepton's energy in the rest frame of the kaon, per GeV, normalised to one.
  ///
  /// - Throws: `NumericsError` when the quadrature fails.
  public func leptonSpectrum() throws(NumericsError) -> RestSpectrum {
    try RestSpectrum(
      parentMass: kaonMass, mass: leptonMass, highest: highestLeptonEnergy
    ) { energy in
      integral(lepton: { _ in energy }, over: pionRange(lepton: energy))
    }
  }

  /// The density of the neutrino's energy in the rest frame of the kaon, per GeV, normalised to one.
  ///
  /// What the lepton and the pion carry together is the rest of the kaon.
  /// - Throws: `NumericsError` when the quadrature fails.
  public func neutrinoSpectrum() throws(NumericsError) -> RestSpectrum {
    try RestSpectrum(parentMass: kaonMass, mass: 0, highest: highestNeutrinoEnergy) { energy in
      integral(lepton: { kaonMass - energy - $0 }, over: pionRange(neutrino: energy))
    }
  }

  /// ∫ dE_π of the density, exact: a polynomial of degree below ten.
  private func integral(lepton: (Double) -> Double, over range: ClosedRange<Double>) -> Double {
    let (centre, half) = (
      (range.upperBound + range.lowerBound) / 2, (range.upperBound - range.lowerBound) / 2
    )
    return half
      * GaussLegendre.five.reduce(0) { sum, node in
        let pion = centre + half * node.place
        return sum + node.weight * unlimitedDensity(lepton: lepton(pion), pion: pion)
      }
  }
}

/// Gauss's quadrature over [−1, 1].
enum GaussLegendre {
  /// Five nodes: exact for polynomials of degree nine.
  ///
  /// Reference: M. Abramowitz, I. Stegun, *Handbook of Mathematical Functions*, equation 25.4.30.
  static let five: [(place: Double, weight: Double)] = {
    let root = 2 * (10.0 / 7).squareRoot()
    let (inner, outer) = ((5 - root).squareRoot() / 3, (5 + root).squareRoot() / 3)
    let (heavy, light) = (
      (322 + 13 * 70.0.squareRoot()) / 900, (322 - 13 * 70.0.squareRoot()) / 900
    )
    return [(-outer, light), (-inner, heavy), (0, 128.0 / 225), (inner, heavy), (outer, light)]
  }()
}
