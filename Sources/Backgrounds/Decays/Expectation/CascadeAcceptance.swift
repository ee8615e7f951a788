import Stats

/// The probability that the muon of a decay in one segment decays in this or a later one, and that
/// its electron ends in the signal box.
///
/// Averages over the direction of the muon, both places, and the energy and direction of the
/// electron. The muon carries its longitudinal polarisation; the transverse one, which only turns
/// the electron about the muon's path, is neglected.
struct CascadeAcceptance: Hashable {
  let mode: DecayMode
  /// Of the beam, in GeV.
  let momentum: Double
  /// Where the first decay happens, in metres.
  let from: Double
  let to: Double
  /// Where the muon decays, in metres.
  let muonFrom: Double
  let muonTo: Double
  let response: DetectorResponse

  init(
    _ mode: DecayMode, _ inputs: DecaysInFlight, from segment: BeamLineSegment,
    to later: BeamLineSegment
  ) {
    self.mode = mode
    momentum = inputs.beamMomentum
    (from, to) = (segment.from, segment.to)
    (muonFrom, muonTo) = (later.from, later.to)
    response = inputs.response(in: later)
  }

  func value(_ size: LatticeSize) throws(NumericsError) -> Estimated {
    guard let decay = try mode.twoBodyDecay() else { return Estimated(value: 0, error: 0) }
    let boost = try Boost(momentum: momentum, mass: decay.parentMass)
    let parent = FourMomentum(mass: decay.parentMass, momentum: momentum * Vector.beamAxis)
    return try LatticeRule(size, dimensions: 6).average { point in
      let muon = FinalState(.muon, of: decay, parent: parent, cosine: 2 * point[0] - 1).charged
      let birth = decayPlace(
        share: point[1], from: from, to: to,
        decayLength: mode.parent.decayLength(momentum: momentum))
      let helicity = decay.helicity(of: muon.energy, boost)
      return electrons(of: muon, helicity: helicity, bornAt: birth, point)
    }
  }

  /// The rest of the chain for one muon, from the coordinates 2 to 5 of a point.
  private func electrons(
    of muon: FourMomentum, helicity: Double, bornAt birth: Double, _ point: [Double]
  ) -> Double {
    let path = BeamParticle.muon.decayLength(momentum: muon.momentum.z)
    let start = max(birth, muonFrom)
    guard path > 0, start < muonTo else { return 0 }
    let (x, cosine) = (point[3], 2 * point[4] - 1)
    let axis = (1 / muon.momentum.length) * muon.momentum
    let electron = muon.electron(
      x: x, along: .direction(cosine: cosine, turn: point[5], about: axis))
    let end = decayPlace(share: point[2], from: start, to: muonTo, decayLength: path)
    let flight = ((end - birth) / muon.momentum.z) * muon.momentum
    let caught = response.calorimeter.catches(
      electron.momentum, from: Vector(x: flight.x, y: flight.y, z: end))
    return survivalToDecay(start - birth, muonTo - birth, path)
      * 2 * MuonDecay.density(x: x, cosine: cosine, helicity: helicity)
      * response.acceptance(electron: electron, caught: caught)
  }
}
