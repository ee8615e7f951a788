/// What a decay on the beam axis leaves for the detectors to see; neutrinos are left out.
struct FinalState {
  enum ChargedKind { case electron, muon, pion }

  var kind: ChargedKind
  var charged: FourMomentum
  /// None, or those of one neutral pion.
  var photons: (FourMomentum, FourMomentum)?
}

/// The detectors behind one segment.
struct DetectorResponse: Hashable {
  let calorimeter: Calorimeter
  let vetoes: ParticleVetoes
  let track: TrackMeasurement

  /// Probability that nothing betrays the charged product and its track, wherever it decayed.
  private func chargedAcceptance(_ state: FinalState) -> Double {
    let track = track.acceptance(momentum: state.charged.momentum.length)
    switch state.kind {
    case .electron: return track
    case .muon: return track * (1 - vetoes.muon)
    case .pion: return track * (1 - vetoes.chargedPion)
    }
  }

  /// Probability that a cascade's or an axial electron alone ends in the box.
  func acceptance(electron: FourMomentum, caught: Bool) -> Double {
    let track = track.acceptance(momentum: electron.momentum.length)
    return caught
      ? track * calorimeter.acceptance(visible: electron.energy)
      : track * calorimeter.acceptance(visible: 0) * (1 - vetoes.outsideCalorimeter)
  }

  /// Probability that a decay somewhere in an interval of the beam line ends in the box.
  ///
  /// Averages over the place of the decay, an exponential cut to the interval, in closed form: the
  /// particles that hit the calorimeter only change at up to three places.
  func acceptance(
    of state: FinalState, from: Double, to: Double, decayLength: Double
  ) -> Double {
    let charged = chargedAcceptance(state)
    guard charged > 0 else { return 0 }
    let entries = CalorimeterEntries(state, calorimeter)
    var (place, sum) = (from, 0.0)
    while place < to {
      let next = entries.next(after: place, before: to)
      sum +=
        survivalToDecay(place, next, decayLength) * response(to: state, entries, at: place)
      place = next
    }
    return charged * sum / survivalToDecay(from, to, decayLength)
  }

  private func response(
    to state: FinalState, _ entries: CalorimeterEntries, at place: Double
  ) -> Double {
    var (visible, unnoticed) = (0.0, 1.0)
    func add(_ energy: Double, _ entry: Double) {
      if entry <= place { visible += energy } else { unnoticed *= 1 - vetoes.outsideCalorimeter }
    }
    if state.kind == .electron {
      add(state.charged.energy, entries.charged)
    } else {
      visible += calorimeter.minimumIonisingDeposit
    }
    if let photons = state.photons {
      add(photons.0.energy, entries.first)
      add(photons.1.energy, entries.second)
    }
    return unnoticed > 0 ? unnoticed * calorimeter.acceptance(visible: visible) : 0
  }
}

/// Where on the beam axis the path of each particle begins to lead into the calorimeter, in metres.
private struct CalorimeterEntries {
  let charged: Double
  let first: Double
  let second: Double

  init(_ state: FinalState, _ calorimeter: Calorimeter) {
    charged =
      state.kind == .electron
      ? calorimeter.firstPlace(for: state.charged.momentum) : -.infinity
    first = state.photons.map { calorimeter.firstPlace(for: $0.0.momentum) } ?? -.infinity
    second = state.photons.map { calorimeter.firstPlace(for: $0.1.momentum) } ?? -.infinity
  }

  /// The first place after this one where something changes, or the end.
  func next(after place: Double, before end: Double) -> Double {
    var next = end
    if charged > place { next = min(next, charged) }
    if first > place { next = min(next, first) }
    if second > place { next = min(next, second) }
    return next
  }
}
