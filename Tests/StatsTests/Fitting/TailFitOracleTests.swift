import Stats
import Testing

@Suite("Tail fits against mpmath and iminuit") struct TailFitOracleTests {
  @Test("the sample is the oracle's, bit for bit")
  func sample() throws {
    for row in try ReferenceTable("tail-fits").rows {
      let (lower, upper) = try (row.number("lower"), row.number("upper"))
      let inside = try TailNumbers.ticks(row.integer("made")).filter { tick in
        let value = Double(tick) / TailNumbers.ticksPerUnit
        return value >= lower && value <= upper
      }
      #expect(try inside.count == row.integer("count"))
      #expect(try inside.reduce(0, &+) == row.integer("tick_sum"))
    }
  }

  @Test("solve the likelihood equation to 1e-9, with its error, and predict the box")
  func exact() throws {
    for row in try ReferenceTable("tail-fits").rows {
      let fit = try fit(row)
      let name: Comment = "\(row)"
      #expect(try fit.yield == Double(row.integer("count")), name)
      expectClose(fit.yieldError, fit.yield.squareRoot(), relative: 1e-14)
      expectClose(try #require(fit.parameter), try row.number("parameter"), relative: 1e-9, name)
      expectClose(
        try #require(fit.parameterError), try row.number("parameter_error"), relative: 1e-9, name)
      expectClose(fit.negativeLogLikelihood, try row.number("nll"), relative: 1e-12, name)
      #expect(fit.covariance[0, 1] == 0)
      #expect(fit.estimatedDistance < 1e-12)
      let box = try fit.expectation(
        in: ValueRange(from: row.number("box_lower"), to: row.number("box_upper")))
      expectClose(box.value, try row.number("expectation"), relative: 1e-9, name)
      expectClose(box.statisticalError, try row.number("expectation_error"), relative: 1e-9, name)
    }
  }

  @Test("agree with iminuit within its tolerance: 3e-5, and 1 % of an error for few events")
  func peer() throws {
    for row in try ReferenceTable("tail-fits").rows {
      let fit = try fit(row)
      let error = try row.number("iminuit_error")
      let many = try row.text("shape") == "exponential" && row.integer("made") >= 10_000
      expectClose(
        try #require(fit.parameter), try row.number("iminuit_parameter"),
        relative: many ? 3e-5 : 0, absolute: many ? 0 : error / 100, "\(row)")
      expectClose(try #require(fit.parameterError), error, relative: 1e-3, "\(row)")
    }
  }

  private func fit(_ row: [String: String]) throws -> FittedTail {
    try TailFit.fit(
      #require(TailShape(rawValue: row.text("shape"))),
      to: TailNumbers.values(row.integer("made")),
      in: ValueRange(from: row.number("lower"), to: row.number("upper")))
  }
}
