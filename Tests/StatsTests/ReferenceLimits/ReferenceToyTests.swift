import Testing

@testable import Stats

/// Rows of the reference table that peers made from toys, within the Monte Carlo errors of the rows.
///
/// All have b = 0.51 ± 0.13 and no event. There every outcome without an event ties with the observed
/// one, and the peers break these ties by the noise of their minimisers: in numerator and denominator
/// alike, so that CLs and its limit keep their values within errors while CLs+b and CLb fall.
@Suite("Toys of the reference table") struct ReferenceToyTests {
  @Test("limits of RooStats lie within three of their errors of the exact sums")
  func limits() throws {
    let rows = try rows("RooStats")
    #expect(rows.count == 5)
    for row in rows {
      let words = try row.text("inputs").split(separator: " ").map(String.init)
      let isFrequentist = try row.text("quantity").contains("freq")
      let method = try method(words[1], isFrequentist ? .plugIn : .marginalised)
      let printed = try row.text("value").split(separator: "+").compactMap {
        Double($0.hasPrefix("-") ? $0.dropFirst() : $0)
      }
      try #require(printed.count == 2 && words[2].hasPrefix("n=0"))
      expectClose(
        try method.upperLimit(observed: 0), printed[0], absolute: 3 * printed[1], "\(row)")
    }
  }

  /// The errors are those of the numbers of toys that the row states.
  @Test("CLs of pyhf lies within three Monte Carlo errors of the exact sum, its CLb far below")
  func ratios() throws {
    let rows = try rows("pyhf toybased")
    #expect(rows.count == 6)
    for row in rows {
      let inputs = try row.text("inputs").split(separator: ";").map(String.init)
      let toys = try #require(Int(inputs[2].dropFirst("ntoys=".count)))
      let values = try row.text("value").split(separator: ";").map { try #require(Double($0)) }
      let shares = try values[1...].map {
        try TailProbability(passed: Int(($0 * Double(toys)).rounded()), total: toys)
      }
      let theirs = try ToyProbabilities(signalAndBackground: shares[0], backgroundOnly: shares[1])
      expectClose(theirs.ratio, values[0], absolute: 1e-3, "\(row)")
      let exact = try method(String(inputs[0].dropFirst("1bin-".count)), .plugIn)
        .probabilities(signal: 2.3, observed: 0)
      expectClose(exact.ratio, theirs.ratio, absolute: 3 * theirs.monteCarloError, "\(row)")
      #expect(
        shares[1].estimate < exact.backgroundOnly - 5 * shares[1].monteCarloError, "\(row)")
    }
  }

  private func rows(_ tool: String) throws -> [[String: String]] {
    try ReferenceTable("reference-limits").rows.filter {
      try $0.text("quantity").hasPrefix(tool) && $0.text("quantity").contains("toy")
        && $0.text("inputs").hasPrefix("1bin")
    }
  }

  private func method(
    _ constraint: String, _ treatment: LikelihoodRatioCLs.Treatment
  ) throws -> LikelihoodRatioCLs {
    LikelihoodRatioCLs(
      background: try BackgroundExpectation(
        value: 0.51, uncertainty: 0.13,
        constraint: #require(ReferenceLimitTests.constraints[constraint])),
      confidence: try ConfidenceLevel(0.9), treatment: treatment)
  }
}
