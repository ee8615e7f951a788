import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// The decays in flight of published analyses, from the inputs of ``WorkedExamples``.
@Suite("Worked examples of decays in flight") struct DecayExampleTests {
  /// Published: about 0.06 events, the last digit being the second (arXiv:2308.15612, as quoted by
  /// the NA64 review, DOI 10.54546/NaturalSciRev.200708, section 4).
  @Test("give 0.06 events for the positrons of 2022")
  func positrons2022() throws {
    let decays = try WorkedExamples.positrons2022()
    let expectation = try decays.expectation(.small)
    #expect(disagreement(expectation.total, 0.06, absolute: 0.005) == nil)
    #expect(expectation.error < 0.01 * expectation.total)
    // Nearly all of it is an electron and a lost neutrino from a kaon behind the last tracker.
    #expect(expectation.events(.kaonToPionElectron) > 0.9 * expectation.total)
    let upstream = expectation.contributions.filter { $0.segment == "spectrometer" }
    #expect(upstream.reduce(0) { $0 + $1.expected } < 0.02 * expectation.total)
  }

  @Test("give the same events when simulated")
  func simulated() throws {
    let decays = try WorkedExamples.positrons2022()
    var source = SeededUniforms(seed: 2022)
    let simulated = try decays.simulation(decays: 10_000, using: &source)
    let computed = try decays.expectation(.small)
    let error = (simulated.error * simulated.error + computed.error * computed.error).squareRoot()
    #expect(disagreement(simulated.total, computed.total, absolute: 5 * error) == nil)
    #expect(simulated.error < 0.05 * simulated.total)
  }

  /// N f L/λ BR ½ times tag, track and selection, with 1.79e-4 decays per metre and the soft half of
  /// a flat spectrum; to five per cent, the share that misses the calorimeter.
  @Test("contain π → eν as worked out by hand")
  func byHand() throws {
    let byHand = 1.01e10 * 0.027 * 5 * 1.788e-4 * 1.230e-4 * 0.5 * 1e-4 * 0.9 * 0.5
    let found = try WorkedExamples.positrons2022().expectation(.small).events(.pionToElectron)
    let caught = byHand * 0.99
    #expect(disagreement(found, caught, relative: 0.05) == nil)
    #expect(found < byHand, "the preshower and the face can only lose")
  }

  @Test("are led by the tag and the kaons, and the uncertainties of PDG do not matter")
  func sensitivities() throws {
    let decays = try WorkedExamples.positrons2022()
    let lines = try decays.sensitivities(to: WorkedExamples.positrons2022Inputs, .small)
    let ranked = lines.sorted { $0.uncertainty > $1.uncertainty }.map(\.name)
    #expect(
      ranked.prefix(2) == ["kaon contamination", "tag efficiency in last tracker to calorimeter"])
    let total = try decays.expectation(.small).total
    for line in lines where line.input.source == ParticleData.edition {
      #expect(line.uncertainty < 0.01 * total)
    }
    #expect(lines.map(\.input) == WorkedExamples.positrons2022Inputs)
  }

  /// Published: interactions upstream, 0.09 events, are the largest background.
  @Test("stay below the interactions upstream for the positrons of 2023")
  func positrons2023() throws {
    let total = try WorkedExamples.positrons2023().expectation(.small).total
    #expect(total > 0.01 && total < 0.09)
  }
}
