import Stats
import Testing

@Suite("Hypergeometric tails") struct HypergeometricTests {
  /// Each of the nine logarithms of a term is good to some ulp of its deviance, at most 700 where
  /// the tail is above 1e-290: 9 · 700 · 2.2e-16 is 1.4e-12. The sum adds nothing of that size.
  @Test("agree with mpmath from the bulk to 1e-290")
  func table() throws {
    let rows = try ReferenceTable("hypergeometric").rows
    #expect(rows.count > 50)
    for row in rows {
      let distribution = try Hypergeometric(
        total: row.integer("total"), marked: row.integer("marked_total"),
        drawn: row.integer("count"))
      let (tail, expected) = try (distribution.atLeast(row.integer("marked")), row.number("tail"))
      #expect(abs(tail - expected) <= 1.4e-12 * expected, "\(row): \(tail)")
    }
  }

  @Test("do not change when marked and drawn items change places")
  func symmetry() throws {
    for (marked, drawn) in [(3, 40), (17, 25), (60, 60), (1, 99)] {
      for count in 0...drawn {
        let one = try Hypergeometric(total: 100, marked: marked, drawn: drawn).atLeast(count)
        let other = try Hypergeometric(total: 100, marked: drawn, drawn: marked).atLeast(count)
        #expect(abs(one - other) <= 1e-14 * one)
      }
    }
  }

  @Test("are one and zero where nothing else can be")
  func edges() throws {
    for (total, marked, drawn) in [(0, 0, 0), (5, 0, 3), (5, 5, 3), (5, 2, 0), (5, 2, 5)] {
      let certain = total == drawn ? marked : (marked == total ? drawn : 0)
      let distribution = try Hypergeometric(total: total, marked: marked, drawn: drawn)
      #expect(try distribution.atLeast(certain) == 1)
      #expect(try distribution.atLeast(certain + 1) == 0)
      #expect(try distribution.atLeast(.min) == 1 && distribution.atLeast(.max) == 0)
    }
  }

  @Test(
    "need counts that fit",
    arguments: [(-1, 0, 0), (5, 6, 1), (5, 1, 6), (5, -1, 1), (5, 1, -1), (Int.max, 1, 1)])
  func refused(total: Int, marked: Int, drawn: Int) {
    let error = #expect(throws: NumericsError.self) {
      try Hypergeometric(total: total, marked: marked, drawn: drawn)
    }
    #expect(error?.kind == .invalidInput)
  }
}
