/// What a decay on the beam axis leaves for the detectors to see; neutrinos are left out.
struct FinalState {
  enum ChargedKind { case electron, muon, pion }

  var kind: ChargedKind
  var charged: FourMomentum
  /// None, or those of one neutral pion.
  var photons: (FourMomentum, FourMomentum)?
}

/// The detectors behind one segment, but for those that notice muons and charged pions: theirs is a
/// factor.
struct DetectorResponse: Hashable {
  let calorimeter: Calorimeter
  /// ``ParticleVetoes/outsideCalorimeter``.
  let outsideVeto: Double
  let track: TrackMeasurement

  /// Probability that an event with one electron, which hits the calorimeter or not, ends in the box.
  func acceptance(electron: FourMomentum, caught: Bool) -> Double {
    let track = track.acceptance(momentum: electron.momentum.length)
    return caught
      ? track * calorimeter.acceptance(visible: electron.energy)
      : track * calorimeter.acceptance(visible: 0) * (1 - outsideVeto)
  }

  /// Probability that a decay somewhere in an interval of the beam line ends in the box.
  ///
  /// Averages over the place of the decay, an exponential cut to the interval, in closed form: the
  /// particles that hit the calorimeter only change at up to three places.
  func acceptance(
    of state: FinalState, from: Double, to: Double, decayLength: Double
  ) -> Double {
    let tracked = track.acceptance(momentum: state.charged.momentum.length)
    guard tracked > 0 else { return 0 }
    let entries = CalorimeterEntries(state, calorimeter)
    var (place, sum) = (from, 0.0)
    while place < to {
      let next = entries.next(after: place, before: to)
      sum +=
        survivalToDecay(place, next, decayLength) * response(to: state, entries, at: place)
      place = next
    }
    return tracked * sum / survivalToDecay(from, to, decayLength)
  }

  private func response(
    to state: FinalState, _ entries: CalorimeterEntries, at place: Double
  ) -> Double {
    var (visible, unnoticed) = (0.0, 1.0)
    func add(_ energy: Double, _ entry: Double) {
      if entry <= place { visible += energy } else { unnoticed *= 1 - outsideVeto }
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
