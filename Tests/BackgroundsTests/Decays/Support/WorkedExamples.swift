import Stats

@testable import Backgrounds

/// Decays in flight of published analyses, from declared inputs.
///
/// Published are the exposures, the momenta, the shares of hadrons and the totals; what is marked as
/// assumption is a plausible value of ours and shows what kind of beam line gives the total.
enum WorkedExamples {
  /// NA64, positrons of 100 GeV, 2022 (arXiv:2308.15612).
  ///
  /// Published: 1.01e10 positrons on target; a beam with 96 % of positrons; E_miss > 50 GeV; about
  /// 0.06 events from π⁺ and K⁺ that decay in flight to e⁺ν, the largest background.
  /// Assumptions, all others:
  /// - the 4 % of hadrons are 2.7 % π⁺, 0.3 % K⁺ and 1 % protons, which do not decay; no muons;
  /// - 11 m from the first tracker to the one before the last, with the bending magnet: a positron from a decay
  ///   there is measured with a momentum within 10 GeV of the beam's only if it is hard;
  /// - 5 m from the last tracker to the calorimeter, whose face is 23 cm wide (6 × 38.2 mm); taken as a
  ///   disc of 11.5 cm;
  /// - the synchrotron tag takes 1e-4 of the hadrons for positrons, the track 90 % of them;
  /// - resolution 10 %/√E ⊕ 2 %, 0.15 GeV of noise; 0.5 GeV from a minimum-ionising particle; the
  ///   preshower asks for 0.4 GeV or more;
  /// - one muon in 10⁴ and one pion in 10⁴ pass the hadron calorimeter unseen; half of what flies
  ///   past the calorimeter is seen;
  /// - half of the events in the box pass the other cuts, as of the signal.
  static func positrons2022() throws(NumericsError) -> DecaysInFlight {
    try DecaysInFlight(
      particlesOnTarget: 1.01e10, beamMomentum: 100,
      contamination: BeamContamination(pions: 0.027, kaons: 0.003, muons: 0, muonHelicity: 0),
      segments: [
        BeamLineSegment(
          name: "spectrometer", from: 0, to: 11, tagEfficiency: 1e-4, vetoEfficiency: 0,
          track: .afterDecay(window: MeasuredWindow(from: 90, to: 110), relativeResolution: 0.01)),
        BeamLineSegment(
          name: "last tracker to calorimeter", from: 12, to: 17, tagEfficiency: 1e-4,
          vetoEfficiency: 0, track: .beforeDecay(acceptance: 0.9)),
      ],
      calorimeter: Calorimeter(
        resolution: EnergyResolution(stochastic: 0.1, noise: 0.15, constant: 0.02),
        signalBox: MeasuredWindow(from: 0.4, to: 50),
        aperture: CalorimeterAperture(position: 17, radius: 0.115), minimumIonisingDeposit: 0.5),
      vetoes: ParticleVetoes(muon: 0.9999, chargedPion: 0.9999, outsideCalorimeter: 0.5),
      selectionEfficiency: 0.5)
  }

  /// The uncertain inputs of ``positrons2022()``; each error is an assumption too.
  static let positrons2022Inputs: [UncertainInput] = [
    UncertainInput(.particlesOnTarget, uncertainty: 0.01e10, source: "arXiv:2308.15612"),
    UncertainInput(.contamination(.pion), uncertainty: 0.005, source: "assumption"),
    UncertainInput(.contamination(.kaon), uncertainty: 0.001, source: "assumption"),
    UncertainInput(
      .branchingFraction(.kaonToPionElectron),
      uncertainty: ParticleData.kaonToPionElectron.uncertainty, source: ParticleData.edition),
    UncertainInput(
      .branchingFraction(.pionToElectron), uncertainty: ParticleData.pionToElectron.uncertainty,
      source: ParticleData.edition),
    UncertainInput(
      .tagEfficiency(segment: "last tracker to calorimeter"), uncertainty: 3e-5,
      source: "assumption"),
    UncertainInput(
      .segmentStart(segment: "last tracker to calorimeter"), uncertainty: 0.5,
      source: "assumption"),
    UncertainInput(.outsideCalorimeterVeto, uncertainty: 0.2, source: "assumption"),
    UncertainInput(.muonVeto, uncertainty: 5e-5, source: "assumption"),
    UncertainInput(.stochasticTerm, uncertainty: 0.02, source: "assumption"),
    UncertainInput(.selectionEfficiency, uncertainty: 0.05, source: "assumption"),
  ]

  /// NA64, positrons of 70 GeV, 2023 (arXiv:2502.04053), on the line of ``positrons2022()``.
  ///
  /// Published: 1.6e10 positrons on target; E_miss > 28 GeV; a veto calorimeter before the
  /// calorimeter; interactions upstream are the largest background, 0.09 events.
  /// Assumptions beside those for 2022: 1 % π⁺ and 0.1 % K⁺, the synchrotron tag takes 5e-5 of the
  /// hadrons, and nine of ten particles that miss the calorimeter are seen.
  static func positrons2023() throws(NumericsError) -> DecaysInFlight {
    var decays = try positrons2022()
    decays.particlesOnTarget = 1.6e10
    decays.beamMomentum = 70
    decays.contamination.pions = 0.01
    decays.contamination.kaons = 0.001
    decays.segments[0].track = .afterDecay(
      window: MeasuredWindow(from: 63, to: 77), relativeResolution: 0.01)
    for index in decays.segments.indices { decays.segments[index].tagEfficiency = 5e-5 }
    decays.calorimeter.signalBox = MeasuredWindow(from: 0.4, to: 42)
    decays.vetoes.outsideCalorimeter = 0.9
    return decays
  }
}
