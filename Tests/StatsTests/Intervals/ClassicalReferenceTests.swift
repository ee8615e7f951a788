import Stats
import Testing

/// The classical rows of the reference table: SciPy scripts, printed to 6 decimals.
@Suite("Classical intervals against the reference table") struct ClassicalReferenceTests {
  @Test("lower limits without background")
  func lower() throws {
    let rows = try ReferenceRow.rows("Poisson classical lower limit b=0 (PDG Table)")
    #expect(rows.count == 8)
    for row in rows {
      let limit = try classical(0, confidence: row.inputs.number("CL"))
        .lowerLimit(observed: row.inputs.integer("n"))
      expectClose(limit, row.value, absolute: 0.5e-6 + 1e-9, "\(row.inputs)")
    }
  }

  @Test("upper limits without background")
  func upper() throws {
    let rows = try ReferenceRow.rows("Poisson classical upper limit b=0 (PDG Table)")
    #expect(rows.count == 13)
    for row in rows {
      let limit = try classical(0, confidence: row.inputs.number("CL"))
        .interval(observed: row.inputs.integer("n")).upper
      expectClose(limit, row.value, absolute: 0.5e-6 + 1e-9, "\(row.inputs)")
    }
  }

  @Test("Cousins and Highland: limits averaged over the background")
  func cousinsHighland() throws {
    let rows = try ReferenceRow.rows("CLs+b (Cousins-Highland) UL, b marginalised")
    #expect(rows.count == 14)
    for row in rows {
      let constraint = ReferenceLimitTests.constraints[try row.inputs.text("constraint")]
      let method = CousinsHighland(
        background: try BackgroundExpectation(
          value: row.inputs.number("b"), uncertainty: row.inputs.number("sigma_b"),
          constraint: #require(constraint)),
        signalScale: .exact, confidence: try ConfidenceLevel(row.inputs.number("CL")),
        sides: .upperLimit)
      let limit = try method.interval(observed: row.inputs.integer("n")).upper
      // The log-normal rows were made with κ rounded to 1.2549.
      expectClose(limit, row.value, absolute: 0.5e-6 + 1e-7, "\(row.inputs)")
    }
  }
}

/// A classical interval in one line.
func classical(
  _ background: Double, confidence: Double = 0.9, _ sides: IntervalSides = .upperLimit
) throws -> ClassicalInterval {
  try ClassicalInterval(
    background: BackgroundExpectation(value: background, uncertainty: 0, constraint: .none),
    confidence: ConfidenceLevel(confidence), sides: sides)
}
