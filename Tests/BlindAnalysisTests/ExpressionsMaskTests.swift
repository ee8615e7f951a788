import TestSupport
import Testing

@testable import BlindAnalysis

@Suite("Mask") struct ExpressionsMaskTests {
  /// The limit, its neighbours, and the class that each must get. Edges belong to the mask.
  static let belowCases: [(Double, RowClass)] = [
    (42.0.nextDown, .blind), (42, .blind), (42.0.nextUp, .open),
  ]
  static let aboveCases: [(Double, RowClass)] = [
    (42.0.nextDown, .open), (42, .blind), (42.0.nextUp, .blind),
  ]

  private func classes(
    _ text: String, _ values: [Double], column: String = "E_ECAL"
  ) throws -> [RowClass] {
    let mask = try Mask(region: #require(condition(text)))
    return try RowClassifier(mask, columns: [column]).classify([values], count: values.count)
  }

  @Test(
    "an edge belongs to the mask whatever the comparison sign",
    arguments: [
      "E_ECAL < 42 GeV", "E_ECAL <= 42 GeV", "42 GeV > E_ECAL", "!(E_ECAL > 42 GeV)",
      "!(E_ECAL >= 42 GeV)", "!(!(E_ECAL < 42 GeV))", "E_ECAL in -5 GeV .. 42 GeV",
      "-E_ECAL > -42 GeV", "!(E_ECAL >= 42 GeV || E_ECAL > 60 GeV)",
    ])
  func edgeFromBelow(text: String) throws {
    #expect(try classes(text, Self.belowCases.map(\.0)) == Self.belowCases.map(\.1))
  }

  @Test(
    "an edge belongs to the mask from above as well",
    arguments: [
      "E_ECAL > 42 GeV", "E_ECAL >= 42 GeV", "42 GeV < E_ECAL", "!(E_ECAL < 42 GeV)",
      "!(E_ECAL <= 42 GeV)", "E_ECAL in 42 GeV .. 100 GeV",
    ])
  func edgeFromAbove(text: String) throws {
    #expect(try classes(text, Self.aboveCases.map(\.0)) == Self.aboveCases.map(\.1))
  }

  @Test("a single value and its negation")
  func equality() throws {
    let values = Self.belowCases.map(\.0)
    #expect(try classes("E_ECAL == 42 GeV", values) == [.open, .blind, .open])
    #expect(try classes("!(E_ECAL != 42 GeV)", values) == [.open, .blind, .open])
    #expect(try classes("E_ECAL != 42 GeV", values) == [.blind, .blind, .blind])
    #expect(try classes("!(E_ECAL == 42 GeV)", values) == [.blind, .blind, .blind])
  }

  @Test("outside of a negated range is its open inside")
  func negatedRange() throws {
    let values: [Double] = [1, Double(1).nextUp, 1.5, Double(2).nextDown, 2, 3]
    #expect(
      try classes("!(E_ECAL in 1 GeV .. 2 GeV)", values)
        == [.blind, .open, .open, .open, .blind, .blind])
  }

  @Test(
    "a blinding column that is not finite is quarantined",
    arguments: [Double.nan, .infinity, -.infinity, -.nan, .signalingNaN])
  func quarantine(value: Double) throws {
    #expect(try classes("E_ECAL < 42 GeV", [value]) == [.quarantine])
    #expect(try classes("E_ECAL != 42 GeV", [value]) == [.quarantine])
  }

  @Test(
    "is blinded if the finite columns place the row inside, edges included",
    arguments: [Double.nan, .infinity, -.infinity])
  func surelyInside(value: Double) throws {
    for (text, energy, expected) in [
      ("E_ECAL < 45 GeV && E_HCAL < 1.5 GeV", 20, .quarantine),
      ("E_ECAL < 45 GeV && E_HCAL < 1.5 GeV", 60, .quarantine),
      ("E_ECAL < 45 GeV || E_HCAL < 1.5 GeV", 45, .blind),
      ("E_ECAL < 45 GeV || E_HCAL < 1.5 GeV", 45.0.nextUp, .quarantine),
      ("!(E_ECAL > 45 GeV && E_HCAL > 1.5 GeV)", 45, .blind),
      ("!(E_HCAL > 1.5 GeV)", 20, .quarantine),
      ("!(E_HCAL in 1 GeV .. 2 GeV)", 20, .quarantine),
      ("E_ECAL in 5 GeV .. 45 GeV || E_HCAL == 1 GeV", 5, .blind),
      ("!(E_ECAL in 5 GeV .. 45 GeV) || E_HCAL == 1 GeV", 5, .blind),
      ("!(E_ECAL in 5 GeV .. 45 GeV) || E_HCAL == 1 GeV", 6, .quarantine),
      ("sqrt(E_ECAL / E_ECAL) < 0.5 || E_HCAL == 1 GeV", 0, .blind),
      ("min(E_ECAL, E_HCAL) < 45 GeV", 20, .quarantine),
    ] as [(String, Double, RowClass)] {
      let mask = try Mask(region: #require(condition(text)))
      let classifier = try RowClassifier(mask, columns: ["E_HCAL", "E_ECAL"])
      #expect(
        try classifier.classify([[value, 3], [energy, 100]], count: 2).first == expected,
        "\(text) at \(energy)")
    }
  }

  @Test("what is surely inside stays inside for every number in place of NaN", arguments: 0..<10)
  func everyReplacement(seed: Int) throws {
    var random = SplitMix(seed: 3000 + UInt64(seed))
    var blinded = 0
    for _ in 0..<20 {
      let region = RandomCondition.make(depth: 3, &random)
      let mask = try Mask(region: #require(condition(region.text, in: RandomNumber.scope)))
      let classifier = try RowClassifier(mask, columns: RandomNumber.columns)
      for _ in 0..<50 {
        var row = randomRow(&random, strange: false)
        let broken = RandomNumber.columns.randomElement(using: &random) ?? "x"
        row[broken] = .nan
        let batch = RandomNumber.columns.map { [row[$0] ?? .nan] }
        guard mask.blindingColumns.contains(broken),
          try classifier.classify(batch, count: 1) == [.blind]
        else { continue }
        blinded += 1
        for _ in 0..<50 {
          row[broken] = randomEnergy(&random)
          #expect(region.closedRegionHas(row), "\(region.text) at \(row)")
        }
      }
    }
    #expect(blinded > 0)
  }

  @Test("a row inside one of two masks is blinded by their union, whatever the other one reads")
  func unionKeepsBlinded() throws {
    for first in ["E_ECAL < 45 GeV", "E_ECAL / E_ECAL < 0.5", "!(E_ECAL >= 45 GeV)"] {
      let first = try Mask(region: #require(condition(first)))
      let other = try Mask(region: #require(condition("E_ECAL < 60 GeV && E_HCAL < 1 GeV")))
      let values: [Double] = [0, -1, 44, 45]
      let before = try RowClassifier(first, columns: ["E_ECAL"]).classify([values], count: 4)
      let after = try RowClassifier(first.union(with: other), columns: ["E_ECAL", "E_HCAL"])
        .classify([values, Array(repeating: .nan, count: 4)], count: 4)
      for (before, after) in zip(before, after) where before == .blind { #expect(after == .blind) }
    }
  }

  @Test("zero of either sign, the smallest and the largest numbers are ordinary")
  func extremes() throws {
    let values: [Double] = [
      -0.0, 0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e308, -1e308,
    ]
    #expect(
      try classes("E_ECAL < 0 GeV", values) == [.blind, .blind, .open, .blind, .open, .blind])
  }

  @Test("a computed quantity that is NaN does not open a row")
  func derivedNaN() throws {
    // 0/0 and the root of a negative number; for 9 GeV the root is 3, above the limit.
    #expect(
      try classes("sqrt(E_ECAL * 1 GeV) < 2 GeV", [-1, 4, 4.0.nextUp.nextUp, 9])
        == [.blind, .blind, .open, .open])
    #expect(try classes("E_ECAL / E_ECAL < 0.5", [0, 1]) == [.blind, .open])
    #expect(try classes("!(E_ECAL / E_ECAL > 0.5)", [0, 1]) == [.blind, .open])
    #expect(try classes("hypot(E_ECAL / E_ECAL, 1 GeV / E_ECAL) < 1", [0]) == [.blind])
  }

  @Test("a part of a conjunction that is provably outside opens the row beside a NaN")
  func provenByOnePart() throws {
    let text = "E_ECAL / E_ECAL < 0.5 && E_ECAL < -1 GeV"
    #expect(try classes(text, [0]) == [.open])
  }

  @Test("the union is outside only where both are")
  func union() throws {
    let low = try Mask(region: #require(condition("E_ECAL < 10 GeV")))
    let high = try Mask(region: #require(condition("E_ECAL > 20 GeV && E_HCAL < 1 GeV")))
    let both = low.union(with: high)
    #expect(both == high.union(with: low).union(with: low))
    #expect(both.canonical == "E_ECAL < 10 GeV || E_ECAL > 20 GeV && E_HCAL < 1 GeV")
    #expect(both.blindingColumns == ["E_ECAL", "E_HCAL"])
    let classifier = try RowClassifier(both, columns: ["E_HCAL", "E_ECAL"])
    let batch = [[0.5, 0.5, 0.5, 1.5, .nan], [5, 15, 25, 25, 5]]
    #expect(
      try classifier.classify(batch, count: 5) == [.blind, .open, .blind, .open, .blind])
  }

  @Test("a number is no mask, and missing columns or short batches are refused")
  func misuse() throws {
    #expect(throws: MaskError.notACondition) {
      try Mask(region: #require(number("E_ECAL + 1 GeV")))
    }
    let mask = try Mask(region: #require(condition("E_ECAL != 1 GeV")))
    #expect(throws: ColumnProgramError.missingColumns(["E_ECAL"])) {
      try RowClassifier(mask, columns: ["E_HCAL"])
    }
    let classifier = try RowClassifier(mask, columns: ["E_ECAL"])
    for (batch, count) in [([[1.0]], 2), ([], 1), ([[1.0], [2.0]], 1), ([[1.0]], -1)] {
      #expect(throws: ColumnProgramError.batchDoesNotFit) {
        try classifier.classify(batch, count: count)
      }
    }
    #expect(try classifier.classify([[]], count: 0) == [])
  }

  @Test("agrees with the definition on random regions and rows", arguments: 0..<20)
  func againstDefinition(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    for _ in 0..<20 {
      let region = RandomCondition.make(depth: 3, &random)
      let checked = try #require(condition(region.text, in: RandomNumber.scope))
      let mask = try Mask(region: checked)
      let rows = (0..<200).map { _ in randomRow(&random, strange: true) }
      let batch = RandomNumber.columns.map { name in rows.map { $0[name] ?? .nan } }
      let classes = try RowClassifier(mask, columns: RandomNumber.columns)
        .classify(batch, count: rows.count)
      for (row, found) in zip(rows, classes) {
        let isFinite = mask.blindingColumns.allSatisfy { row[$0]?.isFinite == true }
        let isInside = isFinite ? region.closedRegionHas(row) : region.surelyHas(row)
        let expected: RowClass = isInside ? .blind : isFinite ? .open : .quarantine
        #expect(found == expected, "\(region.text) at \(row)")
        #expect(!(found == .open && region.holds(row)))
      }
    }
  }
}
