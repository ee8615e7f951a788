import Testing

@testable import Stats

/// ROOT 6.40's TRolke, whose root search stops at a relative 1e-5: rows of the reference table.
///
/// Both sides, best fit with any s. Left out: the rows with an uncertain efficiency, and those of
/// the tutorial Rolke.C. Of these, models 1 and 7 have an uncertain efficiency too (and sign errors
/// in ROOT for model 1); model 5, b = 0 ± 1, lets the background mean go below zero.
@Suite("Profile-likelihood intervals against TRolke") struct RolkeTests {
  @Test("a background from a control count, and with normal errors")
  func knownEfficiency() throws {
    let rows = try rows(["PoissonBkgKnownEff", "GaussBkgKnownEff"])
    #expect(rows.count == 16)
    for row in rows {
      let ends = try trolke(row.background, observed: row.observed)
      // For no event the errors of the ends for one and two events add up.
      expectClose(
        row.upper ? ends.upper : ends.lower, row.value,
        relative: row.observed == 0 ? 8e-5 : 1e-5, absolute: 0.5e-6, "\(row)")
    }
  }

  /// For no event TRolke takes no likelihood: its ends continue those of one and two events.
  private func trolke(
    _ background: BackgroundExpectation, observed: Int
  ) throws -> SignalEnds {
    let interval = try ProfileLikelihoodInterval(
      background: background, confidence: ConfidenceLevel(0.9), sides: .both,
      relativeTo: .unbounded)
    if observed > 0 { return try interval.ends(observed: observed) }
    let (one, two) = (try interval.ends(observed: 1), try interval.ends(observed: 2))
    return SignalEnds(lower: 0, upper: 2 * one.upper - two.upper)
  }

  private var normal: BackgroundExpectation {
    get throws {
      try BackgroundExpectation(value: 0.51, uncertainty: 0.13, constraint: .gaussian)
    }
  }

  /// y = 15 events at τ = 29.411765, whose relative uncertainty is 1/√15.
  private var controlCount: BackgroundExpectation {
    get throws {
      let value = 15 / 29.411765
      return try BackgroundExpectation(
        value: value, uncertainty: value / 15.0.squareRoot(), constraint: .gamma)
    }
  }

  private struct Row {
    let background: BackgroundExpectation
    let observed: Int
    let upper: Bool
    let value: Double
  }

  private func rows(_ models: [String]) throws -> [Row] {
    try ReferenceTable("reference-limits").rows.compactMap { row in
      let words = try row.text("quantity").split(separator: " ").map(String.init)
      guard words.first == "TRolke", words.count == 3, models.contains(words[2]) else { return nil }
      let observed = try #require(Int(row.text("inputs").prefix(3).dropFirst(2)))
      return Row(
        background: words[2].hasPrefix("Gauss") ? try normal : try controlCount, observed: observed,
        upper: words[1] == "upper", value: try row.number("value"))
    }
  }
}
