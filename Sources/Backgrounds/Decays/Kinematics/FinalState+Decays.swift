extension FinalState {
  /// The charged product of a two-body decay, in the laboratory.
  ///
  /// - Parameter cosine: Of its direction to the beam in the rest frame of the parent.
  init(_ kind: ChargedKind, of decay: TwoBodyDecay, parent: FourMomentum, cosine: Double) {
    let momentum = decay.restMomentum * Vector.direction(cosine: cosine, turn: 0)
    let charged = FourMomentum(mass: decay.mass, momentum: momentum)
    self.init(
      kind: kind, charged: charged.boosted(from: parent, mass: decay.parentMass), photons: nil)
  }

  /// K → π π⁰ with the photons of the π⁰, in the laboratory.
  ///
  /// - Parameters:
  ///   - cosine: Of the charged pion's direction to the beam in the rest frame of the kaon.
  ///   - photon: A unit vector: the direction of one photon in the rest frame of the π⁰.
  init(pionPair decay: TwoBodyDecay, kaon: FourMomentum, cosine: Double, photon: Vector) {
    self.init(.pion, of: decay, parent: kaon, cosine: cosine)
    let neutral = FourMomentum(
      energy: kaon.energy - charged.energy, momentum: kaon.momentum + -1 * charged.momentum)
    photons = neutral.photons(along: photon, mass: decay.otherMass)
  }

  /// K → π⁰ ℓ ν with the photons of the π⁰, in the laboratory.
  ///
  /// The angles turn the triangle of momenta as a whole about the particle that decides the visible
  /// energy when every photon is caught: the neutrino, which takes away what an electron and the
  /// pion do not have, or the pion beside a muon. A quadrature then needs fewer points.
  /// - Parameters:
  ///   - lepton: E_ℓ in the rest frame of the kaon, in GeV.
  ///   - pion: E_π in the rest frame of the kaon, in GeV.
  ///   - cosine: Of the angle of that particle to the beam in that frame.
  ///   - turn: Azimuth of the lepton about that particle, as a share of a full turn.
  ///   - photon: A unit vector: the direction of one photon in the rest frame of the π⁰.
  init(
    _ kind: ChargedKind, of decay: SemileptonicDecay, kaon: FourMomentum, lepton: Double,
    pion: Double, cosine: Double, turn: Double, photon: Vector
  ) {
    let pionMomentum = momentum(pion, decay.pionMass)
    let neutrinoMomentum = decay.kaonMass - lepton - pion
    let leptonMomentum = momentum(lepton, decay.leptonMass)
    let leads = kind == .electron ? neutrinoMomentum : pionMomentum
    let rest = kind == .electron ? pionMomentum : neutrinoMomentum
    let axis = Vector.direction(cosine: cosine, turn: 0)
    let between = cosineOfTriangle(leads, leptonMomentum, opposite: rest)
    let first = leads * axis
    let second = leptonMomentum * Vector.direction(cosine: between, turn: turn, about: axis)
    let third = -1 * (first + second)
    let neutral = FourMomentum(energy: pion, momentum: kind == .electron ? third : first)
      .boosted(from: kaon, mass: decay.kaonMass)
    let charged = FourMomentum(energy: lepton, momentum: second)
    self.init(
      kind: kind, charged: charged.boosted(from: kaon, mass: decay.kaonMass),
      photons: neutral.photons(along: photon, mass: decay.pionMass))
  }
}

/// The cosine between two momenta which a third one balances, all given by their lengths.
private func cosineOfTriangle(_ first: Double, _ second: Double, opposite: Double) -> Double {
  let product = 2 * first * second
  guard product > 0 else { return 1 }
  let cosine = (opposite * opposite - first * first - second * second) / product
  return min(max(cosine, -1), 1)
}

extension FourMomentum {
  /// The photons of a π⁰ of this momentum.
  ///
  /// - Parameter direction: Of the first one in the rest frame of the π⁰.
  func photons(along direction: Vector, mass: Double) -> (FourMomentum, FourMomentum) {
    let photon = FourMomentum(energy: mass / 2, momentum: (mass / 2) * direction)
    let first = photon.boosted(from: self, mass: mass)
    let mirrored = FourMomentum(energy: mass / 2, momentum: (-mass / 2) * direction)
    return (first, mirrored.boosted(from: self, mass: mass))
  }

  /// The electron of a muon of this momentum, its mass neglected.
  ///
  /// - Parameters:
  ///   - x: 2E*/m_μ.
  ///   - direction: Of the electron in the rest frame of the muon.
  func electron(x: Double, along direction: Vector) -> FourMomentum {
    let energy = x * MuonDecay.highestEnergy
    return FourMomentum(energy: energy, momentum: energy * direction)
      .boosted(from: self, mass: ParticleData.muonMass.value)
  }
}

private func momentum(_ energy: Double, _ mass: Double) -> Double {
  max(0, (energy - mass) * (energy + mass)).squareRoot()
}
