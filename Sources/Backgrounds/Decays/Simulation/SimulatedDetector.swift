/// Draws what the detectors say about one simulated event.
///
/// All but those that notice muons and charged pions, whose factor is too small to be drawn.
struct SimulatedDetector {
  let calorimeter: Calorimeter
  let outsideVeto: Double
  let track: TrackMeasurement

  init(_ inputs: DecaysInFlight, in segment: BeamLineSegment) {
    calorimeter = inputs.calorimeter
    outsideVeto = inputs.vetoes.outsideCalorimeter
    track = segment.track
  }

  /// Whether an event whose particles start at a place ends in the signal box.
  func accepts<Source: UniformSource>(
    _ state: FinalState, at place: Vector, _ source: inout Source
  ) -> Bool {
    guard acceptsTrack(state.charged.momentum.length, &source) else { return false }
    var visible = state.kind == .electron ? 0 : calorimeter.minimumIonisingDeposit
    var showers = state.photons.map { [$0.0, $0.1] } ?? []
    if state.kind == .electron { showers.append(state.charged) }
    for shower in showers {
      if calorimeter.catches(shower.momentum, from: place) {
        visible += shower.energy
      } else if source.happens(outsideVeto) {
        return false
      }
    }
    let measured = visible + calorimeter.resolution.deviation(at: visible) * source.nextNormal()
    return calorimeter.signalBox.contains(measured)
  }

  private func acceptsTrack<Source: UniformSource>(
    _ momentum: Double, _ source: inout Source
  ) -> Bool {
    switch track {
    case .beforeDecay(let acceptance): source.happens(acceptance)
    case .afterDecay(let window, let resolution):
      window.contains(momentum * (1 + resolution * source.nextNormal()))
    }
  }
}

extension MeasuredWindow {
  func contains(_ value: Double) -> Bool { value >= lower && value < upper }
}
