import Testing

@testable import Stats

@Suite("Central Cousins-Highland intervals of several channels") struct CentralIntervalTests {
  @Test("one channel is the one-bin calculation", arguments: OneChannelTests.cases, [0, 1, 4, 40])
  func oneChannel(row: OneChannelTests.Case, observed: Int) throws {
    let confidence = try ConfidenceLevel(0.9)
    let model = try CountingModel.oneChannel(row.background, row.uncertainty, row.constraint)
    let background = try BackgroundExpectation(
      value: row.background, uncertainty: row.uncertainty, constraint: row.constraint)
    let one = try CousinsHighland(
      background: background, signalScale: .exact, confidence: confidence, sides: .central
    ).interval(observed: observed)
    let found = try ChannelCousinsHighland(
      model: model, confidence: confidence, sides: .central
    ).interval(observed: [observed])
    expectClose(found.lower, one.lower, relative: 1e-8, absolute: 1e-12)
    expectClose(found.upper, one.upper, relative: 1e-8, absolute: 1e-12)
  }

  @Test("splitting a channel in two changes neither end")
  func splitting() throws {
    let confidence = try ConfidenceLevel(0.683)
    func interval(_ channels: [Fixture.Yields], _ observed: [Int]) throws -> StrengthInterval {
      try ChannelCousinsHighland(
        model: Fixture.model(channels), confidence: confidence, sides: .central
      ).interval(observed: observed)
    }
    let whole = try interval([Fixture.channel("a", 2, 1)], [7])
    let split = try interval(
      [Fixture.channel("a", 0.5, 0.25), Fixture.channel("b", 1.5, 0.75)], [2, 5])
    #expect(whole.lower > 0)
    expectClose(split.lower, whole.lower, relative: 1e-9)
    expectClose(split.upper, whole.upper, relative: 1e-9)
  }
}
