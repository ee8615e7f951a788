import TestSupport
import Testing

@testable import BlindAnalysis

@Suite("Column program") struct ExpressionsProgramTests {
  static let plain = Scope(["a": .column(.number), "b": .column(.number), "c": .column(.number)])

  private func value(_ text: String, _ row: [Double]) throws -> Double {
    let expression = try #require(number(text, in: Self.plain))
    let program = try ColumnProgram(expression, columns: ["a", "b", "c"])
    return try #require(program.values(row.map { [$0] }, count: 1).first)
  }

  private func truth(_ text: String, _ row: [Double]) throws -> Bool {
    let expression = try #require(condition(text, in: Self.plain))
    let program = try ColumnProgram(expression, columns: ["a", "b", "c"])
    return try program.mask(row.map { [$0] }, count: 1) == [true]
  }

  @Test("agrees with Python: exactly, but for 2 ulp an operation of the C library's functions")
  func oracle() throws {
    for (text, row, bits) in expressionOracle {
      let expected = Double(bitPattern: bits)
      let found = try value(text, row.map { Double(bitPattern: $0) })
      if expected.isNaN {
        #expect(found.isNaN, "\(text)")
      } else if text.contains("exp") || text.contains("log") || text.contains("hypot") {
        let scale = max(abs(expected), .leastNormalMagnitude)
        #expect(found == expected || abs(found - expected) <= 1e-12 * scale, "\(text)")
      } else {
        #expect(found == expected, "\(text)")
      }
    }
  }

  @Test(
    "a comparison with NaN is false, '!=' and negations are true",
    arguments: [
      ("a < b", false), ("a <= b", false), ("a > b", false), ("a >= b", false), ("a == b", false),
      ("a != b", true), ("a == a", false), ("!(a < b)", true), ("a in 0 .. 1", false),
      ("!(a in 0 .. 1)", true), ("a < 1 || b < 1", true), ("a < 1 && b < 1", false),
      ("1 > a", false),
      ("min(a, b) < 1 || min(b, a) < 1 || max(a, b) > -1", false), ("pow(a, 0) == 1", false),
    ])
  func notANumber(text: String, expected: Bool) throws {
    #expect(try truth(text, [.nan, 0, 0]) == expected)
  }

  @Test(
    "nothing traps; results are those of IEEE 754",
    arguments: [
      ("1 / a", Double.infinity), ("-1 / a", -.infinity), ("log(a)", -.infinity),
      ("exp(1000 + a)", .infinity), ("pow(10 + a, 400)", .infinity),
      ("abs(-1e300 * 1e300 + a)", .infinity),
      ("pow(2 + a, 0.5) * pow(2 + a, 0.5)", 2.000_000_000_000_000_4),
    ])
  func specialValues(text: String, expected: Double) throws {
    #expect(try value(text, [0, 0, 0]) == expected)
    #expect(try value("a / a", [0, 0, 0]).isNaN)
    #expect(try value("sqrt(a)", [-1, 0, 0]).isNaN)
  }

  @Test("agrees with a row-by-row evaluation in and across blocks", arguments: 0..<6)
  func blocks(seed: Int) throws {
    var random = SplitMix(seed: 500 + UInt64(seed))
    for count in [0, 1, 2047, 2048, 2049, 4500] {
      let meant = RandomCondition.make(depth: 4, &random)
      let expression = try #require(condition(meant.text, in: RandomNumber.scope))
      let program = try ColumnProgram(expression, columns: ["unused", "w", "y", "x"])
      let rows = (0..<count).map { _ in randomRow(&random, strange: true) }
      let batch = program.columns.map { name in rows.map { $0[name] ?? 0 } + [7] }
      let expected = rows.map { meant.holds($0) }
      #expect(try program.mask(batch, count: count) == expected, "\(meant.text)")
      #expect(rows.map { expression.tree.holds(at: $0) } == expected)
    }
  }

  @Test("what does not fit is refused")
  func misuse() throws {
    let cut = try #require(condition("a < b", in: Self.plain))
    let sum = try #require(number("a + b", in: Self.plain))
    #expect(throws: ColumnProgramError.missingColumns(["a", "b"])) {
      try ColumnProgram(cut, columns: ["c"])
    }
    let program = try ColumnProgram(cut, columns: ["a", "b"])
    #expect(throws: ColumnProgramError.batchDoesNotFit) { try program.mask([[1]], count: 1) }
    #expect(throws: ColumnProgramError.batchDoesNotFit) { try program.mask([[1], []], count: 1) }
    #expect(throws: ColumnProgramError.wrongKind) { try program.values([[1], [2]], count: 1) }
    #expect(throws: ColumnProgramError.wrongKind) {
      try ColumnProgram(sum, columns: ["a", "b"]).mask([[1], [2]], count: 1)
    }
  }

  @Test("numbers that need no computing are copied and filled in")
  func trivial() throws {
    #expect(try value("b", [1, 2, 3]) == 2)
    #expect(try value("2 * 3 + 1", [1, 2, 3]) == 7)
    #expect(try truth("1 < 2", [1, 2, 3]))
    #expect(try truth("a < 0 || 1 < 2", [1, 2, 3]))
    #expect(try !truth("a > 0 && 2 < 1", [1, 2, 3]))
  }
}
