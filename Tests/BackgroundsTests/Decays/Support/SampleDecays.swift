import Stats

@testable import Backgrounds

/// Decays in flight that the tests vary.
enum SampleDecays {
  /// 100 GeV, pions, kaons and muons, two segments, an imperfect calorimeter without aperture.
  static func plain(
    _ change: (inout DecaysInFlight) -> Void = { _ in }
  ) throws -> DecaysInFlight {
    var sample = try DecaysInFlight(
      particlesOnTarget: 1e10, beamMomentum: 100,
      contamination: BeamContamination(pions: 0.03, kaons: 0.003, muons: 0.001, muonHelicity: -1),
      segments: [segment("first", 0, 5), segment("second", 5, 12)],
      calorimeter: Calorimeter(
        resolution: EnergyResolution(stochastic: 0.1, noise: 0.15, constant: 0.02),
        signalBox: .below(50), aperture: nil, minimumIonisingDeposit: 0.5),
      vetoes: ParticleVetoes(muon: 0.99, chargedPion: 0.999, outsideCalorimeter: 0.9),
      selectionEfficiency: 0.9)
    change(&sample)
    try sample.validate()
    return sample
  }

  static func segment(
    _ name: String, _ from: Double, _ to: Double, tag: Double = 1e-4, veto: Double = 0.1,
    track: TrackMeasurement = .beforeDecay(acceptance: 0.95)
  ) -> BeamLineSegment {
    BeamLineSegment(
      name: name, from: from, to: to, tagEfficiency: tag, vetoEfficiency: veto, track: track)
  }
}

extension DecayExpectation {
  /// Events of one mode in all segments.
  func events(_ mode: DecayMode) -> Double {
    contributions.filter { $0.mode == mode }.reduce(0) { $0 + $1.expected }
  }
}
