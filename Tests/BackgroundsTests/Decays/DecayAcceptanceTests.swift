import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// One decay and its chance to end in the box, against numpy and SciPy; see
/// Tests/Oracles/decay_acceptances.py.
@Suite("Acceptance of decays") struct DecayAcceptanceTests {
  private let rows: [OracleTable.Row]

  init() throws { rows = try OracleTable("../Reference/decay-acceptances.csv").rows }

  private func rows(_ method: String) throws -> [OracleTable.Row] {
    try rows.filter { try $0.text("method") == method }
  }

  /// The decays of a row: one beam particle, and one segment or, for some cascades, two.
  private func sample(_ row: OracleTable.Row) throws -> DecaysInFlight {
    let mode = try mode(row)
    var contamination = BeamContamination(
      pions: 0, kaons: 0, muons: 0, muonHelicity: try row.number("helicity"))
    contamination[mode.parent] = 0.01
    let window = MeasuredWindow(
      from: try row.number("track_low"), to: try row.number("track_high"))
    let track = TrackMeasurement.afterDecay(
      window: window, relativeResolution: try row.number("track_resolution"))
    var segments = [
      SampleDecays.segment("first", try row.number("from"), try row.number("to"), track: track)
    ]
    if try row.number("muon_from") > row.number("to") {
      segments.append(
        SampleDecays.segment(
          "last", try row.number("muon_from"), try row.number("muon_to"), track: track))
    }
    return try DecaysInFlight(
      particlesOnTarget: 1e10, beamMomentum: row.number("momentum"), contamination: contamination,
      segments: segments, calorimeter: calorimeter(row),
      vetoes: ParticleVetoes(
        muon: row.number("muon_veto"), chargedPion: row.number("pion_veto"),
        outsideCalorimeter: row.number("outside_veto")),
      selectionEfficiency: 1)
  }

  private func calorimeter(_ row: OracleTable.Row) throws -> Calorimeter {
    let radius = try row.number("radius")
    return Calorimeter(
      resolution: EnergyResolution(
        stochastic: try row.number("a"), noise: try row.number("b"), constant: try row.number("c")),
      signalBox: MeasuredWindow(from: try row.number("low"), to: try row.number("cut")),
      aperture: radius.isFinite
        ? CalorimeterAperture(position: try row.number("position"), radius: radius) : nil,
      minimumIonisingDeposit: try row.number("deposit"))
  }

  private func mode(_ row: OracleTable.Row) throws -> DecayMode {
    try #require(DecayMode(rawValue: row.text("mode")))
  }

  /// The first decay in the first segment, a muon's in the last.
  private func acceptance(_ row: OracleTable.Row, _ size: LatticeSize) throws -> Estimated {
    let (sample, mode) = (try sample(row), try mode(row))
    guard mode.isCascade, let last = sample.segments.last else {
      let escape = Estimated(value: sample.escape(mode), error: 0)
      return try BoxAcceptance(mode, sample, in: sample.segments[0]).value(size) * escape
    }
    return try CascadeAcceptance(mode, sample, from: sample.segments[0], to: last).value(size)
  }

  private func usesLattice(_ mode: DecayMode) -> Bool {
    mode.isCascade || [.kaonToPionPair, .kaonToPionElectron, .kaonToPionMuon].contains(mode)
  }

  /// GSL's quadrature is asked for 1e-8 and the constants are rounded to 1e-9; the smallest lattice
  /// must keep to five of the standard errors it states, and state a useful one.
  @Test("agrees with quadratures over energies when the calorimeter catches everything")
  func quadrature() throws {
    let rows = try rows("quadrature")
    #expect(rows.count == 38)
    for row in rows {
      let (expected, found) = (try row.number("value"), try acceptance(row, .small))
      let allowed = max(5 * found.error, 1e-6 * expected)
      #expect(disagreement(found.value, expected, absolute: allowed) == nil, "\(row)")
      // Largest for the rarest: Ke3 with less than a fifth of the beam's energy visible.
      let limit = try usesLattice(mode(row)) ? 0.1 : 1e-7
      #expect(found.error < limit * expected, "\(found.error): \(row)")
    }
  }

  @Test("agrees with a simulation of the geometry within five standard errors")
  func geometry() throws {
    let rows = try rows("simulation")
    #expect(rows.count == 20)
    for row in rows {
      let (expected, error) = (try row.number("value"), try row.number("error"))
      let found = try acceptance(row, .small)
      let allowed = 5 * (error * error + found.error * found.error).squareRoot()
      #expect(disagreement(found.value, expected, absolute: allowed) == nil, "\(row)")
    }
  }

  /// A lattice eight times as large moves the value by no more than five standard errors, and
  /// states a smaller one; for one row of each mode.
  @Test("converges with the size of the lattice")
  func convergence() throws {
    let rows = try rows("simulation").filter { try usesLattice(mode($0)) }
    for row in [rows[0], rows[3], rows[6], rows[9], rows[11]] {
      let (small, medium) = (try acceptance(row, .small), try acceptance(row, .medium))
      let allowed = 5 * (small.error * small.error + medium.error * medium.error).squareRoot()
      #expect(disagreement(small.value, medium.value, absolute: allowed) == nil, "\(row)")
      #expect(medium.error < small.error, "\(row)")
    }
  }

  /// A massless electron: E* = p* = M/2, so the energy is uniform from E(1 − β)/2 to E(1 + β)/2.
  @Test("of a two-body decay is the share of a flat spectrum below the cut")
  func flat() throws {
    for cut in [0.001, 1, 10, 50, 99] {
      let sample = try SampleDecays.plain {
        $0.calorimeter.resolution = .perfect
        $0.calorimeter.signalBox = .below(cut)
        $0.segments = [SampleDecays.segment("only", 0, 1, track: .beforeDecay(acceptance: 1))]
      }
      for mode in [DecayMode.pionToElectron, .kaonToElectron] {
        let found = try BoxAcceptance(mode, sample, in: sample.segments[0]).value(.small)
        // m_e²/M² and M²/4E² are at most 1.4e-5.
        #expect(disagreement(found.value, cut / 100, absolute: 1.6e-5) == nil)
        let decay = try #require(try mode.twoBodyDecay())
        let mass = decay.parentMass
        let range = try decay.laboratoryRange(energy: (1e4 + mass * mass).squareRoot())
        let share =
          (cut - range.lowerBound) / (range.upperBound - range.lowerBound)
        #expect(disagreement(found.value, max(0, share), relative: 1e-8) == nil)
      }
    }
  }

  /// ∫ of the density of a fast muon's electron: F(y) = (5y − 3y³ + y⁴ − h(y − 3y³ + 2y⁴)) / 3.
  @Test("of a fast muon is the integral of its electron's density", arguments: [-1.0, 0.2, 1])
  func fastMuon(helicity: Double) throws {
    for y in [0.1, 0.5, 0.9] {
      let sample = try SampleDecays.plain {
        $0.calorimeter.resolution = .perfect
        $0.calorimeter.signalBox = .below(100 * y)
        $0.contamination.muonHelicity = helicity
        $0.segments = [SampleDecays.segment("only", 0, 1, track: .beforeDecay(acceptance: 1))]
      }
      let found = try BoxAcceptance(.muonToElectron, sample, in: sample.segments[0]).value(.small)
      let (y3, y4) = (y * y * y, y * y * y * y)
      let expected = (5 * y - 3 * y3 + y4 - helicity * (y - 3 * y3 + 2 * y4)) / 3
      // E_μ differs from p by m²/2p: 6e-7 of it.
      #expect(disagreement(found.value, expected, relative: 3e-6) == nil)
    }
  }

  /// A muon spectrometer behind the line: E from γ(E* − βp*) to the beam's, here p ≈ E.
  @Test("of a muon in a momentum window is its share of the flat spectrum")
  func muonWindow() throws {
    let window = MeasuredWindow(from: 10, to: 80)
    let sample = try SampleDecays.plain {
      $0.beamMomentum = 160
      $0.segments = [
        SampleDecays.segment(
          "only", 0, 20, track: .afterDecay(window: window, relativeResolution: 0))
      ]
    }
    for (mode, lowest) in [(DecayMode.kaonToMuon, 10.0), (.pionToMuon, 91.69)] {
      let decay = try #require(try mode.twoBodyDecay())
      let energy = (160.0 * 160 + decay.parentMass * decay.parentMass).squareRoot()
      let range = try decay.laboratoryRange(energy: energy)
      // m_μ²/M² of the beam's energy is the least: 7.33 GeV from a kaon, 91.69 GeV from a pion.
      let share = max(0, 80 - lowest) / (range.upperBound - range.lowerBound)
      let found = try BoxAcceptance(mode, sample, in: sample.segments[0]).value(.small)
      // Momentum instead of energy: m_μ²/2p = 6e-4 GeV at 10 GeV.
      #expect(disagreement(found.value, share, absolute: 1e-5) == nil, "\(mode.rawValue)")
    }
  }
}
