import Testing

@testable import Stats

@Suite("CLs of the count with profiled nuisances") struct PlugInTests {
  /// `plug_in_limits.py`: nested minimisation with SciPy, good to about 1e-8 in the place of a minimum.
  @Test("agrees with an independent calculation to 1e-7")
  func oracle() throws {
    let rows = try ReferenceTable("plug-in-limits").rows
    #expect(rows.count == 36)
    for row in rows {
      let method = PlugInCLs(
        background: try background(row),
        signalScale: try SignalScale(relativeUncertainty: row.number("signal_uncertainty")),
        confidence: try ConfidenceLevel(row.number("confidence")))
      let found = try method.interval(observed: row.integer("observed")).upper
      expectClose(found, try row.number("limit"), relative: 1e-7, "\(row)")
    }
  }

  @Test("an exact background: the marginalised limit", arguments: [0, 0.51, 30], [0, 3, 40, 3000])
  func exact(background: Double, observed: Int) throws {
    let known = try BackgroundExpectation(value: background, uncertainty: 0, constraint: .none)
    let confidence = try ConfidenceLevel(0.95)
    let plugIn = PlugInCLs(background: known, signalScale: .exact, confidence: confidence)
    let averaged = CountingCLs(background: known, signalScale: .exact, confidence: confidence)
    expectClose(
      try plugIn.interval(observed: observed).upper, try averaged.upperLimit(observed: observed),
      relative: 1e-9)
  }

  @Test(
    "no event: −ln(1 − CL) whatever the background, however large",
    arguments: BackgroundConstraint.allCases, [1e-9, 0.51, 1e6])
  func nothingSeen(constraint: BackgroundConstraint, value: Double) throws {
    let background = try BackgroundExpectation(
      value: value, uncertainty: 0.2 * value, constraint: constraint)
    let method = PlugInCLs(
      background: background, signalScale: .exact, confidence: try ConfidenceLevel(0.9))
    expectClose(try method.interval(observed: 0).upper, -log1p(-0.9), relative: 1e-9)
  }

  @Test("one channel is the one-bin calculation", arguments: OneChannelTests.cases, [0, 1, 4, 40])
  func oneChannel(row: OneChannelTests.Case, observed: Int) throws {
    let confidence = try ConfidenceLevel(0.9)
    let model = try CountingModel.oneChannel(row.background, row.uncertainty, row.constraint)
    let background = try BackgroundExpectation(
      value: row.background, uncertainty: row.uncertainty, constraint: row.constraint)
    let one = try PlugInCLs(background: background, signalScale: .exact, confidence: confidence)
      .interval(observed: observed).upper
    let found = try ChannelPlugInCLs(model: model, confidence: confidence)
      .interval(observed: [observed]).upper
    expectClose(found, one, relative: 1e-8)
  }

  @Test("the band of one channel is the one-bin band")
  func band() throws {
    let confidence = try ConfidenceLevel(0.9)
    let model = try CountingModel.oneChannel(0.51, 0.13, .logNormal)
    let background = try BackgroundExpectation(
      value: 0.51, uncertainty: 0.13, constraint: .logNormal)
    let one = try PlugInCLs(background: background, signalScale: .exact, confidence: confidence)
      .expected()
    let found = try ChannelPlugInCLs(model: model, confidence: confidence).expected()
    for (entry, quantile) in zip(found.entries, one.quantiles) {
      expectClose(entry.upper, quantile.limit, relative: 1e-8)
    }
    expectClose(try #require(found.mean), one.mean, relative: 1e-6)
  }

  @Test("an efficiency that may be zero excludes no signal, and that is said")
  func vanishingEfficiency() throws {
    let method = PlugInCLs(
      background: try BackgroundExpectation(value: 1, uncertainty: 0, constraint: .none),
      signalScale: try SignalScale(relativeUncertainty: 0.8, constraint: .gaussian),
      confidence: try ConfidenceLevel(0.9))
    #expect {
      try method.interval(observed: 1)
    } throws: { ($0 as? NumericsError)?.kind == .invalidInput }
  }
}
