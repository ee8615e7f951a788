import Backgrounds
import BlindAnalysis
import Signals
import Stats
import TestSupport
import Testing

@testable import Inference

/// Limits of a signal that shares nuisance parameters with its background.
@Suite("Limits with shared names") struct SharedLimitTests {
  private func definition(
    _ backgrounds: String, efficiency: String, yield: Double = 0.15, exposure: String = "0",
    prior: String = "log-normal"
  ) throws -> AnalysisDefinition {
    try SampleAnalysis.with {
      $0.datasets[0].exposure = "{on-target: 1e10, uncertainty: \(exposure), source: x}"
      ($0.backgrounds, $0.prior) = ("{\(backgrounds)}", prior)
      $0.signal = """
        signal:
          parameter: {name: coupling, enters: linearly}
          yield: {value: 1e-9, uncertainty: \(yield * 100) %, source: x}
          efficiency: {\(efficiency), source: x}
        """
    }.definition()
  }

  private func experiment(
    _ definition: AnalysisDefinition, share: Double = 1
  ) throws -> CountingExperiment {
    try CountingExperiment(
      backgrounds: BackgroundTable(of: definition) { _ in nil }, settings: definition.limit,
      signal: definition.signalYield, share: share)
  }

  @Test(
    "agree with SciPy's average over all parameters, also where a share of a larger box is opened",
    arguments: [1, 0.8, 0.1])
  func oracle(share: Double) throws {
    let rows = try OracleTable("Reference/named-limits.csv").rows
    #expect(rows.count == 12)
    for row in rows {
      let shared = try row.number("shared")
      let factor = "eff: {value: 0.5 ± \(0.5 * shared), constraint: log-normal, source: x}"
      let (value, rest) = (try row.number("value") / share, try row.number("rest"))
      let rises = try row.integer("direction") == 1
      // Nominally the value, whichever side the shared factor stands on.
      let scale = rises ? 2 * value : value / 2
      let other = "n: {value: \(scale) ± \(scale * rest), constraint: log-normal, source: x}"
      let background =
        rises
        ? "b: {model: factors, product: {\(other), \(factor)}}"
        : "b: {model: factors, product: {\(other)}, over: {\(factor)}}"
      let definition = try definition(
        background, efficiency: "value: 0.5 ± \(0.5 * shared), name: eff",
        yield: row.number("yield"))
      let experiment = try experiment(definition, share: share)
      #expect(experiment.form == .named(["eff"]))
      let limit = try experiment.limit(observed: row.integer("observed")).limit
      let perUnit = try #require(definition.signalYield).eventsPerUnit
      let found = try #require(limit.parameter) * perUnit * share
      // Both quadratures are good for seven digits and more.
      #expect(disagreement(found, try row.number("events"), relative: 1e-6) == nil, "\(row)")
    }
  }

  @Test(
    "one background and one factor give what the one number gives",
    arguments: [LimitSettings.BackgroundPrior.logNormal, .gamma, .gaussian], [0, 1, 4])
  func oneNumber(prior: LimitSettings.BackgroundPrior, observed: Int) throws {
    let definition = try definition(
      "b: {model: factors, product: {n: {value: 1.5 ± 0.45, constraint: log-normal, source: x}}}",
      efficiency: "value: 0.5 ± 0.05", prior: prior.rawValue)
    let table = try BackgroundTable(of: definition) { _ in nil }
    let signal = try #require(definition.signalYield)
    let model = try CountingModel(table.parts(following: []), prior, signal, sharing: [])
    let named = try ChannelCLs(model: model, confidence: ConfidenceLevel(0.9))
      .interval(observed: [observed]).upper
    let one = try CountingCLs(
      background: BackgroundExpectation(
        value: 1.5, uncertainty: 0.45, constraint: definition.limit.constraint),
      signalScale: SignalScale(relativeUncertainty: signal.relativeUncertainty),
      confidence: ConfidenceLevel(0.9)
    ).upperLimit(observed: observed)
    // The grid stops when it moves the answer by less than 1e-7.
    #expect(disagreement(named, one, relative: 1e-7) == nil)
  }

  @Test("without a common name, or with an exact background, stay with the one number")
  func unshared() throws {
    let background = """
      b: {model: factors, product: {eff: {value: 0.5 ± 0.05, constraint: log-normal, source: x}}}
      """
    for (efficiency, prior) in [
      ("value: 0.5 ± 0.05", "log-normal"), ("value: 0.5 ± 0.05, name: other", "log-normal"),
      ("value: 0.5 ± 0.05, name: eff", "none"),
    ] {
      let definition = try definition(background, efficiency: efficiency, prior: prior)
      #expect(try experiment(definition).form == .oneNumber)
    }
  }

  @Test("the particles on target are common without being asked")
  func exposure() throws {
    let definition = try definition(
      """
      leak: {model: hadron punch-through, hadron fraction: {value: 1e-2, source: x},
        mistag: {value: 1e-4, source: x}, leak: {value: 1e-4, source: x}}
      """, efficiency: "value: 0.5 ± 0.05", exposure: "20 %")
    let experiment = try experiment(definition)
    #expect(experiment.form == .named(["particles on target"]))
    // What was expected is what is observed: one model before and after the opening.
    let median = try #require(experiment.expectedLimit().quantiles.first { $0.sigma == 0 })
    #expect(try experiment.limit(observed: median.observed).limit == median.limit)
  }

  @Test("one name with two values is refused")
  func clash() throws {
    let definition = try definition(
      "b: {model: factors, product: {eff: {value: 0.5 ± 0.06, constraint: log-normal, source: x}}}",
      efficiency: "value: 0.5 ± 0.05, name: eff")
    #expect(throws: NumericsError.self) { try experiment(definition) }
  }

  @Test("a common factor that moves both up weakens the limit at counts above the background")
  func direction() throws {
    func limit(_ name: String) throws -> Double {
      let definition = try definition(
        "b: {model: factors, product: {n: {value: 4, source: x}, eff: {value: 0.5 ± 0.2, constraint: log-normal, source: x}}}",
        efficiency: "value: 0.5 ± 0.2\(name)", yield: 0)
      return try #require(experiment(definition).limit(observed: 0).limit.parameter)
    }
    // With no event, little background goes with little efficiency: the limit is the weaker for it.
    #expect(try limit(", name: eff") > limit(""))
  }
}
