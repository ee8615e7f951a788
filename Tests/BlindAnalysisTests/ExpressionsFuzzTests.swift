import TestSupport
import Testing

@testable import BlindAnalysis

/// Whatever stands in the file: no trap, no endless work, and an error unless it can be used.
@Suite("Hostile expressions") struct ExpressionsFuzzTests {
  private static let pieces = [
    "E_ECAL", "E_miss", "n_hits", "trigger", "(", ")", "<", "<=", "==", "!=", "&&", "||", "!", "in",
    "..", "+", "-", "*", "/", "%", ",", "abs", "max", "pow", "sqrt", "1", "2.5", "1e3", "1e", ".",
    "GeV",
    "MeV", "ns", " ", "\t", "±", "^", "=", "é", "\u{0}", "and", "not", "1e999", "#", "\"", "🤖", "e",
    "_",
  ]

  private func check(_ text: String) {
    let expectations: [CheckedExpression.Expectation] = [.condition, .either, .condition, .number]
    for expectation in [expectations[text.utf8.count % expectations.count]] {
      let reading = read(text, as: expectation)
      #expect((reading.value == nil) == reading.findings.containsError)
      #expect(reading.findings.count <= FindingCollector.most + 1)
      for finding in reading.findings { _ = finding.rendered(quoting: text) }
      guard let expression = reading.value else { continue }
      // The warnings may differ, the meaning may not.
      #expect(read(expression.canonical, as: .either).value == expression)
      if let mask = try? Mask(region: expression) {
        _ = mask.proofOfContaining(NamedRegion("a", expression), maskName: "b")
        _ = expression.interval(of: expression)
      }
    }
    for dimension in [nil, Dimension.energy] {
      _ = Quantity.read(PlacedText(text, at: testPlace), as: dimension)
      _ = QuantityRange.read(PlacedText(text, at: testPlace, layout: .folded), as: dimension)
    }
  }

  @Test("random pieces of the language", arguments: 0..<6)
  func randomPieces(seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    for _ in 0..<80 {
      let count = Int.random(in: 0..<14, using: &random)
      check((0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined())
    }
  }

  @Test("random bytes", arguments: 0..<4)
  func randomBytes(seed: Int) {
    var random = SplitMix(seed: 50 + UInt64(seed))
    for _ in 0..<80 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test("mutations of a good text", arguments: 0..<6)
  func mutations(seed: Int) {
    var random = SplitMix(seed: 90 + UInt64(seed))
    let good = "abs(p_track - 70 GeV) < 5 GeV && !(E_SRD in 1 MeV .. 80 MeV) || E_miss >= 28GeV"
    for _ in 0..<60 {
      var bytes = Array(good.utf8)
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: index)
        }
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test(
    "deep nesting and long chains end with one error",
    arguments: [
      ("(", ""), ("-", "1"), ("!", "trigger"), ("abs(", "1"), ("1+", "1"), ("1 - ", "n_hits"),
      ("not ", "trigger"), ("n_hits < ", "1"), ("(1,", ""), ("1 in ", ""), ("pow(2,", "1"),
      ("2^", "1"),
    ])
  func nesting(unit: String, end: String) {
    for count in [150, 199, 200, 201, 3_000] {
      let text = String(repeating: unit, count: count) + end
      let reading = read(text, as: .either)
      #expect(count < 250 || reading.findings.containsError)
      if let value = reading.value { #expect(read(value.canonical, as: .either).value == value) }
    }
  }

  @Test("long lists of conditions are no nesting")
  func longLists() throws {
    let runs = (0..<800).map { "n_hits == \($0)" }
    for symbol in [" || ", " && "] {
      let text = runs.joined(separator: symbol)
      let cut = try #require(condition(text))
      #expect(cut.canonical == text)
      #expect(cut.isProvablyEmpty == (symbol == " && "))
      let program = try ColumnProgram(cut, columns: ["n_hits"])
      #expect(try program.mask([[3, -1]], count: 2) == [symbol == " || ", false])
    }
  }

  @Test("texts over 16 KiB are refused, one of 16 KiB is read")
  func length() {
    let long = "n_hits == 1" + String(repeating: " ", count: Lexer.longestText - 11)
    #expect(condition(long) != nil)
    #expect(read(long + " ", as: .condition).findings.map(\.id) == ["text-too-long"])
  }

  @Test("derived names that double at every step are stopped")
  func doubling() {
    var scope = testScope
    var ids: [String] = []
    for step in 0..<64 {
      let previous = step == 0 ? "n_hits" : "d\(step - 1)"
      let reading = read("\(previous) * \(previous)", in: scope, as: .number)
      guard let value = reading.value else {
        ids = reading.findings.map(\.id)
        break
      }
      scope = scope.adding("d\(step)", .derived(value))
    }
    #expect(ids == ["expression-too-large"])
  }

  @Test("a long chain of derived names is stopped")
  func chain() {
    var scope = testScope.derivingForTests("d0", "n_hits + 1")
    var steps = 0
    while let value = number("d\(steps) + 1", in: scope), steps < 1_000 {
      steps += 1
      scope = scope.adding("d\(steps)", .derived(value))
    }
    #expect(steps > 100 && steps < Parser.deepestNesting)
  }

  @Test("regions with more limits than can be compared end with an answer")
  func manyQuantities() throws {
    let names = (0..<120).map { "c\($0)" }
    let scope = Scope(Dictionary(uniqueKeysWithValues: names.map { ($0, .column(.number)) }))
    let text = names.map { "\($0) * \($0) > 1" }.joined(separator: " || ")
    let region = try #require(condition(text, in: scope))
    let proof = try Mask(region: region)
      .proofOfAvoiding(NamedRegion("a", region), maskName: "b")
    guard case .undecided(let reason) = proof else {
      Issue.record("not undecided: \(proof)")
      return
    }
    #expect(reason.contains("too many limits"))
    #expect(!region.isProvablyEmpty)
    #expect(try region.interval(of: #require(number("c1", in: scope))) != nil)
  }
}
