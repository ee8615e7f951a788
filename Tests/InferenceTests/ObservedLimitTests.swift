import BlindAnalysis
import Inference
import Signals
import TestSupport
import Testing

/// Limits of the opened box against tables that others made.
@Suite("Observed limits") struct ObservedLimitTests {
  private static let priors: [String: LimitSettings.BackgroundPrior] = [
    "fixed": .none, "gamma": .gamma, "lognormal": .logNormal, "gauss": .gaussian,
  ]

  @Test("in events agree with SciPy's table to half its last digit")
  func reference() throws {
    let rows = try OracleTable("../StatsTests/Reference/reference-limits.csv").rows.filter {
      try $0.text("quantity")
        == "CLs with count as statistic, b marginalised = Bayesian flat-s UL"
    }
    var checked = 0
    for row in rows {
      let inputs = try row.text("inputs").split(separator: ";").reduce(into: [String: String]()) {
        let pair = $1.split(separator: "=")
        $0[String(pair[0])] = String(pair[1])
      }
      // One constraint of the table is not among those an analysis can ask for.
      guard let prior = Self.priors[inputs["constraint"] ?? ""] else { continue }
      let experiment = try CountingExperiment(
        background: number(inputs, "b"), uncertainty: number(inputs, "sigma_b"), prior: prior,
        confidence: number(inputs, "CL"))
      let limit = try experiment.limit(observed: Int(number(inputs, "n"))).limit
      let wrong = disagreement(limit.events, try row.number("value"), absolute: 0.5e-6 + 1e-9)
      #expect(wrong == nil, "\(inputs)")
      #expect(limit.parameter == nil)
      checked += 1
    }
    #expect(checked >= 20)
  }

  private func number(_ inputs: [String: String], _ name: String) throws -> Double {
    try #require(inputs[name].flatMap(Double.init))
  }

  @Test("on a coupling marginalise the signal yield, those in events do not")
  func coupling() throws {
    let rows = try OracleTable("Reference/coupling-limits.csv").rows
    #expect(rows.count == 9)
    for row in rows {
      let yield = try SignalAnalysis(row).definition().signalYield
      let signal = try #require(yield)
      #expect(
        disagreement(signal.relativeUncertainty, try row.number("relative"), relative: 1e-12) == nil
      )
      #expect(
        disagreement(signal.eventsPerUnit, try row.number("per_unit"), relative: 1e-12) == nil)
      let experiment = try CountingExperiment(
        background: row.number("value"), uncertainty: row.number("uncertainty"),
        prior: #require(LimitSettings.BackgroundPrior(rawValue: row.text("prior"))),
        confidence: row.number("confidence"), signal: signal)
      let limit = try experiment.limit(observed: row.integer("observed")).limit
      let parameter = try #require(limit.parameter)
      // SciPy's quadrature is good for about ten digits.
      #expect(
        disagreement(limit.events, try row.number("events"), relative: 1e-9) == nil, "\(row)")
      #expect(
        disagreement(parameter, try row.number("parameter"), relative: 1e-9) == nil, "\(row)")
    }
  }

  @Test("of nothing in the box are ln 10 at 90 % confidence, whatever the background")
  func zero() throws {
    for prior in LimitSettings.BackgroundPrior.allCases {
      let experiment = try CountingExperiment(
        background: 0.51, uncertainty: prior == .none ? 0 : 0.13, prior: prior, confidence: 0.9)
      let limit = try experiment.limit(observed: 0).limit.events
      #expect(disagreement(limit, 2.302585092994046, relative: 1e-12) == nil)
    }
  }

  @Test("grow with the count")
  func monotone() throws {
    let experiment = try CountingExperiment(
      background: 0.51, uncertainty: 0.13, prior: .logNormal, confidence: 0.9)
    let limits = try (0...8).map { try experiment.limit(observed: $0).limit.events }
    #expect(zip(limits, limits.dropFirst()).allSatisfy { $0 < $1 })
  }
}

/// An analysis with the exposures and the signal of a row of the oracle.
struct SignalAnalysis {
  private let row: OracleTable.Row

  init(_ row: OracleTable.Row) { self.row = row }

  func definition() throws -> AnalysisDefinition {
    let exposures = try row.text("exposures").split(separator: " ").map {
      try Self.numbers(String($0))
    }
    let (yield, efficiency) = try (
      Self.numbers(row.text("yield")), Self.numbers(row.text("efficiency"))
    )
    let power = try row.integer("power") == 2 ? "squared" : "linearly"
    return try SampleAnalysis.with { sample in
      sample.datasets = exposures.enumerated().map { index, exposure in
        var dataset = SampleAnalysis.Dataset()
        (dataset.name, dataset.files) = ("set-\(index)", "[data-\(index).csv]")
        dataset.exposure =
          "{on-target: \(exposure.value), uncertainty: \(exposure.percent) %, source: a test}"
        return dataset
      }
      sample.signal = """
        signal:
          parameter: {name: coupling, enters: \(power)}
          yield: {value: \(yield.value), uncertainty: \(yield.percent) %, source: a test}
          efficiency: {value: \(efficiency.value), uncertainty: \(efficiency.percent) %, source: a test}
        """
    }.definition()
  }

  /// Reads `1e10:0.01`.
  private static func numbers(_ text: String) throws -> (value: String, percent: Double) {
    let parts = text.split(separator: ":").map { String($0) }
    let relative = try #require(parts.last.flatMap(Double.init))
    return (parts[0], relative * 100)
  }
}
