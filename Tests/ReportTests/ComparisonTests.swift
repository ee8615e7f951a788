import BlindAnalysis
import Ledger
import Report
import TestSupport
import Testing

@Suite("Records made again") struct DocumentComparisonTests {
  private func compare(_ recorded: CanonicalValue, _ rebuilt: CanonicalValue) -> DocumentComparison
  {
    DocumentComparison(of: "a.json", recorded: recorded, rebuilt: rebuilt)
  }

  static let numbers: [(Double, Double, DocumentComparison.Verdict)] = [
    (0.51, 0.51, .identical), (50, 50.0, .identical), (0, 0, .identical),
    (0.51, 0.51.nextUp, .close), (1, 1 + 0.9e-9, .close), (-3e-7, -3e-7 * (1 - 5e-10), .close),
    (1, 1 + 1.1e-9, .different), (0.51, 0.52, .different), (0, 1e-300, .different),
    (1, -1, .different), (1e300, 1.1e300, .different),
  ]

  @Test("are the same bit for bit, within 1e-9, or different", arguments: numbers)
  func verdicts(row: (Double, Double, DocumentComparison.Verdict)) {
    for (first, second) in [(row.0, row.1), (row.1, row.0)] {
      let comparison = compare(["x": .real(first)], ["x": .real(second)])
      #expect(comparison.numbers.map(\.verdict) == [row.2], "\(first) and \(second)")
      #expect(comparison.isIdentical == (row.2 == .identical))
      #expect(comparison.agrees == (row.2 != .different))
    }
  }

  @Test("a count that is one off is different, the steps of a fit are not a result")
  func integers() {
    #expect(!compare(["events": 3_000_000_000], ["events": 3_000_000_001]).isIdentical)
    #expect(!compare(["events": 3], ["events": 4]).agrees)
    #expect(compare(["fit": ["iterations": 3]], ["fit": ["iterations": 9]]).agrees)
    #expect(!compare(["fit": ["iterations": 3]], ["fit": ["iterations": 9]]).isIdentical)
  }

  @Test("what only one has is different, titles and sources decide nothing")
  func missing() {
    #expect(!compare(["x": 1], [:]).agrees && !compare([:], ["x": 1]).agrees)
    #expect(!compare(["grade": "BLIND-1"], ["grade": "BLIND-0"]).agrees)
    #expect(!compare(["x": 1], ["x": .null]).agrees && !compare(["x": 1], ["x": "1"]).agrees)
    #expect(
      compare(["title": "a", "s": [["source": "b"]]], ["title": "c", "s": [["source": "d"]]])
        .isIdentical)
  }

  @Test("elements are told by their names, so that another order is the same")
  func order() {
    let first: CanonicalValue = [["name": "a", "events": 1], ["name": "b", "events": 2]]
    let second: CanonicalValue = [["name": "b", "events": 2], ["name": "a", "events": 1]]
    #expect(compare(first, second).isIdentical)
    #expect(compare(first, second).numbers.map(\.place) == ["a / events", "b / events"])
    #expect(!compare([1, 2], [2, 1]).agrees)
  }
}

/// What a reviewer reads when a definition or an estimate changed.
@Suite("Differences in words") struct DifferenceTextTests {
  private func lines(
    _ change: (inout SampleAnalysis) -> Void, from first: SampleAnalysis = SampleAnalysis()
  ) throws -> [String] {
    var second = first
    change(&second)
    return DifferenceText(
      DocumentDifference(
        from: try first.definition().canonical, to: try second.definition().canonical)
    ).lines
  }

  @Test("texts that begin alike are told whole, and what holds much by how much it holds")
  func texts() {
    let (old, new): (CanonicalValue, CanonicalValue) = (
      ["method": "exponential in E_ECAL"],
      ["method": "exponential × power law in E_ECAL", "x": .array(Array(repeating: 1, count: 13))]
    )
    #expect(
      DifferenceText(DocumentDifference(from: old, to: new)).lines == [
        "method: exponential in E_ECAL became exponential × power law in E_ECAL",
        "x: added, with 13 values",
      ])
  }

  @Test("a cut, an edge, a number, a file")
  func definitions() throws {
    #expect(
      try lines { $0.regions["signal box"] = "E_ECAL < 40 GeV && E_HCAL < 1 GeV" }
        == ["signal box: E_ECAL < 42 GeV became < 40 GeV"])
    #expect(
      try lines { $0.regions["control"] = "E_HCAL > 2 GeV" }
        == ["control: added, E_HCAL > 2 GeV"])
    #expect(try lines { $0.confidence = "95 %" } == ["limit / confidence: 0.9 became 0.95"])
    #expect(
      try lines { $0.datasets[0].files = "[data.csv, more.csv]" }
        == ["data / first / files: data.csv became data.csv, more.csv"])
    let renamed = try lines {
      $0.backgrounds = "{other: {model: declared, value: 0.06 ± 0.02, source: a}}"
    }
    #expect(renamed.count == 2 && renamed.allSatisfy { $0.contains("model declared") })
    #expect(renamed.first?.hasPrefix("backgrounds / decays: removed, it was ") == true)
    #expect(renamed.last?.hasPrefix("backgrounds / other: added, ") == true)
  }

  @Test("units, layout and sources make none")
  func same() throws {
    #expect(
      try lines {
        $0.regions["signal box"] = "E_HCAL < 1000 MeV && E_ECAL < 42 GeV".split(separator: " && ")
          .reversed().joined(separator: "  &&  ")
        $0.backgrounds = "{decays: {model: declared, value: 6e-2 ± 0.020, source: other}}"
      } == ["no difference that decides a number"])
  }

  @Test("cuts in another order are one difference")
  func order() throws {
    var first = SampleAnalysis()
    first.selection = "[{name: a, require: E_HCAL < 1 GeV}, {name: b, require: E_HCAL < 2 GeV}]"
    #expect(
      try lines(
        {
          $0.selection = "[{name: b, require: E_HCAL < 2 GeV}, {name: a, require: E_HCAL < 1 GeV}]"
        },
        from: first) == ["selection / order: a, b became b, a"])
  }

  @Test("numbers get as many digits as it takes to tell them apart")
  func digits() {
    func line(_ before: CanonicalValue, _ after: CanonicalValue) -> [String] {
      DifferenceText(
        DocumentDifference(from: ["total": ["value": before]], to: ["total": ["value": after]])
      ).lines
    }
    #expect(line(0.51, 0.48) == ["total / value: 0.51 became 0.48"])
    #expect(line(0.123456, 0.123457) == ["total / value: 0.123456 became 0.123457"])
    #expect(line(3, 2) == ["total / value: 3 became 2"])
    #expect(line(.null, 2) == ["total / value: none became 2"])
    #expect(line("x\u{1B}[2J", "y") == [#"total / value: x\u{1b}[2J became y"#])
  }
}
