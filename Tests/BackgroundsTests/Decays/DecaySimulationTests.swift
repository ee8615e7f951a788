import Stats
import TestSupport
import Testing

@testable import Backgrounds

@Suite("Simulated decays") struct DecaySimulationTests {
  /// Everything at once: two segments, an aperture, a track window, vetoes, cascades.
  private func sample() throws -> DecaysInFlight {
    try SampleDecays.plain {
      $0.segments[0].track = .afterDecay(
        window: MeasuredWindow(from: 20, to: 110), relativeResolution: 0.05)
      $0.calorimeter.aperture = CalorimeterAperture(position: 16, radius: 0.115)
      $0.vetoes = ParticleVetoes(muon: 0.6, chargedPion: 0.5, outsideCalorimeter: 0.7)
      $0.calorimeter.signalBox = MeasuredWindow(from: 0.4, to: 60)
    }
  }

  /// Fixed seed; 30 comparisons, so five standard errors.
  @Test("agree with the quadrature, contribution by contribution")
  func agreement() throws {
    let sample = try sample()
    var source = SeededUniforms(seed: 20_261_122)
    let simulated = try sample.simulation(decays: 20_000, using: &source)
    let computed = try sample.expectation(.small)
    #expect(simulated.method == .simulation && computed.method == .quadrature)
    #expect(simulated.contributions.count == 8 * 2 + 2 * 3)
    for (one, other) in zip(simulated.contributions, computed.contributions) {
      #expect(one.mode == other.mode && one.segment == other.segment)
      #expect(one.birthSegment == other.birthSegment)
      let error = (one.error * one.error + other.error * other.error).squareRoot()
      let off = disagreement(one.expected, other.expected, absolute: 5 * error)
      #expect(off == nil, "\(one.mode.rawValue) in \(one.segment)")
      #expect(one.error > 0 && one.error.isFinite)
    }
    let error = (simulated.error * simulated.error + computed.error * computed.error).squareRoot()
    #expect(disagreement(simulated.total, computed.total, absolute: 5 * error) == nil)
  }

  @Test("state an error that shrinks with the square root of the decays, and is honest")
  func errors() throws {
    let sample = try SampleDecays.plain {
      $0.contamination.muons = 0
      $0.contamination.pions = 0
    }
    let exact = try sample.expectation(.small)
    var pulls: [Double] = []
    for seed in 1...20 {
      var source = SeededUniforms(seed: UInt64(seed))
      let simulated = try sample.simulation(decays: 500, using: &source)
      let two = simulated.contributions.filter { $0.mode == .kaonToElectron }
      // Half of the decays end below half of the energy: σ = √(p(1 − p)/n).
      for line in two {
        let relative = line.error / line.expected
        #expect(disagreement(relative, (1 / 500.0).squareRoot(), relative: 0.2) == nil)
      }
      let error = two.reduce(0) { $0 + $1.error * $1.error }.squareRoot()
      pulls.append(
        (simulated.events(.kaonToElectron) - exact.events(.kaonToElectron)) / error)
    }
    // Twenty unit normals: the sum of squares is 20 ± 6.3.
    let squares = pulls.reduce(0) { $0 + $1 * $1 }
    #expect(squares > 3 && squares < 50, "\(squares)")
  }

  @Test("repeat with the same numbers, and differ with others")
  func seeds() throws {
    let sample = try sample()
    func total(seed: UInt64) throws -> Double {
      var source = SeededUniforms(seed: seed)
      return try sample.simulation(decays: 200, using: &source).total
    }
    #expect(try total(seed: 1) == total(seed: 1))
    #expect(try total(seed: 1) != total(seed: 2))
  }

  @Test("do not claim to know that nothing is there")
  func nothingSeen() throws {
    let sample = try SampleDecays.plain {
      $0.contamination = BeamContamination(pions: 0.1, kaons: 0, muons: 0, muonHelicity: 0)
      $0.calorimeter.signalBox = .below(-1e3)
    }
    var source = SeededUniforms(seed: 3)
    let simulated = try sample.simulation(decays: 200, using: &source)
    #expect(simulated.total == 0)
    for line in simulated.contributions where line.mode == .pionToElectron {
      let segment = try #require(sample.segments.first { $0.name == line.segment })
      let most = sample.decays(line.mode, in: segment) * sample.passage(through: segment) / 200
      #expect(disagreement(line.error, most, relative: 1e-12) == nil)
    }
  }

  @Test("refuse too few decays")
  func tooFew() throws {
    let sample = try sample()
    var source = SeededUniforms(seed: 3)
    for decays in [99, 0, -1, .min] {
      #expect(throws: NumericsError.self) {
        try sample.simulation(decays: decays, using: &source)
      }
    }
  }
}
