import Foundation
import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// Exact identities of the expectation.
@Suite("Decays in flight") struct DecayPropertyTests {
  @Test("scale with exposure, contamination, tag, veto and selection")
  func scaling() throws {
    let once = try SampleDecays.plain().expectation(.small)
    let changes: [(Double, (inout DecaysInFlight) -> Void)] = [
      (3, { $0.particlesOnTarget *= 3 }),
      (0.5, { $0.selectionEfficiency *= 0.5 }),
      (2, { for index in $0.segments.indices { $0.segments[index].tagEfficiency *= 2 } }),
      (0.5, { for index in $0.segments.indices { $0.segments[index].vetoEfficiency = 0.55 } }),
      (2, { for particle in BeamParticle.allCases { $0.contamination[particle] *= 2 } }),
      (0, { $0.particlesOnTarget = 0 }),
    ]
    for (factor, change) in changes {
      let total = try SampleDecays.plain(change).expectation(.small).total
      #expect(disagreement(total, factor * once.total, relative: 1e-13) == nil)
    }
  }

  @Test("vanish without contamination, segments, or tagged events")
  func nothing() throws {
    let changes: [(inout DecaysInFlight) -> Void] = [
      { $0.contamination = BeamContamination(pions: 0, kaons: 0, muons: 0, muonHelicity: 0) },
      { $0.segments = [] },
      { for index in $0.segments.indices { $0.segments[index].tagEfficiency = 0 } },
      { for index in $0.segments.indices { $0.segments[index].vetoEfficiency = 1 } },
    ]
    for change in changes {
      let expectation = try SampleDecays.plain(change).expectation(.small)
      #expect(expectation.total == 0 && expectation.error == 0)
    }
  }

  @Test("add up over the particles of the beam")
  func additivity() throws {
    let all = try SampleDecays.plain().expectation(.small).total
    let parts = try BeamParticle.allCases.map { particle in
      try SampleDecays.plain { sample in
        for other in BeamParticle.allCases where other != particle {
          sample.contamination[other] = 0
        }
      }.expectation(.small).total
    }
    #expect(disagreement(parts.reduce(0, +), all, relative: 1e-14) == nil)
  }

  /// Without an aperture the place of a decay does not matter, so a cut through a segment is only
  /// bookkeeping; cascades are split into three.
  @Test("do not change when a segment is cut in two")
  func splitting() throws {
    let whole = try SampleDecays.plain { $0.segments = [SampleDecays.segment("a", 2, 12)] }
    let halves = try SampleDecays.plain {
      $0.segments = [SampleDecays.segment("a", 2, 5), SampleDecays.segment("b", 5, 12)]
    }
    let (one, two) = (try whole.expectation(.small), try halves.expectation(.small))
    for mode in DecayMode.allCases {
      let relative = mode.isCascade ? 0.01 : 1e-12
      let off = disagreement(two.events(mode), one.events(mode), relative: relative)
      #expect(off == nil, "\(mode.rawValue)")
    }
  }

  @Test("decay in a long line surely, in a short one in proportion to its length")
  func lengths() throws {
    let path = BeamParticle.kaon.decayLength(momentum: 100)
    let long = SampleDecays.segment("long", 0, 1e6)
    #expect(disagreement(long.decayProbability(decayLength: path), 1, relative: 1e-15) == nil)
    for length in [1e-12, 1e-6, 1e-3] {
      let short = SampleDecays.segment("short", 0, length)
      let expected = length / path * (1 - length / path / 2)
      let found = short.decayProbability(decayLength: path)
      #expect(disagreement(found, expected, relative: 1e-11) == nil)
    }
    let parts = (0..<10).map {
      SampleDecays.segment("", Double($0) * 30, Double($0 + 1) * 30)
        .decayProbability(decayLength: path)
    }
    #expect(
      disagreement(parts.reduce(0, +), 1 - Foundation.exp(-300 / path), relative: 1e-14) == nil)
  }

  @Test("all end in a box without upper edge, none in one that ends at zero")
  func cuts() throws {
    func acceptances(below cut: Double) throws -> [DecayContribution] {
      try SampleDecays.plain {
        $0.calorimeter.resolution = .perfect
        $0.calorimeter.signalBox = .below(cut)
        $0.vetoes = ParticleVetoes(muon: 0, chargedPion: 0, outsideCalorimeter: 0)
        $0.segments = [SampleDecays.segment("a", 0, 10, track: .beforeDecay(acceptance: 1))]
      }.expectation(.small).contributions
    }
    for line in try acceptances(below: 0) { #expect(line.acceptance == 0) }
    // 1 GeV above the beam: the energy of a kaon and the deposit of a pion.
    for (line, open) in zip(try acceptances(below: 101), try acceptances(below: .infinity)) {
      #expect(disagreement(line.acceptance, open.acceptance, relative: 1e-12) == nil)
      if !line.mode.isCascade {
        #expect(disagreement(line.acceptance, 1, relative: 2e-4) == nil, "\(line.mode.rawValue)")
      }
    }
  }

  @Test("grow with the cut and shrink with the veto outside the calorimeter")
  func monotone() throws {
    func total(cut: Double, veto: Double) throws -> Double {
      try SampleDecays.plain {
        $0.calorimeter.signalBox = .below(cut)
        $0.calorimeter.aperture = CalorimeterAperture(position: 16, radius: 0.1)
        $0.vetoes.outsideCalorimeter = veto
        $0.segments = [SampleDecays.segment("only", 0, 12)]
        $0.contamination.muons = 0
      }.expectation(.medium).total
    }
    let totals = [
      try total(cut: 40, veto: 0.5), try total(cut: 50, veto: 0.5), try total(cut: 50, veto: 0),
    ]
    #expect(totals[0] < totals[1] && totals[1] < totals[2])
  }

  /// ∫₀ᴸ dz e^(−z/λ)/λ (1 − e^(−(L−z)/Λ)) in closed form, averaged over the flat spectrum of the muon
  /// that Λ depends on.
  @Test("count the muons of a cascade like the double integral over both places")
  func cascade() throws {
    let sample = try SampleDecays.plain {
      $0.calorimeter.signalBox = .open
      $0.segments = [SampleDecays.segment("a", 0, 30, track: .beforeDecay(acceptance: 1))]
    }
    for mode in [DecayMode.pionToMuonToElectron, .kaonToMuonToElectron] {
      let decay = try #require(try mode.twoBodyDecay())
      let path = mode.parent.decayLength(momentum: 100)
      let boost = try Boost(momentum: 100, mass: decay.parentMass)
      let mean = try integrate(from: -1, to: 1) { (cosine) throws(NumericsError) in
        let forward =
          boost.gamma * decay.restMomentum * cosine + boost.betaGamma * decay.restEnergy
        let muonPath = BeamParticle.muon.decayLength(momentum: forward)
        let (a, b) = (1 / path, 1 / muonPath)
        let both =
          1 - Foundation.exp(-30 * a) - a * (Foundation.exp(-30 * b) - Foundation.exp(-30 * a))
          / (a - b)
        return both / (1 - Foundation.exp(-30 * a)) / 2
      }.value
      let found = try CascadeAcceptance(
        mode, sample, from: sample.segments[0], to: sample.segments[0]
      ).value(.medium)
      #expect(disagreement(found.value, mean, absolute: 5 * found.error) == nil)
      #expect(disagreement(found.value, mean, relative: 1e-3) == nil)
    }
  }

  @Test("give the same bits twice")
  func deterministic() throws {
    let sample = try SampleDecays.plain()
    #expect(try sample.expectation(.small) == sample.expectation(.small))
  }
}
