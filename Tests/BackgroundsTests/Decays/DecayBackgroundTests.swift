import BlindAnalysis
import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// The model that an analysis file declares, against the library that it is made of.
@Suite("Decays in flight of an analysis file") struct DecayBackgroundTests {
  let declared: DeclaredDecays
  let definition: AnalysisDefinition
  let model: DecayBackground
  /// The same decays without factors, from numbers that are written down again here.
  let plain: DecaysInFlight

  init() throws {
    (definition, declared) = try DeclaredDecaySample.read()
    model = try DeclaredDecaySample.model(declared)
    plain = try DeclaredDecaySample.plain()
  }

  private func impact(_ name: String) throws -> FactorImpact {
    try #require(try model.propagated().impacts.first { $0.factor.name == name })
  }

  @Test("expect what the library does")
  func expectation() throws {
    let expected = try plain.expectation(.small)
    // Only the order of the multiplications differs.
    #expect(disagreement(try model.nominalExpectation(), expected.total, relative: 1e-12) == nil)
    #expect(disagreement(model.numericalError, expected.error, relative: 1e-12) == nil)
    #expect(model.numericalError > 0 && model.numericalError < 0.005 * expected.total)
  }

  @Test("have every uncertain number as a factor, and PDG's branching fractions")
  func factors() throws {
    #expect(
      Set(model.factors.map(\.name)) == [
        "particles on target", "pi+ contamination", "K+ contamination", "tag efficiency in hall",
        "track acceptance in hall", "start of hall", "energy cut", "selection efficiency",
        "branching fraction of pi -> e nu", "branching fraction of K -> e nu",
        "branching fraction of K -> pi0 e nu", "branching fraction of K -> pi0 mu nu",
        "branching fraction of K -> mu nu", "branching fraction of K -> pi pi0",
      ])
    for factor in model.factors where factor.name.hasPrefix("branching") {
      #expect(factor.source?.hasPrefix("PDG 2026, S0") == true)
    }
    #expect(model.factors.allSatisfy { $0.kind == .systematic })
  }

  /// A factor multiplies a part of the sum: its impact is that part times the relative error.
  @Test("follow contaminations, tags and constants in proportion, exactly")
  func proportional() throws {
    let expected = try plain.expectation(.small)
    func part(_ isIn: (DecayContribution) -> Bool) -> Double {
      expected.contributions.filter(isIn).reduce(0) { $0 + $1.expected }
    }
    let parts: [(String, Double, Double)] = [
      ("particles on target", 0.01, expected.total),
      ("pi+ contamination", 0.2, part { $0.mode.parent == .pion }),
      ("K+ contamination", 1.0 / 3, part { $0.mode.parent == .kaon }),
      ("tag efficiency in hall", 0.3, part { $0.segment == "hall" }),
      ("selection efficiency", 0.1, expected.total),
      (
        "branching fraction of K -> pi0 e nu",
        ParticleData.kaonToPionElectron.uncertainty / ParticleData.kaonToPionElectron.value,
        part { $0.mode == .kaonToPionElectron }
      ),
    ]
    for (name, relative, part) in parts {
      let impact = try impact(name)
      // Log-normal: one deviation is a factor κ; quantiles are good to 1e-9.
      let kappa = 1 + relative
      #expect(disagreement(impact.up, part * relative, relative: 1e-7) == nil, "\(name)")
      #expect(disagreement(impact.down, part * (1 / kappa - 1), relative: 1e-7) == nil, "\(name)")
    }
    // Gaussian, as six deviations more would pass one.
    let track = try impact("track acceptance in hall")
    let hall = part { $0.segment == "hall" }
    #expect(disagreement(track.up, hall * 0.02 / 0.9, relative: 1e-5) == nil)
    #expect(disagreement(track.down, -hall * 0.02 / 0.9, relative: 1e-5) == nil)
  }

  /// Slopes are taken at the means of all factors.
  @Test("have the slopes of a product")
  func slopes() throws {
    let atMeans = try model.expectation(.means(of: model.factors))
    for name in ["particles on target", "selection efficiency"] {
      let impact = try impact(name)
      let law = impact.factor.law
      let deviation = atMeans / law.mean * law.standardDeviation
      #expect(disagreement(impact.deviation, deviation, relative: 1e-9) == nil, "\(name)")
    }
  }

  @Test("follow a place and the cut as the quadrature does one deviation away")
  func shapes() throws {
    let nominal = try plain.expectation(.small).total
    let shapes: [(name: String, input: DecayInput, down: Double, up: Double)] = [
      ("start of hall", .segmentStart(segment: "hall"), 11.8, 12.2),
      ("energy cut", .energyCut, 41, 43),
    ]
    for shape in shapes {
      let impact = try impact(shape.name)
      let down = try plain.setting(shape.input, to: shape.down).expectation(.small).total - nominal
      let up = try plain.setting(shape.input, to: shape.up).expectation(.small).total - nominal
      // Ways below 1e-4 of the total keep their shape.
      #expect(disagreement(impact.down, down, absolute: 1e-4 * nominal) == nil, "\(shape.name)")
      #expect(disagreement(impact.up, up, absolute: 1e-4 * nominal) == nil, "\(shape.name)")
      #expect(abs(down) > 5e-3 * nominal && abs(up) > 5e-3 * nominal)
      // In between, where the model takes a parabola.
      let middle = (shape.up + impact.factor.value) / 2
      var values = FactorValues()
      values[impact.factor] = middle
      let between = try plain.setting(shape.input, to: middle).expectation(.small).total
      #expect(disagreement(try model.expectation(values), between, relative: 2e-4) == nil)
    }
  }

  @Test("stay defined five deviations away, one factor at a time")
  func farAway() throws {
    for factor in model.factors {
      for deviations in [-5.0, 5] {
        var values = FactorValues()
        values[factor] = try factor.law.shifted(deviations)
        #expect(try model.expectation(values) > 0, "\(factor.name)")
      }
    }
  }

  /// Two backgrounds that count on the same beam move together.
  @Test("share the exposure with other backgrounds")
  func sharedExposure() throws {
    let other = try FactorChain("other", product: [DeclaredDecaySample.onTarget()])
    let (one, two) = (try model.propagated(), try other.propagated())
    let exposure = try impact("particles on target")
    let alone = try #require(two.impacts.first)
    #expect(
      disagreement(
        one.covariance(with: two), exposure.deviation * alone.deviation, relative: 1e-12) == nil)
    #expect(one.correlation(with: two) > 0)
  }

  @Test("become a line of the table, with their numerical error in words")
  func line() throws {
    let table = try BackgroundTable(of: definition) { _ in nil }
    let line = try #require(table.lines.first)
    let found = try model.propagated()
    // Names, values and laws are those of the model, the source of the exposure that of the file.
    #expect(line.propagation?.impacts.map(\.factor.name) == found.impacts.map(\.factor.name))
    #expect(line.propagation?.systematic == found.systematic && found.statistical == 0)
    #expect(line.propagation?.value == found.value)
    let percent = 100 * model.numericalError / found.value
    #expect(line.method == model.method)
    let words = line.method.split(separator: " ")
    let stated = try #require(words.dropLast().last.flatMap { Double(String($0)) })
    #expect(stated >= percent && stated < percent + 0.1 && words.last == "%")
  }

  @Test("of a clean beam expect nothing, but for what its errors allow")
  func cleanBeam() throws {
    let (_, clean) = try DeclaredDecaySample.read {
      $0.replacing("pi+: 0.025 ± 0.005, K+: 0.003 ± 0.001", with: "pi+: 0 ± 0.005")
    }
    let model = try DeclaredDecaySample.model(clean)
    let found = try model.propagated()
    #expect(found.value == 0 && found.systematic > 0)
    #expect(model.method == "decay in flight")
    let (_, certain) = try DeclaredDecaySample.read {
      $0.replacing("pi+: 0.025 ± 0.005, K+: 0.003 ± 0.001", with: "pi+: 0")
    }
    let none = try DeclaredDecaySample.model(certain).propagated()
    #expect(none.value == 0 && none.uncertainty == 0)
  }

  @Test("take the muons' helicity as a share, which cannot leave its bounds")
  func helicity() throws {
    let (_, muons) = try DeclaredDecaySample.read {
      $0.replacing(
        "pi+: 0.025 ± 0.005, K+: 0.003 ± 0.001", with: "mu+: 0.01, muon helicity: -1 ± 0.2")
    }
    let model = try DeclaredDecaySample.model(muons)
    let helicity = try #require(model.factors.first { $0.name == "right-handed share of muons" })
    #expect(helicity.value == 0)
    var values = FactorValues()
    values[helicity] = try helicity.law.shifted(1)
    // Muons of the other helicity give harder electrons.
    #expect(try model.expectation(values) < model.nominalExpectation())
    for deviations in [-5.0, 5] {
      values[helicity] = try helicity.law.shifted(deviations)
      #expect(try model.expectation(values) > 0)
    }
  }
}
