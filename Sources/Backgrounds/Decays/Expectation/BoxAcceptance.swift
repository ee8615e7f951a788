import Stats

/// The probability that a decay in one segment leaves its products in the signal box.
///
/// Hashable, because it depends on few of the inputs: an acceptance is computed once for all
/// shifts of the others.
struct BoxAcceptance: Hashable {
  let mode: DecayMode
  /// Of the beam, in GeV.
  let momentum: Double
  let from: Double
  let to: Double
  let response: DetectorResponse
  let formFactors: KaonFormFactors
  let muonHelicity: Double

  init(_ mode: DecayMode, _ inputs: DecaysInFlight, in segment: BeamLineSegment) {
    self.mode = mode
    momentum = inputs.beamMomentum
    (from, to) = (segment.from, segment.to)
    response = inputs.response(in: segment)
    formFactors = inputs.formFactors
    muonHelicity = inputs.contamination.muonHelicity
  }

  var parent: FourMomentum {
    FourMomentum(mass: mode.parent.mass, momentum: momentum * Vector.beamAxis)
  }

  func accept(_ state: FinalState) -> Double {
    response.acceptance(
      of: state, from: from, to: to, decayLength: mode.parent.decayLength(momentum: momentum))
  }

  /// One step: integrals over one or two angles and energies by GSL, over more by a lattice rule.
  func value(_ size: LatticeSize) throws(NumericsError) -> Estimated {
    if mode == .muonToElectron { return try muonDecay() }
    if let decay = try mode.semileptonicDecay(formFactors) { return try semileptonic(decay, size) }
    guard let decay = try mode.twoBodyDecay() else { return Estimated(value: 0, error: 0) }
    return mode == .kaonToPionPair ? try pionPair(decay, size) : try twoBody(decay)
  }

  /// ½ ∫ dcos A(cos): an isotropic decay.
  private func twoBody(_ decay: TwoBodyDecay) throws(NumericsError) -> Estimated {
    let boost = try Boost(momentum: momentum, mass: decay.parentMass)
    let (energy, rest) = (decay.restEnergy, decay.restMomentum)
    let steps = response.steps(for: mode.chargedKind).map {
      ($0 - boost.gamma * energy) / (boost.betaGamma * rest)
    }
    return try integrate(from: -1, to: 1, splitAt: steps) { cosine in
      accept(FinalState(mode.chargedKind, of: decay, parent: parent, cosine: cosine)) / 2
    }
  }

  /// ∫ dx ∫ dcos of the Michel density times A; the inner integral is over the angle.
  private func muonDecay() throws(NumericsError) -> Estimated {
    let boost = try Boost(momentum: momentum, mass: mode.parent.mass)
    let steps = response.steps(for: .electron)
    let parent = parent
    return try integrate(from: 0, to: 1, splitAt: []) { (x) throws(NumericsError) in
      let energy = x * MuonDecay.highestEnergy
      guard energy > 0 else { return 0 }
      let cosines = steps.map { ($0 - boost.gamma * energy) / (boost.betaGamma * energy) }
      return try integrate(from: -1, to: 1, splitAt: cosines) { cosine in
        let electron = parent.electron(x: x, along: .direction(cosine: cosine, turn: 0))
        return MuonDecay.density(x: x, cosine: cosine, helicity: muonHelicity)
          * accept(FinalState(kind: .electron, charged: electron, photons: nil))
      }.value
    }
  }

  /// Over the direction of the pion and, in the rest frame of the π⁰, of a photon.
  private func pionPair(
    _ decay: TwoBodyDecay, _ size: LatticeSize
  ) throws(NumericsError) -> Estimated {
    let kaon = parent
    return try LatticeRule(size, dimensions: 3).average { point in
      let photon = Vector.direction(cosine: 2 * point[1] - 1, turn: point[2])
      return accept(
        FinalState(pionPair: decay, kaon: kaon, cosine: 2 * point[0] - 1, photon: photon))
    }
  }

  /// Over the Dalitz plot, the orientation of the decay and the direction of a photon.
  private func semileptonic(
    _ decay: SemileptonicDecay, _ size: LatticeSize
  ) throws(NumericsError) -> Estimated {
    let kaon = parent
    let norm = try decay.leptonSpectrum().norm
    return try LatticeRule(size, dimensions: 6).average { point in
      let place = dalitzPlace(decay, point[0], point[1])
      guard place.density > 0 else { return 0 }
      let state = FinalState(
        mode.chargedKind, of: decay, kaon: kaon, lepton: place.lepton, pion: place.pion,
        cosine: 2 * point[2] - 1, turn: point[3],
        photon: .direction(cosine: 2 * point[4] - 1, turn: point[5]))
      return place.density / norm * accept(state)
    }
  }

  /// Energies of lepton and pion in GeV, and the density of decays over the two coordinates.
  ///
  /// The first coordinate is the energy of the particle that ``FinalState`` turns the decay about.
  private func dalitzPlace(
    _ decay: SemileptonicDecay, _ first: Double, _ second: Double
  ) -> (lepton: Double, pion: Double, density: Double) {
    let beside: ClosedRange<Double>
    let (lepton, pion, width): (Double, Double, Double)
    if mode.chargedKind == .electron {
      width = decay.highestNeutrinoEnergy
      beside = decay.pionRange(neutrino: first * width)
      pion = beside.lowerBound + second * (beside.upperBound - beside.lowerBound)
      lepton = decay.kaonMass - first * width - pion
    } else {
      width = decay.highestPionEnergy - decay.pionMass
      pion = decay.pionMass + first * width
      beside = decay.leptonRange(pion: pion)
      lepton = beside.lowerBound + second * (beside.upperBound - beside.lowerBound)
    }
    let density = decay.unlimitedDensity(lepton: lepton, pion: pion)
    return (lepton, pion, density * width * (beside.upperBound - beside.lowerBound))
  }
}

extension DetectorResponse {
  /// Energies in GeV at which the acceptance of a lone charged product changes steeply.
  ///
  /// The edges of the windows and, for a Gaussian resolution, eight deviations to both sides.
  func steps(for kind: FinalState.ChargedKind) -> [Double] {
    var steps: [Double] = []
    func add(_ window: MeasuredWindow, _ deviation: (Double) -> Double) {
      for edge in [window.lower, window.upper] where edge.isFinite {
        let reach = 8 * deviation(edge)
        steps += [edge - reach, edge, edge + reach]
      }
    }
    if kind == .electron { add(calorimeter.signalBox, calorimeter.resolution.deviation) }
    if case .afterDecay(let window, let resolution) = track {
      add(window) { resolution * abs($0) }
    }
    return steps
  }
}

/// An integral taken in pieces, so that no step hides inside one.
func integrate(
  from lower: Double, to upper: Double, splitAt steps: [Double],
  _ function: (Double) throws(NumericsError) -> Double
) throws(NumericsError) -> Estimated {
  let inside = Set(steps.filter { $0 > lower && $0 < upper }).sorted()
  var (value, error) = (0.0, 0.0)
  for (start, end) in zip([lower] + inside, inside + [upper]) {
    let piece = try integrate(from: start, to: end, relativeTolerance: 1e-8, function)
    value += piece.value
    error += piece.error
  }
  return Estimated(value: value, error: error)
}
