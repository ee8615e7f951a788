import TestSupport
import Testing

@testable import Backgrounds

/// The constants against the data base of the Particle Data Group; see Tests/Oracles/decay_constants.py.
@Suite("Constants of decays") struct DecayConstantTests {
  private static let constants: [(String, MeasuredConstant)] = [
    ("electronMass", ParticleData.electronMass), ("muonMass", ParticleData.muonMass),
    ("chargedPionMass", ParticleData.chargedPionMass),
    ("neutralPionMass", ParticleData.neutralPionMass),
    ("chargedKaonMass", ParticleData.chargedKaonMass),
    ("muonLifetime", ParticleData.muonLifetime),
    ("chargedPionLifetime", ParticleData.chargedPionLifetime),
    ("chargedKaonLifetime", ParticleData.chargedKaonLifetime),
    ("pionToMuon", ParticleData.pionToMuon), ("pionToElectron", ParticleData.pionToElectron),
    ("kaonToMuon", ParticleData.kaonToMuon), ("kaonToPionPair", ParticleData.kaonToPionPair),
    ("kaonToPionMuon", ParticleData.kaonToPionMuon),
    ("kaonToPionElectron", ParticleData.kaonToPionElectron),
    ("kaonToElectron", ParticleData.kaonToElectron), ("vectorSlope", ParticleData.vectorSlope),
    ("scalarSlope", ParticleData.scalarSlope),
  ]

  @Test("are PDG's, to a tenth of their error, and the errors to a per cent")
  func table() throws {
    let rows = try OracleTable("../Reference/decay-constants.csv").rows
    #expect(rows.count == Self.constants.count)
    for (name, constant) in Self.constants {
      let row = try #require(try rows.first { try $0.text("name") == name })
      let error = try row.number("uncertainty")
      let off = disagreement(constant.value, try row.number("value"), absolute: error / 10)
      #expect(off == nil, "\(name)")
      #expect(disagreement(constant.uncertainty, error, relative: 0.01) == nil, "\(name)")
      #expect(try constant.identifier == row.text("identifier"))
    }
  }

  /// PDG 2026 summary tables: cτ = 7.8045 m, 3.711 m and 658.6384 m.
  @Test(
    "give the decay lengths of the summary tables",
    arguments: [
      (BeamParticle.pion, 7.8045, 5e-5), (.kaon, 3.711, 5e-4), (.muon, 658.6384, 5e-4),
    ])
  func decayLengths(particle: BeamParticle, length: Double, half: Double) {
    #expect(disagreement(particle.properDecayLength, length, absolute: half) == nil)
    let mean = particle.decayLength(momentum: 3 * particle.mass)
    #expect(disagreement(mean, 3 * particle.properDecayLength, relative: 1e-14) == nil)
  }
}
