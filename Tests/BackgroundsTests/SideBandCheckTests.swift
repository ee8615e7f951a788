import BlindAnalysis
import EventData
import Foundation
import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// Fits of every function, and what stands beside an extrapolation.
@Suite("Side-band functions and checks") struct SideBandCheckTests {
  private func extrapolation(
    _ values: [Double], function: String, more: String = "", validationCount: Int? = nil
  ) throws -> Extrapolation {
    var sample = SampleAnalysis.sideBand("46 GeV", function: function + more)
    sample.regions["validation"] = "E_ECAL in 62 GeV .. 66 GeV && E_HCAL < 1 GeV"
    sample.regions["signal box"] = "E_ECAL in 38 GeV .. 42 GeV && E_HCAL < 1 GeV"
    let table = try BackgroundTable(of: sample.definition()) { _ in
      OpenEvents(region: "side band", values: values, validationCount: validationCount)
    }
    return try #require(table.lines[0].extrapolation)
  }

  /// Twenty values, evenly over 46 .. 62.
  private let flat = (0..<20).map { 46 + 16 * (Double($0) + 0.5) / 20 }

  @Test("a flat side band has closed forms", arguments: ["", ", bins: 8", ", bins: 40"])
  func uniform(more: String) throws {
    let found = try extrapolation(flat, function: "uniform", more: more)
    let (central, interval) = (found.central, try found.checks.profile.get())
    #expect(disagreement(central.predicted, 5, relative: 1e-9) == nil)
    #expect(disagreement(central.statistical, 20.0.squareRoot() / 4, relative: 1e-9) == nil)
    // 2 (ν − n + n ln(n/ν)) = 1 at both ends.
    for error in [-(try #require(interval.lowerError)), try #require(interval.upperError)] {
      let yield = 4 * (5 + error)
      let rise = 2 * (yield - 20 + 20 * Foundation.log(20 / yield))
      #expect(disagreement(rise, 1, absolute: 1e-6) == nil)
    }
    #expect(found.checks.validation == nil)
  }

  /// The negative binomial distribution of SciPy 1.x: r = 20, p = 0.8, as
  /// `nbinom.sf(n - 1, r, p)` and `nbinom.cdf(n, r, p)`.
  @Test(
    "a validation region is tested with Poisson counts of an uncertain mean",
    arguments: [
      (9, 1.6, 0.18006931725975583), (5, 0, 1), (0, -2, 0.02305843009213694),
      (15, 4, 0.0024519653873359233),
    ])
  func validation(observed: Int, pull: Double, pValue: Double) throws {
    let found = try extrapolation(
      flat, function: "uniform", more: ", validate: validation", validationCount: observed)
    let test = try #require(found.checks.validation)
    #expect(test.region == "validation" && test.rectangles == [[62...66]])
    #expect(test.observed == observed)
    #expect(disagreement(test.predicted, 5, relative: 1e-9) == nil)
    #expect(disagreement(test.statistical, 20.0.squareRoot() / 4, relative: 1e-9) == nil)
    #expect(disagreement(test.pull, pull, absolute: 1e-8) == nil)
    #expect(disagreement(test.pValue, pValue, relative: 1e-8) == nil)
  }

  @Test("counts of a validation region are those of the reader")
  func counted() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../analyses").standardizedFileURL
    let text = try String(
      contentsOf: folder.appending(path: "eplus-2023-70GeV.yaml"), encoding: .utf8
    ).replacing("blind: {", with: "  rim: E_ECAL in 62 GeV .. 66 GeV && E_HCAL < 1 GeV\nblind: {")
      .replacing("    from: side band", with: "    from: side band\n    validate: rim")
    let definition = try AnalysisDefinition(validating: text, file: "rim.yaml")
    let sample = try HeldData(opening: definition, folder: folder.path, project: folder.path)
      .readOpen()
    let rim = sample.summaries.flatMap(\.regions).filter { $0.name == "rim" }
    let events = try #require(sample.events(for: "upstream interactions"))
    #expect(events.validationCount == rim.reduce(0) { $0 + $1.count })
    #expect(rim.count == 1 && events.values.count == 662)
  }

  @Test("a histogram of many bins gives what the events give")
  func binned() throws {
    let values = (1...200).map { 62 + 4 * Foundation.log((Double($0) - 0.5) / 200) }
      .filter { $0 >= 46 }
    let unbinned = try extrapolation(values, function: "exponential").central
    let binned = try extrapolation(values, function: "exponential", more: ", bins: 1000").central
    #expect(disagreement(binned.predicted, unbinned.predicted, relative: 0.01) == nil)
    #expect(disagreement(binned.statistical, unbinned.statistical, relative: 0.01) == nil)
  }

  @Test("functions that hold one another agree where they do")
  func nested() throws {
    // Linear in the middle of the range, so that a straight line is the best Bernstein polynomial.
    let uniform = try extrapolation(flat, function: "uniform").central
    let line = try extrapolation(flat, function: "Bernstein 1").central
    #expect(disagreement(line.predicted, uniform.predicted, relative: 1e-6) == nil)
    let tail = try extrapolation(flat, function: "exponential").central
    #expect(disagreement(tail.predicted, uniform.predicted, relative: 1e-6) == nil)
    let curved = try extrapolation(flat, function: "exponential polynomial 2").central
    #expect(curved.minimum <= tail.minimum + 1e-9)
    #expect(curved.parameters.map(\.name) == ["coefficient 1", "coefficient 2"])
  }

  @Test("few events for the parameters are refused", arguments: ["Bernstein 3", "Gaussian"])
  func fewEvents(function: String) {
    let error = #expect(throws: NumericsError.self) {
      try extrapolation([50, 51, 55], function: function)
    }
    #expect(error?.kind == .tooFewEvents)
    #expect(error?.reason.hasPrefix("\(function) on 46.0 .. 62.0 of 'side band': ") == true)
  }
}
