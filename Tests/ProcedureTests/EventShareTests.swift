import TestSupport
import Testing

@testable import BlindAnalysis

/// Which events a burn sample takes, compared with a calculation by another program.
@Suite("Burn samples") struct EventShareTests {
  @Test("take the events that an independent calculation of the hash takes")
  func members() throws {
    for row in try OracleTable("Reference/burn-sample.csv").rows {
      let identifiers = try row.text("identifiers").split(separator: " ").compactMap { Int64($0) }
      for fraction in [0.01, 0.1, 0.2, 0.5] {
        let isBurnt = try row.integer("\(fraction)") == 1
        #expect(EventShare.burnt(fraction).holds(identifiers) == isBurnt, "\(row)")
        #expect(EventShare.kept(burnt: fraction).holds(identifiers) == !isBurnt, "\(row)")
      }
    }
  }

  @Test("have the declared size, and a larger one holds the smaller one", arguments: [0.05, 0.3])
  func size(fraction: Double) {
    let events = (0..<100_000).map { [9000 + Int64($0 / 1000), 3, Int64($0)] }
    let burnt = events.filter(EventShare.burnt(fraction).holds)
    let spread = (1e5 * fraction * (1 - fraction)).squareRoot()
    #expect(abs(Double(burnt.count) - 1e5 * fraction) < 4 * spread)
    #expect(burnt.allSatisfy(EventShare.burnt(fraction * 1.5).holds))
  }

  @Test("an event without a readable name is never burnt, and never lost")
  func unnamed() {
    #expect(!EventShare.burnt(0.999).holds(nil))
    #expect(EventShare.kept(burnt: 0.999).holds(nil) && EventShare.all.holds(nil))
  }

  @Test("shares are apart only if that is sure")
  func apart() {
    #expect(EventShare.burnt(0.1).isApart(from: .kept(burnt: 0.1)))
    #expect(EventShare.kept(burnt: 0.2).isApart(from: .burnt(0.1)))
    #expect(!EventShare.kept(burnt: 0.1).isApart(from: .burnt(0.1.nextUp)))
    #expect(!EventShare.burnt(0.1).isApart(from: .burnt(0.2)))
    #expect(!EventShare.all.isApart(from: .burnt(0.1)) && !EventShare.all.isApart(from: .all))
  }

  @Test("fractions at the ends are read as they are", arguments: [1e-300, 1e-20, 1.0.nextDown])
  func ends(fraction: Double) {
    #expect(EventShare.burnt(fraction).fraction == fraction)
    #expect(EventShare.burnt(fraction).holds([1, 2]) == (fraction > 0.5))
  }

  @Test("read as percentages", arguments: [(0.1, "10 %"), (0.07, "7 %"), (0.125, "12.5 %")])
  func percent(fraction: Double, text: String) {
    #expect(EventShare.burnt(fraction).percent == text)
  }
}
