import Stats
import Testing

@Suite("Expected limits") struct ExpectedBandTests {
  @Test("agree with mpmath in every count and in the mean")
  func oracle() throws {
    for row in try ReferenceTable("expected-bands").rows {
      let constraint = try #require(BackgroundConstraint(rawValue: row.text("constraint")))
      let model = try model(
        row.number("value"), row.number("uncertainty"), constraint,
        confidence: row.number("confidence"))
      let band = try model.expected()
      let counts = try ["minus2", "minus1", "median", "plus1", "plus2"].map(row.integer)
      #expect(band.quantiles.map(\.count) == counts, "\(row)")
      if let mean = try Double(row.text("mean")) { expectClose(band.mean, mean, relative: 1e-8) }
    }
  }

  @Test("each entry of a band is the limit of its count", arguments: BackgroundConstraint.allCases)
  func entries(constraint: BackgroundConstraint) throws {
    let model = try model(3, 1, constraint, signalUncertainty: 0.1)
    let band = try model.expected()
    #expect(band.quantiles.map(\.deviation) == [-2, -1, 0, 1, 2])
    #expect(band.median == band.quantiles[2])
    for entry in band.quantiles {
      expectClose(entry.limit, try model.upperLimit(observed: entry.count), relative: 1e-12)
    }
  }

  @Test("quantiles follow their definition", arguments: BackgroundConstraint.allCases)
  func quantiles(constraint: BackgroundConstraint) throws {
    for (value, uncertainty) in [(0.09, 0.02), (3, 1), (50, 20)] {
      let model = try model(value, uncertainty, constraint)
      for entry in try model.expected().quantiles {
        let wanted = normalCumulative(Double(entry.deviation))
        var below = 0.0
        for count in 0..<entry.count { below += try model.predictive(count) }
        #expect(below < wanted)
        #expect(below + (try model.predictive(entry.count)) >= wanted)
      }
    }
  }

  @Test("the mean is the sum over all counts", arguments: BackgroundConstraint.allCases)
  func mean(constraint: BackgroundConstraint) throws {
    for (value, uncertainty, highest) in [(0.51, 0.13, 40), (200, 10, 600)] {
      let model = try model(value, uncertainty, constraint)
      var sum = 0.0
      for count in 0...highest {
        sum += try model.predictive(count) * model.upperLimit(observed: count)
      }
      expectClose(try model.expected().mean, sum, relative: 1e-8)
    }
  }

  @Test("no background: always no event", arguments: BackgroundConstraint.allCases)
  func noBackground(constraint: BackgroundConstraint) throws {
    let band = try model(0, 0, constraint).expected()
    #expect(band.quantiles.map(\.count) == [0, 0, 0, 0, 0])
    expectClose(band.mean, 2.302585092994046, relative: 1e-12)
  }

  @Test("a spread over millions of counts is refused with advice")
  func tooLarge() throws {
    let model = try model(1e6, 5e6, .gamma)
    let error = #expect(throws: NumericsError.self) { try model.expected() }
    #expect(error?.kind == .tooLarge)
    #expect(error?.advice.isEmpty == false)
  }
}
