import BlindAnalysis
import EventData
import Foundation
import TestSupport
import Testing

@testable import Backgrounds
@testable import Stats

/// Several bands with one shape, against mpmath; see Tests/Oracles/side_band_errors.py.
@Suite("Side bands that are fitted together") struct SideBandJointTests {
  private let samples: [String: [Double]]

  init() throws { samples = try SideBandSamples.all() }

  private func fit(
    _ function: String, _ values: [Double], _ others: [RangeEvents], bins: Int? = nil
  ) throws -> SideBandFit {
    try SideBandFit(
      try #require(TailFunction(rawValue: function)), to: values,
      in: Stats.ValueRange(from: 45, to: 62), together: others, bins: bins, predicting: [box])
  }

  private var box: Stats.ValueRange {
    get throws { try Stats.ValueRange(from: 42, to: 45) }
  }

  @Test("share the slope, and each has a yield of its own")
  func shared() throws {
    let rows = try OracleTable("Reference/side-band-joint.csv").rows
    #expect(rows.count == 8)
    for row in rows {
      let range = try Stats.ValueRange(from: row.number("lower"), to: row.number("upper"))
      let other = RangeEvents(try #require(samples[row.text("other")]), in: range)
      let fit = try fit(
        row.text("function"), try #require(samples[row.text("sample")]), [other])
      #expect(try fit.events.count == row.integer("events"))
      #expect(try other.events.count == row.integer("others"))
      let prediction = try fit.expectation(in: box)
      func check(_ value: Double?, _ column: String) throws {
        let wrong = disagreement(try #require(value), try row.number(column), relative: 2e-7)
        #expect(wrong == nil, "\(column): \(wrong ?? "") \(row)")
      }
      try check(prediction.value, "predicted")
      try check(prediction.error, "statistical")
      let summary = try ExtrapolationFit(fit, into: box)
      try check(summary.parameters.first?.value, "slope")
      try check(summary.parameters.first?.uncertainty, "slope_error")
      #expect(summary.parameters.count == 1)
    }
  }

  @Test("without a shape to share are fits of their own")
  func uniform() throws {
    let (flat, sixty) = (try #require(samples["flat"]), try #require(samples["sixty"]))
    let other = RangeEvents(sixty, in: try Stats.ValueRange(from: 50, to: 60))
    let found = try fit("uniform", flat, [other]).expectation(in: box)
    #expect(disagreement(found.value, 40 * 3 / 17, relative: 1e-8) == nil)
    #expect(disagreement(found.error, 40.0.squareRoot() * 3 / 17, relative: 1e-8) == nil)
  }

  @Test("have the same band twice as one band with twice the knowledge of the slope")
  func twice() throws {
    let sixty = try #require(samples["sixty"])
    let band = RangeEvents(sixty, in: try Stats.ValueRange(from: 45, to: 62))
    let (one, two) = (
      try ExtrapolationFit(fit("exponential", sixty, []), into: box),
      try ExtrapolationFit(fit("exponential", sixty, [band]), into: box)
    )
    #expect(disagreement(two.predicted, one.predicted, relative: 1e-7) == nil)
    let (wide, narrow) = (one.parameters[0].uncertainty ?? 0, two.parameters[0].uncertainty ?? 0)
    #expect(disagreement(narrow, wide / 2.0.squareRoot(), relative: 1e-6) == nil)
  }

  @Test("are resampled and tested band by band", arguments: [nil, 20])
  func checks(bins: Int?) throws {
    let (flat, sixty) = (try #require(samples["flat"]), try #require(samples["sixty"]))
    let other = RangeEvents(sixty, in: try Stats.ValueRange(from: 47, to: 62))
    let fit = try fit("exponential", flat, [other], bins: bins)
    let bootstrap = try fit.bootstrap(in: box, samples: 100, seed: 1)
    #expect(bootstrap.samples == 100 && bootstrap.standardDeviation > 0)
    // A flat band and a rising one do not have one slope.
    let goodness = try fit.goodness(toys: 60, seed: 1)
    #expect(goodness.toysAsLarge == 0)
    #expect(try #require(fit.posterior(in: box)).get().median > 0)
  }

  @Test("need an event in each")
  func empty() throws {
    let flat = try #require(samples["flat"])
    let none = RangeEvents([], in: try Stats.ValueRange(from: 47, to: 62))
    let error = #expect(throws: NumericsError.self) { try fit("exponential", flat, [none]) }
    #expect(error?.kind == .tooFewEvents)
  }

  // MARK: In an analysis file

  private func definition(_ more: String = "") throws -> AnalysisDefinition {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
      .replacing(
        "blind: {", with: "  inverted: E_ECAL in 50 GeV .. 62 GeV && E_HCAL > 2 GeV\nblind: {"
      )
      .replacing(
        "    from: side band",
        with: "    from: side band\n    together with: [inverted]\n\(more)")
    return try AnalysisDefinition(validating: text, file: "joint.yaml")
  }

  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../analyses/eplus-2023-70GeV.yaml").standardizedFileURL

  @Test("get the events of each region from the reader")
  func read() throws {
    let definition = try definition()
    let folder = Self.file.deletingLastPathComponent().path
    let sample = try HeldData(opening: definition, folder: folder, project: folder).readOpen()
    let events = try #require(sample.events(for: "upstream interactions"))
    #expect(events.values.count == 662 && events.jointValues.count == 1)
    let counts = sample.summaries.flatMap(\.regions).filter { $0.name == "inverted" }
    let count = counts.reduce(0) { $0 + $1.count }
    #expect(count > 0 && events.jointValues[0].count == count)
    #expect(events.jointValues[0].allSatisfy { $0 >= 50 && $0 <= 62 })
    let line = try BackgroundTable(of: definition) { sample.events(for: $0) }.lines[0]
    #expect(line.extrapolation?.jointBands.map(\.region) == ["inverted"])
    #expect(line.extrapolation?.jointBands.map(\.events) == [count])
    #expect(line.method.contains("fitted together with 'inverted'"))
  }

  @Test("belong to one background only")
  func refused() throws {
    var sample = SampleAnalysis.sideBand()
    sample.regions["inverted"] = "E_ECAL in 45 GeV .. 62 GeV && E_HCAL > 2 GeV"
    sample.backgrounds = """
      {one: {model: side-band extrapolation, variable: E_ECAL, from: side band,
        into: signal box, function: exponential, together with: [inverted]},
       two: {model: side-band extrapolation, variable: E_ECAL, from: inverted,
        into: signal box, function: exponential}}
      """
    let definition = try sample.definition()
    #expect(throws: Refusal.self) {
      _ = try BackgroundTable(of: definition) { _ in
        OpenEvents(region: "side band", values: [50, 52, 55])
      }
    }
  }
}
