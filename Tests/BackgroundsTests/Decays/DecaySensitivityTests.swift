import Stats
import TestSupport
import Testing

@testable import Backgrounds

@Suite("Sensitivity of decays in flight") struct DecaySensitivityTests {
  private func sensitivity(
    _ input: DecayInput, _ uncertainty: Double, _ sample: DecaysInFlight
  ) throws -> DecaySensitivity {
    let inputs = [UncertainInput(input, uncertainty: uncertainty, source: "test")]
    return try #require(try sample.sensitivities(to: inputs, .small).first)
  }

  /// What an input multiplies is proportional to it: the derivative is that part over the input.
  @Test("to a factor is the part of the total that it multiplies, over the factor")
  func factors() throws {
    let sample = try SampleDecays.plain()
    let result = try sample.expectation(.small)
    func part(_ belongs: (DecayContribution) -> Bool) -> Double {
      result.contributions.filter(belongs).reduce(0) { $0 + $1.expected }
    }
    let cases: [(DecayInput, Double)] = [
      (.particlesOnTarget, result.total), (.selectionEfficiency, result.total),
      (.contamination(.pion), part { $0.mode.parent == .pion }),
      (.contamination(.kaon), part { $0.mode.parent == .kaon }),
      (.contamination(.muon), part { $0.mode.parent == .muon }),
      (.branchingFraction(.kaonToPionElectron), part { $0.mode == .kaonToPionElectron }),
      (.branchingFraction(.kaonToPionMuon), part { $0.mode == .kaonToPionMuon }),
      (.branchingFraction(.kaonToPionPair), part { $0.mode == .kaonToPionPair }),
      (.branchingFraction(.kaonToElectron), part { $0.mode == .kaonToElectron }),
      (.branchingFraction(.pionToElectron), part { $0.mode == .pionToElectron }),
      (
        .branchingFraction(.kaonToMuon),
        part { $0.mode == .kaonToMuon || $0.mode == .kaonToMuonToElectron }
      ),
      (.tagEfficiency(segment: "first"), part { $0.segment == "first" }),
      (.tagEfficiency(segment: "second"), part { $0.segment == "second" }),
      (.trackAcceptance(segment: "second"), part { $0.segment == "second" }),
    ]
    let inputs = try cases.map { input, _ in
      UncertainInput(input, uncertainty: try sample.value(of: input) / 1000, source: "test")
    }
    for ((input, part), found) in zip(cases, try sample.sensitivities(to: inputs, .small)) {
      let value = try sample.value(of: input)
      #expect(found.input.input == input && found.value == value && part > 0)
      #expect(disagreement(found.derivative, part / value, relative: 1e-6) == nil, "\(input)")
      #expect(disagreement(found.uncertainty, part / 1000, relative: 1e-6) == nil, "\(input)")
      #expect(disagreement(found.up, part / 1000, relative: 1e-6) == nil, "\(input)")
      #expect(disagreement(found.down, -part / 1000, relative: 1e-6) == nil, "\(input)")
    }
  }

  @Test("to a veto is minus the part that escapes it, over what it lets pass")
  func vetoes() throws {
    let sample = try SampleDecays.plain { $0.contamination.muons = 0 }
    let lines = try sample.expectation(.small).contributions
    let second = lines.filter { $0.segment == "second" }.reduce(0) { $0 + $1.expected }
    let veto = try sensitivity(.vetoEfficiency(segment: "second"), 0.01, sample)
    #expect(disagreement(veto.derivative, -second / 0.9, relative: 1e-9) == nil)
    let muons = lines.filter { [.pionToMuon, .kaonToMuon, .kaonToPionMuon].contains($0.mode) }
      .reduce(0) { $0 + $1.expected }
    let muonVeto = try sensitivity(.muonVeto, 0.001, sample)
    #expect(disagreement(muonVeto.derivative, -muons / 0.01, relative: 1e-9) == nil)
    let pairs = lines.filter { $0.mode == .kaonToPionPair }.reduce(0) { $0 + $1.expected }
    let pionVeto = try sensitivity(.chargedPionVeto, 1e-4, sample)
    #expect(disagreement(pionVeto.derivative, -pairs / 0.001, relative: 1e-6) == nil)
  }

  /// Without kaons and resolution P = (cut − E₋)/(E₊ − E₋), a straight line in the cut; a pion that
  /// passes more of the line decays more often, by e^(−to/λ)/λ per metre.
  @Test("to the cut and to the length follows the two-body formula")
  func twoBody() throws {
    let sample = try SampleDecays.plain {
      $0.contamination = BeamContamination(pions: 0.03, kaons: 0, muons: 0, muonHelicity: 0)
      $0.branchingFractions.pionToMuon = 0
      $0.calorimeter.resolution = .perfect
      $0.segments = [SampleDecays.segment("only", 1, 9)]
    }
    let total = try sample.expectation(.small).total
    let decay = try #require(try DecayMode.pionToElectron.twoBodyDecay())
    let energy = (1e4 + decay.parentMass * decay.parentMass).squareRoot()
    let range = try decay.laboratoryRange(energy: energy)
    let cut = try sensitivity(.energyCut, 1, sample)
    let slope = total / (50 - range.lowerBound)
    #expect(disagreement(cut.derivative, slope, relative: 1e-6) == nil)
    let path = BeamParticle.pion.decayLength(momentum: 100)
    let shares = [9.1, 8.9].map { end in
      SampleDecays.segment("", 1, end).decayProbability(decayLength: path)
    }
    let whole = sample.segments[0].decayProbability(decayLength: path)
    let end = try sensitivity(.segmentEnd(segment: "only"), 0.1, sample)
    let expected = total * (shares[0] - shares[1]) / (0.2 * whole)
    #expect(disagreement(end.derivative, expected, relative: 1e-6) == nil)
    #expect(try sensitivity(.segmentStart(segment: "only"), 0.1, sample).derivative < 0)
  }

  @Test("keeps a shifted input in its range")
  func edges() throws {
    let sample = try SampleDecays.plain {
      $0.selectionEfficiency = 1
      $0.contamination = BeamContamination(pions: 0.01, kaons: 0, muons: 0, muonHelicity: 0)
    }
    let total = try sample.expectation(.small).total
    let found = try sensitivity(.selectionEfficiency, 0.1, sample)
    #expect(found.up == 0)
    #expect(disagreement(found.down, -0.1 * total, relative: 1e-12) == nil)
    #expect(disagreement(found.derivative, total, relative: 1e-12) == nil)
    let kaons = try sensitivity(.contamination(.kaon), 1e-4, sample)
    #expect(kaons.down == 0 && kaons.up > 0 && kaons.derivative > 0)
  }

  @Test("has a name for each input, and moves with every one")
  func names() throws {
    let sample = try SampleDecays.plain {
      $0.calorimeter.aperture = CalorimeterAperture(position: 16, radius: 0.115)
      $0.contamination.muons = 0
      $0.segments = [SampleDecays.segment("only", 0, 12)]
    }
    let inputs: [(DecayInput, Double)] = [
      (.beamMomentum, 1), (.energyCut, 1), (.stochasticTerm, 0.05),
      (.noiseTerm, 0.1), (.constantTerm, 0.01), (.apertureRadius, 0.01),
      (.minimumIonisingDeposit, 0.2), (.outsideCalorimeterVeto, 0.05), (.vectorSlope, 0.01),
      (.scalarSlope, 0.01),
    ]
    let uncertain = inputs.map { UncertainInput($0, uncertainty: $1, source: "test") }
    let found = try sample.sensitivities(to: uncertain, .small)
    for line in found { #expect(line.up != line.down, "\(line.name)") }
    #expect(Set(found.map(\.name)).count == found.count)
    let muons = try SampleDecays.plain {
      $0.contamination = BeamContamination(pions: 0, kaons: 0, muons: 0.01, muonHelicity: -0.5)
    }
    // Forward electrons of a μ⁺ with positive helicity are hard: fewer end below the cut.
    #expect(try sensitivity(.muonHelicity, 0.3, muons).derivative < 0)
  }

  @Test("refuses what these decays do not have, and an exact input")
  func refusals() throws {
    let sample = try SampleDecays.plain {
      $0.segments[0].track = .afterDecay(window: .open, relativeResolution: 0)
    }
    let absent: [DecayInput] = [
      .tagEfficiency(segment: "third"), .apertureRadius, .trackAcceptance(segment: "first"),
      .branchingFraction(.muonToElectron),
    ]
    for input in absent {
      let error = #expect(throws: NumericsError.self) { try sample.value(of: input) }
      #expect(error?.kind == .invalidInput)
      #expect(throws: NumericsError.self) { try sample.setting(input, to: 0.5) }
    }
    for uncertainty in [0, -1, .nan, .infinity] {
      #expect(throws: NumericsError.self) { try sensitivity(.energyCut, uncertainty, sample) }
    }
    #expect(throws: NumericsError.self) { try sample.setting(.muonVeto, to: 2) }
  }
}
