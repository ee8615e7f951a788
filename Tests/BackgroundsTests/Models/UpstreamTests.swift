import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// Upstream interactions against mpmath; see Tests/Oracles/rates.py, which has the same beam line.
@Suite("Upstream interactions") struct UpstreamTests {
  private static let emission = ([0, 0.05, 0.3, 0.9], [0, 10, 3, 0.5])

  private func escape() throws -> EscapeTable {
    try EscapeTable(
      positions: [0, 5, 12], angles: [0, 0.1, 0.4, 1],
      probabilities: [[0, 0.2, 0.9, 1], [0, 0.1, 0.7, 0.95], [0, 0, 0.3, 0.6]])
  }

  private func emission() throws -> EmissionAngles {
    try EmissionAngles(angles: Self.emission.0, weights: Self.emission.1)
  }

  private func layer(
    _ density: Double, _ radiation: Double, _ interaction: Double, _ thickness: Double,
    _ position: Double
  ) throws -> BeamLineLayer {
    try BeamLineLayer(
      name: "layer at \(position) m",
      material: Material(
        name: "made up", density: density, radiationLength: radiation,
        interactionLength: interaction, source: "none"),
      thickness: thickness, position: position)
  }

  private func layers() throws -> [BeamLineLayer] {
    // Not in the order of their positions, in which they are crossed.
    [
      try layer(11350, 0.00561, 0.1759, 0.001, 12), try layer(2329, 0.0937, 0.4654, 0.002, 1),
      try layer(1032, 0.425, 0.788, 0.01, 7.5),
    ]
  }

  private func model(
    _ process: UpstreamProcess, _ layers: [BeamLineLayer]? = nil, onTarget: Double = 1e9,
    scale: FactorLaw? = nil
  ) throws -> UpstreamInteractions {
    try UpstreamInteractions(
      "upstream", onTarget: Factor("on target", .exact(onTarget), .systematic),
      layers: layers ?? self.layers(), process: process, emission: emission(), escape: escape(),
      materialScale: Factor("material", scale ?? .exact(1.1), .systematic),
      vetoMiss: .fraction("veto miss", passed: 3, of: 1000))
  }

  private func process(_ name: String) throws -> UpstreamProcess {
    let photons = try Factor("photons", .exact(0.02), .systematic)
    return switch name {
    case "bremsstrahlung": .hardBremsstrahlung(above: 0.5)
    case "electronuclear":
      .electronuclear(
        photons: photons, crossSection: try Factor("sigma", .exact(80), .systematic))
    case "hadronic photons":
      .hadronicPhotons(
        photons: photons, hadronicFraction: try Factor("h", .exact(0.005), .systematic))
    default: .hadronic
    }
  }

  @Test("the number of hard photons is the integral of their spectrum")
  func hardPhotons() throws {
    for row in try RateRow.rows("hard photons") {
      let found = try ThinTarget.hardPhotons(above: row.number("y"))
      #expect(disagreement(found, row.value, relative: 1e-13) == nil, "\(row)")
    }
    #expect(try ThinTarget.hardPhotons(above: 1) == 0 && ThinTarget.hardPhotons(above: 2) == 0)
    #expect(throws: NumericsError.self) { try ThinTarget.hardPhotons(above: 0) }
    #expect(throws: NumericsError.self) { try ThinTarget.hardPhotons(above: .nan) }
  }

  @Test("equivalent photons are those of the formula, for electrons and muons")
  func equivalentPhotons() throws {
    let rows = try RateRow.rows("equivalent photons")
    #expect(rows.count == 4)
    for row in rows {
      let photons = try EquivalentPhotons(
        mass: row.number("mass"), largestVirtuality: row.number("q2"))
      let found = try photons.number(above: row.number("y"))
      // mpmath and SciPy differ by 1e-11 where the spectrum ends steeply, and cquad asks for 1e-10.
      #expect(disagreement(found, row.value, relative: 1e-9) == nil, "\(row)")
    }
    let photons = try EquivalentPhotons(mass: 0.000511, largestVirtuality: 1)
    #expect(try photons.number(above: 1) == 0)
    #expect(throws: NumericsError.self) { try photons.number(above: 0) }
    #expect(throws: NumericsError.self) {
      try EquivalentPhotons(mass: 0, largestVirtuality: 1)
    }
  }

  @Test("radiation lengths follow Tsai's formula to half the last digit of the table")
  func radiationLengths() throws {
    let rows = try RateRow.rows("radiation length")
    #expect(rows.count == 6)
    for row in rows {
      let material = try Material.known(row.text("element"))
      let grams = material.radiationLength * material.density / 10  // g/cm²
      #expect(disagreement(grams, row.value, absolute: 0.0051) == nil, "\(row)")
    }
    #expect(throws: NumericsError.self) { try Material.known("unobtainium") }
    // As the same tables print them in length: they round g/cm² to four digits before.
    for (name, length) in [("lead", 0.005612), ("silicon", 0.09370), ("air", 303.9)] {
      let found = try Material.known(name).radiationLength
      #expect(disagreement(found, length, relative: 8e-4) == nil, "\(name)")
    }
  }

  @Test("escapes are averaged over angle and interpolated along the beam")
  func escapes() throws {
    for row in try RateRow.rows("escape") {
      let found = try escape().average(over: emission(), at: row.number("position"))
      #expect(disagreement(found, row.value, relative: 1e-13) == nil, "\(row)")
    }
    let certain = try EscapeTable(positions: [0], angles: [0, 2], probabilities: [[1, 1]])
    #expect(disagreement(try certain.average(over: emission(), at: 0), 1, relative: 1e-14) == nil)
  }

  @Test("every process expects what the oracle does")
  func oracle() throws {
    let rows = try RateRow.rows("upstream")
    #expect(rows.count == 4)
    for row in rows {
      let model = try model(process(row.text("process")))
      #expect(disagreement(try model.nominalExpectation(), row.value, relative: 1e-12) == nil)
    }
    for row in try RateRow.rows("upstream any") {
      let found = try model(process(row.text("process"))).interactionProbability
      #expect(disagreement(found, row.value, relative: 1e-12) == nil, "\(row)")
    }
  }

  @Test("a layer cut in two at one place is the same material")
  func splitting() throws {
    let halves = try layers().flatMap { layer in
      try ["first", "second"].map { half in
        try BeamLineLayer(
          name: "\(layer.name), \(half) half", material: layer.material,
          thickness: layer.thickness / 2, position: layer.position)
      }
    }
    let (whole, cut) = (
      try model(.hardBremsstrahlung(above: 0.5)), try model(.hardBremsstrahlung(above: 0.5), halves)
    )
    let expected = try whole.nominalExpectation()
    #expect(disagreement(try cut.nominalExpectation(), expected, relative: 1e-13) == nil)
    #expect(try model(.hadronic, layers().reversed()) == model(.hadronic, layers()))
  }

  @Test("no material, no interaction; little material, in proportion; much, at most one each")
  func limits() throws {
    func expectation(_ scale: Double) throws -> Double {
      try model(.hadronic, scale: .exact(scale)).nominalExpectation()
    }
    #expect(try expectation(0) == 0)
    let (small, double) = (try expectation(1e-9), try expectation(2e-9))
    #expect(disagreement(double, 2 * small, relative: 1e-9) == nil && small > 0)
    // All interact in the first layer: its escape of 1e9 particles, of which 0.003 pass the veto.
    let first = try escape().average(over: emission(), at: 1)
    #expect(disagreement(try expectation(1e6), first * 3e6, relative: 1e-12) == nil)
    let more = try model(.hadronic, onTarget: 5e9).nominalExpectation()
    let once = try model(.hadronic).nominalExpectation()
    #expect(disagreement(more, 5 * once, relative: 1e-13) == nil)
  }

  @Test("an uncertain amount of material is a systematic, the veto a statistical one")
  func uncertainty() throws {
    let found = try model(.hadronic, scale: .logNormal(1, sigma: 0.1)).propagated()
    // Nearly in proportion to the material, as 2 % interact; κ = 1.1 has a deviation of 9.6 %.
    #expect(disagreement(found.systematic / found.mean, 0.0955, relative: 0.02) == nil)
    #expect(disagreement(found.statistical / found.mean, 0.5, relative: 0.01) == nil)
  }

  @Test("wrong tables, layers and scales are refused")
  func refusals() throws {
    #expect(throws: NumericsError.self) {
      try EscapeTable(positions: [0, 0], angles: [0], probabilities: [[0], [0]])
    }
    #expect(throws: NumericsError.self) {
      try EscapeTable(positions: [0], angles: [0, 1], probabilities: [[0, 1.5]])
    }
    #expect(throws: NumericsError.self) {
      try EscapeTable(positions: [0], angles: [0, 1], probabilities: [[0]])
    }
    #expect(throws: NumericsError.self) {
      try EscapeTable(positions: [], angles: [], probabilities: [])
    }
    #expect(throws: NumericsError.self) { try EmissionAngles(angles: [0], weights: [1]) }
    #expect(throws: NumericsError.self) { try EmissionAngles(angles: [0, 1], weights: [0, 0]) }
    #expect(throws: NumericsError.self) { try EmissionAngles(angles: [-1, 1], weights: [1, 1]) }
    #expect(throws: NumericsError.self) { try layer(0, 1, 1, 1, 0) }
    #expect(throws: NumericsError.self) { try layer(1, 1, 1, -1, 0) }
    #expect(throws: NumericsError.self) { try layer(1, 1, 1, 1, .nan) }
    // Outside the table in position, and in angle.
    #expect(throws: NumericsError.self) { try model(.hadronic, [layer(1, 1, 1, 1, 12.5)]) }
    let narrow = try EscapeTable(positions: [0], angles: [0, 0.8], probabilities: [[0, 1]])
    #expect(throws: NumericsError.self) { try narrow.average(over: emission(), at: 0) }
    #expect(throws: NumericsError.self) { try model(.hadronic, []) }
    #expect(throws: NumericsError.self) {
      try model(.hadronic, scale: .gaussian(1, sigma: 0.1, within: .none))
    }
    #expect(throws: NumericsError.self) { try model(.hardBremsstrahlung(above: 0)) }
  }
}
