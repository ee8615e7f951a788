import BlindAnalysis
import Inference
import Signals
import TestSupport
import Testing

/// Expected limits: made of the background alone, and never of a box.
@Suite("Expected limits") struct ExpectedLimitTests {
  private static let columns = ["minus2", "minus1", "median", "plus1", "plus2"]

  @Test("are those of the oracle's counts, with their mean")
  func bands() throws {
    var checked = 0
    for row in try OracleTable("../StatsTests/Reference/expected-bands.csv").rows {
      // Huge backgrounds are the business of the tests of the statistics.
      guard let prior = LimitSettings.BackgroundPrior(rawValue: try row.text("constraint")),
        try row.number("value") < 1000
      else { continue }
      let experiment = try CountingExperiment(
        background: row.number("value"), uncertainty: row.number("uncertainty"), prior: prior,
        confidence: row.number("confidence"))
      let expected = try experiment.expectedLimit()
      #expect(expected.quantiles.map(\.sigma) == [-2, -1, 0, 1, 2])
      #expect(try expected.quantiles.map(\.observed) == Self.columns.map { try row.integer($0) })
      for quantile in expected.quantiles.prefix(3) where quantile.observed < 100 {
        #expect(try quantile.limit == experiment.limit(observed: quantile.observed).limit)
      }
      if try !row.text("mean").isEmpty {
        #expect(disagreement(expected.mean, try row.number("mean"), relative: 1e-9) == nil)
      }
      checked += 1
    }
    #expect(checked == 8)
  }

  @Test("hold the parameter's limit where the analysis has a signal")
  func parameter() throws {
    let row = try #require(OracleTable("Reference/coupling-limits.csv").rows.first)
    let experiment = try CountingExperiment(
      background: row.number("value"), uncertainty: row.number("uncertainty"), prior: .logNormal,
      confidence: 0.9, signal: SignalAnalysis(row).definition().signalYield)
    let median = try #require(experiment.expectedLimit().quantiles.first { $0.sigma == 0 })
    #expect(median.observed == 0)
    let parameter = try #require(median.limit.parameter)
    #expect(disagreement(parameter, try row.number("parameter"), relative: 1e-9) == nil)
  }
}
