/// What the momentum of the incoming track, measured by the spectrometer, says about a decay.
public enum TrackMeasurement: Hashable, Sendable {
  /// The spectrometer sees the parent with the momentum of the beam; `acceptance`, between 0 and 1,
  /// is the share of the particles that pass the momentum window and the track quality.
  case beforeDecay(acceptance: Double)
  /// The spectrometer sees the charged product, whose measured momentum in GeV has to be in `window`;
  /// `relativeResolution`, zero or more, is the Gaussian σ(p)/p.
  case afterDecay(window: MeasuredWindow, relativeResolution: Double)

  /// Probability that the track of a charged product of this momentum, in GeV, is accepted.
  func acceptance(momentum: Double) -> Double {
    switch self {
    case .beforeDecay(let acceptance): acceptance
    case .afterDecay(let window, let resolution):
      window.acceptance(of: momentum, deviation: resolution * momentum)
    }
  }
}
