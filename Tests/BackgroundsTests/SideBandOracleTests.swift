import BlindAnalysis
import TestSupport
import Testing

@testable import Backgrounds

/// Side-band extrapolations against mpmath; see Tests/Oracles/side_band.py.
@Suite("Side-band extrapolation") struct SideBandOracleTests {
  private let samples: [String: [Double]]
  private let rows: [OracleTable.Row]

  init() throws {
    samples = try SideBandSamples.all()
    rows = try OracleTable("Reference/side-band.csv").rows
  }

  private func table(
    _ sample: SampleAnalysis, _ values: [Double]
  ) throws -> BackgroundTable {
    try BackgroundTable(of: sample.definition()) { name in
      name == "upstream" ? OpenEvents(region: "side band", values: values) : nil
    }
  }

  @Test("solves the likelihood equation and predicts the box, to nine digits")
  func fits() throws {
    #expect(rows.count == 39)
    for row in rows {
      let sample = SampleAnalysis.sideBand(
        try row.text("lower") + " GeV", try row.text("upper") + " GeV",
        function: try row.text("function"))
      let values = try #require(samples[row.text("sample")])
      let line = try #require(try table(sample, values).lines.first)
      let fit = try #require(line.extrapolation).central
      #expect(try fit.events == row.integer("events"), "\(row)")
      try expectAgreement(fit, row)
      guard case .expectation(let expectation) = line.amount else {
        Issue.record("no expectation")
        continue
      }
      #expect(expectation.value == fit.predicted && expectation.statistical == fit.statistical)
      #expect(expectation.systematicUp == 0 && expectation.systematicDown == 0)
      #expect(expectation.uncertainty == fit.statistical)
    }
  }

  private func expectAgreement(_ fit: ExtrapolationFit, _ row: OracleTable.Row) throws {
    func check(_ value: Double?, _ column: String) throws {
      let wrong = disagreement(
        try #require(value), try row.number(column), relative: 2e-9, absolute: 1e-12)
      #expect(wrong == nil, "\(column): \(row)")
    }
    #expect(try fit.function == row.text("function"))
    #expect(try fit.range == row.number("lower")...row.number("upper"))
    try check(fit.predicted, "predicted")
    try check(fit.statistical, "statistical")
    guard try row.text("function") != "uniform" else {
      #expect(fit.parameters == [])
      return
    }
    try check(fit.parameters.first?.value, "parameter")
    try check(fit.parameters.first?.uncertainty, "parameter_error")
  }

  @Test("tries every function on every range, and takes the envelope of what they predict")
  func envelope() throws {
    let sample = SampleAnalysis.sideBand(
      ranges: "45 GeV .. 58 GeV, 45 GeV .. 62 GeV, 47 GeV .. 62 GeV",
      functions: "power law, exponential, uniform")
    for name in ["demonstration", "sixty"] {
      let values = try #require(samples[name])
      let line = try #require(try table(sample, values).lines.first)
      let extrapolation = try #require(line.extrapolation)
      let found = [extrapolation.central] + extrapolation.variations
      let mine = try rows.filter { try $0.text("sample") == name }
      #expect(found.count == mine.count && mine.count == 9, "each once, the central one not again")
      for row in mine {
        let (function, lower, upper) = try (
          row.text("function"), row.number("lower"), row.number("upper")
        )
        let fit = try #require(found.first { $0.function == function && $0.range == lower...upper })
        try expectAgreement(fit, row)
      }
      #expect(extrapolation.central.function == "exponential")
      #expect(extrapolation.central.range == 45...62 && extrapolation.target == 0...42)
      let predictions = try mine.map { try $0.number("predicted") }
      try expectEnvelope(line, of: predictions)
    }
  }

  private func expectEnvelope(_ line: BackgroundEstimate, of predictions: [Double]) throws {
    guard case .expectation(let expectation) = line.amount else {
      Issue.record("no expectation")
      return
    }
    let (least, most) = (try #require(predictions.min()), try #require(predictions.max()))
    let down = disagreement(expectation.systematicDown, expectation.value - least, relative: 1e-8)
    let up = disagreement(expectation.systematicUp, most - expectation.value, relative: 1e-8)
    #expect(down == nil && up == nil)
    let larger = max(expectation.systematicDown, expectation.systematicUp)
    let sum = (expectation.statistical * expectation.statistical + larger * larger).squareRoot()
    #expect(disagreement(expectation.uncertainty, sum, relative: 1e-15) == nil)
  }

  @Test("of the demonstration comes out as the oracle finds it in the file")
  func demonstration() throws {
    let demonstration = try Demonstration()
    let table = try BackgroundTable(of: demonstration.definition) { name in
      name == "upstream interactions" ? demonstration.events : nil
    }
    let row = try #require(try rows.first { try $0.text("sample") == "demonstration" })
    let line = table.lines[0]
    try expectAgreement(try #require(line.extrapolation).central, row)
    // Ranges and functions of the analysis file, and the declared background of 0.01 ± 0.005.
    let predictions = try rows.filter {
      try $0.text("sample") == "demonstration" && $0.text("function") != "uniform"
    }.map { try $0.number("predicted") }
    #expect(predictions.count == 6)
    try expectEnvelope(line, of: predictions)
    let total = table.total
    #expect(disagreement(total.value, try row.number("predicted") + 0.01, relative: 1e-9) == nil)
    #expect(disagreement(total.statistical, try row.number("statistical"), relative: 1e-9) == nil)
    let least = try #require(predictions.min())
    let down = (try row.number("predicted") - least)
    let systematic = (down * down + 0.005 * 0.005).squareRoot()
    #expect(disagreement(total.systematicDown, systematic, relative: 1e-8) == nil)
    #expect(table.upperLimits.map(\.name) == ["punch-through"])
  }
}
