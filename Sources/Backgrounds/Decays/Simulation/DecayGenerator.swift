import Stats

/// One simulated decay with its weight; the mean weight is not one.
struct WeightedDecay {
  var state: FinalState
  var weight: Double
}

/// Makes decays by chains of two-body decays, weighted by the squared matrix element.
///
/// On purpose other variables than those of the quadrature: K → π⁰ ℓ ν goes through the mass of the
/// ℓν pair instead of the Dalitz plot, and the muon's spin is a vector that turns with every boost.
struct DecayGenerator {
  let mode: DecayMode
  let parent: FourMomentum
  private let twoBody: TwoBodyDecay?
  private let semileptonic: SemileptonicDecay?
  private let muonHelicity: Double

  init(_ mode: DecayMode, _ inputs: DecaysInFlight) throws(NumericsError) {
    self.mode = mode
    parent = FourMomentum(
      mass: mode.parent.mass, momentum: inputs.beamMomentum * Vector.beamAxis)
    twoBody = try mode.twoBodyDecay()
    semileptonic = try mode.semileptonicDecay(inputs.formFactors)
    muonHelicity = inputs.contamination.muonHelicity
  }

  /// A decay in one step; the state of a cascade holds its muon.
  func next<Source: UniformSource>(_ source: inout Source) -> WeightedDecay {
    if let semileptonic { return next(semileptonic, &source) }
    guard let twoBody else {
      let spin = muonHelicity * Vector.beamAxis
      return electron(of: parent, spin: spin, &source)
    }
    let direction = source.nextDirection()
    let charged = FourMomentum(mass: twoBody.mass, momentum: twoBody.restMomentum * direction)
      .boosted(from: parent, mass: twoBody.parentMass)
    let kind = mode.isCascade ? .muon : mode.chargedKind
    var state = FinalState(kind: kind, charged: charged, photons: nil)
    if mode == .kaonToPionPair {
      let neutral = FourMomentum(
        mass: twoBody.otherMass, momentum: parent.momentum + -1 * charged.momentum)
      state.photons = neutral.photons(along: source.nextDirection(), mass: twoBody.otherMass)
    }
    return WeightedDecay(state: state, weight: 1)
  }

  /// The electron of a muon, with a spin vector in the muon's rest frame whose length is the
  /// polarisation; its mean weight is one.
  func electron<Source: UniformSource>(
    of muon: FourMomentum, spin: Vector, _ source: inout Source
  ) -> WeightedDecay {
    let (x, direction) = (source.uniform(), source.nextDirection())
    // Twice: the density counts cosines from −1 to 1.
    let weight = 2 * MuonDecay.density(x: x, cosine: spin.dot(direction), helicity: 1)
    let state = FinalState(
      kind: .electron, charged: muon.electron(x: x, along: direction), photons: nil)
    return WeightedDecay(state: state, weight: weight)
  }

  /// K → π⁰ (ℓν), (ℓν) → ℓ ν: phase space is ∝ p_π p_ℓ* dm with m the mass of the pair.
  private func next<Source: UniformSource>(
    _ decay: SemileptonicDecay, _ source: inout Source
  ) -> WeightedDecay {
    let heaviest = decay.kaonMass - decay.pionMass
    let pair = heaviest - source.uniform() * (heaviest - decay.leptonMass)
    let outer = restMomentum(of: decay.kaonMass, into: decay.pionMass, pair)
    let inner = restMomentum(of: pair, into: decay.leptonMass, 0)
    let pionMomentum = outer * source.nextDirection()
    let pion = FourMomentum(mass: decay.pionMass, momentum: pionMomentum)
    let lepton = FourMomentum(
      mass: decay.leptonMass, momentum: inner * source.nextDirection()
    ).boosted(from: FourMomentum(mass: pair, momentum: -1 * pionMomentum), mass: pair)
    let density = decay.unlimitedDensity(lepton: lepton.energy, pion: pion.energy)
    let neutral = pion.boosted(from: parent, mass: decay.kaonMass)
    let state = FinalState(
      kind: mode.chargedKind, charged: lepton.boosted(from: parent, mass: decay.kaonMass),
      photons: neutral.photons(along: source.nextDirection(), mass: decay.pionMass))
    return WeightedDecay(state: state, weight: density * outer * inner)
  }

  /// The spin of a μ⁺ in its rest frame: along the parent as seen from there, the neutrino's
  /// helicity being fixed; a vector of length one.
  func spin(of muon: FourMomentum) -> Vector {
    let seen = parent.boosted(into: muon, mass: ParticleData.muonMass.value).momentum
    return seen.length > 0 ? (1 / seen.length) * seen : .beamAxis
  }
}
