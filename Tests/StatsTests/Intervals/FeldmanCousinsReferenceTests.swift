import Stats
import Testing

/// Every Feldman–Cousins row of the reference table.
@Suite("Feldman-Cousins against the reference table") struct FeldmanCousinsReferenceTests {
  @Test("the raw belt: the last points inside of a scan in steps of 0.005")
  func rawBelt() throws {
    let lower = try ReferenceRow.rows("Feldman-Cousins raw construction lower")
    let upper = try ReferenceRow.rows("Feldman-Cousins raw construction upper")
    #expect(lower.count == 61 && upper.count == 65)
    for row in lower { expectInside(row.value - (try interval(row, .raw).lower), row) }
    for row in upper { expectInside(try interval(row, .raw).upper - row.value, row) }
  }

  /// The rows come from a scan over b′ too, which may stop beside a peak.
  @Test("the published rule: the same scan made non-increasing in b")
  func publishedRule() throws {
    let rows = try ReferenceRow.rows(
      "Feldman-Cousins published-table rule upper (non-increasing in b)")
    #expect(rows.count == 65)
    for row in rows {
      let allowed = row.inputs["n"] == "1" && row.inputs["b"] == "5.0" ? 0.01 : 0.005
      expectInside(try interval(row, .published).upper - row.value, row, allowed)
    }
  }

  @Test("table IV of Feldman and Cousins, to its authors' grid")
  func published() throws {
    let rows = try ReferenceRow.rows("Feldman-Cousins published upper")
    #expect(rows.count == 5)
    for row in rows {
      // The table rounds the ends of a scan up; it is non-increasing in b by two digits.
      expectClose(try interval(row, .published).upper, row.value, absolute: 0.011, "\(row.inputs)")
    }
  }

  @Test("ROOT's TFeldmanCousins: a scan in steps of 0.001")
  func root() throws {
    let lower = try ReferenceRow.rows("TFeldmanCousins lower")
    let upper = try ReferenceRow.rows("TFeldmanCousins upper")
    #expect(lower.count == 40 && upper.count == 36)
    for row in lower {
      expectClose(try interval(row, .raw).lower, row.value, absolute: 0.0015, "\(row.inputs)")
    }
    for row in upper where !isArtefact(row) {
      expectClose(try interval(row, .raw).upper, row.value, absolute: 0.0015, "\(row.inputs)")
    }
    #expect(upper.filter(isArtefact).count == 10)
  }

  /// At the edge of its grid it returns 0 silently; for n = 1, b = 5 its scan stops at the gap of
  /// the belt between 0.875 and 0.977, beyond which signals up to 1.197 are accepted again.
  private func isArtefact(_ row: ReferenceRow) -> Bool {
    row.value == 0 || (row.inputs["n"] == "1" && row.inputs["b"] == "5.0")
  }

  @Test("ROOT's tutorial: n = 10, b = 3 gives [2.635, 13.505], in steps of 0.005")
  func tutorial() throws {
    let interval = try feldmanCousins(3).interval(observed: 10)
    expectClose(interval.lower, 2.635, absolute: 0.005)
    expectClose(interval.upper, 13.505, absolute: 0.0075)
  }

  private func expectInside(_ distance: Double, _ row: ReferenceRow, _ allowed: Double = 0.005) {
    #expect(
      distance >= -1e-9 && distance <= allowed + 1e-9,
      "\(row.testDescription) \(row.value): \(distance)")
  }

  private func interval(
    _ row: ReferenceRow, _ rule: FeldmanCousins.Rule
  ) throws -> SignalInterval {
    let confidence = try row.inputs.number("CL")
    return try feldmanCousins(row.inputs.number("b"), confidence: confidence, rule)
      .interval(observed: row.inputs.integer("n"))
  }
}

/// A Feldman–Cousins interval in one line.
func feldmanCousins(
  _ background: Double, confidence: Double = 0.9, _ rule: FeldmanCousins.Rule = .raw
) throws -> FeldmanCousins {
  try FeldmanCousins(
    background: BackgroundExpectation(value: background, uncertainty: 0, constraint: .none),
    confidence: ConfidenceLevel(confidence), rule: rule)
}
