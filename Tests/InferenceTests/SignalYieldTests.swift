import BlindAnalysis
import Signals
import TestSupport
import Testing

@Suite("Signal yields") struct SignalYieldTests {
  private func signal(_ enters: String = "squared") -> String {
    """
    signal:
      parameter: {name: epsilon, enters: \(enters)}
      yield: {value: 2e-3, uncertainty: 0 %, source: a test}
      efficiency: {value: 0.5, uncertainty: 0 %, source: a test}
    """
  }

  private func yield(_ exposures: [String], _ enters: String = "squared") throws -> SignalYield? {
    try SampleAnalysis.with { sample in
      sample.signal = signal(enters)
      sample.datasets = exposures.enumerated().map { index, exposure in
        var dataset = SampleAnalysis.Dataset()
        (dataset.name, dataset.files) = ("set-\(index)", "[data-\(index).csv]")
        dataset.exposure = "{\(exposure), source: a test}"
        return dataset
      }
    }.definition().signalYield
  }

  @Test("add exposures, and their uncertainties linearly: one beam counter made them all")
  func exposures() throws {
    let two = try #require(
      try yield(["on-target: 1e10, uncertainty: 1 %", "on-target: 6e9, uncertainty: 2e8"]))
    #expect(two.eventsPerUnit == 1.6e10 * 2e-3 * 0.5)
    #expect(disagreement(two.relativeUncertainty, 3e8 / 1.6e10, relative: 1e-15) == nil)
    let swapped = try yield([
      "on-target: 6e9, uncertainty: 2e8", "on-target: 1e10, uncertainty: 1 %",
    ])
    #expect(swapped == two)
  }

  @Test("turn events into a coupling that enters squared, or a branching ratio")
  func parameters() throws {
    let squared = try #require(try yield(["on-target: 1e10, uncertainty: 1 %"]))
    #expect(
      squared.parameterValue(forEvents: 4e7) == 2 && squared.parameterValue(forEvents: 0) == 0)
    let linear = try #require(try yield(["on-target: 1e10, uncertainty: 1 %"], "linearly"))
    #expect(linear.parameterValue(forEvents: 4e7) == 4)
    #expect(squared.entering == .squared && linear.entering == .linearly)
    #expect(squared.parameter == "epsilon")
  }

  @Test("there is none without a signal section")
  func none() throws {
    #expect(try SampleAnalysis().definition().signalYield == nil)
  }
}
