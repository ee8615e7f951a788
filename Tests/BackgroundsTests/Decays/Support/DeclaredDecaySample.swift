import BlindAnalysis
import Stats
import TestSupport

@testable import Backgrounds

/// Decays in flight as an analysis file declares them, and the same without a file.
enum DeclaredDecaySample {
  private static let model = """
    {decays: {model: decay in flight,
      contamination: {pi+: 0.025 ± 0.005, K+: 0.003 ± 0.001, source: a note},
      segments: [
        {name: line, from: 0 m, to: 11 m, tag-efficiency: 1e-4, veto-efficiency: 0.1,
          track: {measured: after decay, window: 63 GeV .. 77 GeV, resolution: 1 %},
          source: a note},
        {name: hall, from: 12 m ± 0.2 m, to: 17 m, tag-efficiency: 1e-4 ± 3e-5,
          veto-efficiency: 0, track: {measured: before decay, acceptance: 0.9 ± 0.02},
          source: a note}],
      calorimeter: {variable: E_ECAL, signal box below: 42 GeV ± 1 GeV, signal box above: 0.5 GeV,
        resolution: {stochastic: 10 %, noise: 0.15 GeV, constant: 2 %},
        aperture: {position: 17 m, radius: 0.2 m}, minimum-ionising deposit: 0.5 GeV,
        source: a note},
      vetoes: {muon: 0.999, charged pion: 0.99, outside calorimeter: 0.5, source: a note},
      selection-efficiency: {value: 0.5, uncertainty: 0.05, source: a note}}}
    """

  /// - Parameter change: Of the text of the model.
  static func read(
    changing change: (String) -> String = { $0 }
  ) throws -> (AnalysisDefinition, DeclaredDecays) {
    let definition = try SampleAnalysis.with {
      $0.backgrounds = change(model)
    }.definition()
    for background in definition.backgrounds {
      if case .decayInFlight(let decays) = background.model { return (definition, decays) }
    }
    throw OracleTable.Missing(column: "decays")
  }

  /// As the file has it: 1e10, one per cent.
  static func onTarget() throws(NumericsError) -> Factor {
    try Factor("particles on target", .logNormal(1e10, sigma: 1e8), .systematic)
  }

  static func model(_ decays: DeclaredDecays) throws -> DecayBackground {
    let beam = try SampleAnalysis().definition().beam
    return try DecayBackground("decays", decays, in: beam, onTarget: onTarget())
  }

  static func plain() throws -> DecaysInFlight {
    try DecaysInFlight(
      particlesOnTarget: 1e10, beamMomentum: 70,
      contamination: BeamContamination(pions: 0.025, kaons: 0.003, muons: 0, muonHelicity: 0),
      segments: [
        SampleDecays.segment(
          "line", 0, 11, veto: 0.1,
          track: .afterDecay(window: MeasuredWindow(from: 63, to: 77), relativeResolution: 0.01)),
        SampleDecays.segment(
          "hall", 12, 17, veto: 0, track: .beforeDecay(acceptance: 0.9)),
      ],
      calorimeter: Calorimeter(
        resolution: EnergyResolution(stochastic: 0.1, noise: 0.15, constant: 0.02),
        signalBox: MeasuredWindow(from: 0.5, to: 42),
        aperture: CalorimeterAperture(position: 17, radius: 0.2), minimumIonisingDeposit: 0.5),
      vetoes: ParticleVetoes(muon: 0.999, chargedPion: 0.99, outsideCalorimeter: 0.5),
      selectionEfficiency: 0.5)
  }
}
