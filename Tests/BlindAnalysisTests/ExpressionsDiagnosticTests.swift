import Testing

@testable import BlindAnalysis

@Suite("Diagnostics of expressions") struct ExpressionsDiagnosticTests {
  /// The findings as `id@column+length=replacement`.
  private func summary(_ findings: [Diagnostic]) -> [String] {
    findings.map { finding in
      let column = finding.span.column - testPlace.column + 1
      let fixIt = finding.replacement.map { "=\($0)" } ?? ""
      return "\(finding.id)@\(column)+\(finding.span.length)\(fixIt)"
    }
  }

  @Test(
    "each mistake is found where it is, with its fix",
    arguments: [
      ("E_ECAL < 42", ["missing-unit@10+2=42 GeV"]), ("42 > E_ECAL", ["missing-unit@1+2=42 GeV"]),
      ("E_ECAL < (-42)", ["missing-unit@10+5=-42 GeV"]), ("t_srd < 3", ["missing-unit@9+1=3 ns"]),
      ("E_ECAL + 3 < 5 GeV", ["missing-unit@10+1=3 GeV"]),
      ("max(E_ECAL, 1) < 5 GeV", ["missing-unit@13+1=1 GeV"]),
      ("E_ECAL in 4 .. 50", ["missing-unit@16+2=50 GeV"]),
      ("E_ECAL in 4 GeV .. 50", ["missing-unit@20+2=50 GeV"]),
      ("E_ECAL < 42 Gev", ["unknown-unit@13+3=GeV"]), ("E_ECAL < 42 foo", ["unknown-unit@13+3"]),
      ("E_ECAL < 0x1F GeV", ["not-decimal@10+4"]), ("E_ECAL < 1_000 GeV", ["not-decimal@10+5"]),
      ("n_hits == 1 GeV", ["surplus-unit@11+5=1"]), ("t_srd < E_ECAL", ["dimension-mismatch@1+14"]),
      ("E_ECAL < 10 %", ["dimension-mismatch@1+13"]),
      ("exp(E_ECAL) < 4", ["dimension-mismatch@5+6"]),
      ("sqrt(E_ECAL) < 5", ["dimension-mismatch@1+12"]),
      ("pow(E_ECAL, 0.5) < 5", ["dimension-mismatch@1+16"]),
      ("pow(E_ECAL, n_hits) < 3", ["literal-exponent@13+6"]),
      ("pow(E_ECAL, 200) < 3", ["dimension-mismatch@1+16"]),
      ("pow(E_ECAL, 60) * pow(E_ECAL, 60) < 3", ["dimension-out-of-range@1+33"]),
      ("trigger", ["expected-condition@1+7=trigger == 1"]), ("E_ECAL", ["expected-condition@1+6"]),
      ("n_hits == 1 && trigger", ["expected-condition@16+7=trigger == 1"]),
      ("(E_ECAL < 3 GeV) + 1 < 2", ["expected-number@1+16"]),
      ("(z < 1 m) == (t0 < 1 ns)", ["expected-number@1+9", "expected-number@14+11"]),
      ("!trigger == 1", ["tight-negation@1+13=!(trigger == 1)"]),
      ("1 GeV < E_ECAL < 5 GeV", ["chained-comparison@1+22=1 GeV < E_ECAL && E_ECAL < 5 GeV"]),
      ("n_hits in 1 .. 2 in 3 .. 4", ["chained-comparison@1+26"]),
      ("n_hits in 1 .. 2 == 3", ["chained-comparison@1+21"]),
      ("E_HCAl < 1 GeV && E_ECAL < 4", ["unknown-name@1+6=E_HCAL", "missing-unit@28+1=4 GeV"]),
      ("E_mis > 1 GeV", ["unknown-name@1+5=E_miss"]), ("blub > 1", ["unknown-name@1+4"]),
      ("E_ECAL < GeV", ["unknown-name@10+3"]), ("p_track < 70 GeV/c", ["unknown-name@18+1"]),
      ("fabs(t0) < 3 ns", ["unknown-function@1+4=abs"]), ("foo(t0) < 3", ["unknown-function@1+3"]),
      ("E_ECAL(3) < 4", ["unknown-function@1+6"]), ("min(E_ECAL) < 3 GeV", ["operand-count@1+11"]),
      ("abs() < 3", ["operand-count@1+5"]),
      ("E_ECAL in 50 GeV .. 4 GeV", ["reversed-range@11+15=4 GeV .. 50 GeV"]),
      ("n_hits in 5", ["expected-range@12+1"]), ("", ["empty-expression@1+1"]),
      ("E_ECAL < && E_HCAL <", ["expected-operand@10+2", "expected-operand@21+1"]),
      ("(n_hits == 1", ["unbalanced-parenthesis@13+1"]),
      ("n_hits == 1)", ["unbalanced-parenthesis@12+1"]),
      ("(n_hits == 1) trigger == 1", ["expected-operator@15+7"]),
      ("n_hits == 1 trigger == 1", ["unknown-unit@13+7"]),
      ("n_hits = 1", ["unknown-operator@8+1==="]), ("n_hits ≤ 1", ["unknown-operator@8+1=<="]),
      ("n_hits == 1 and trigger == 1", ["unknown-operator@13+3=&&"]),
      ("n_hits == 1 & trigger == 1", ["unknown-operator@13+1=&&"]),
      ("not n_hits < 1", ["unknown-operator@1+3=!", "tight-negation@1+14=!(n_hits < 1)"]),
      ("n_hits**2 < 4", ["unknown-operator@1+9=pow(n_hits, 2)"]),
      ("n_hits ^ trigger < 4", ["unknown-operator@1+16"]),
      ("n_hits < 3 ✓", ["unexpected-character@12+1"]),
      ("n_hits < 1e999", ["number-out-of-range@10+5"]),
      ("n_hits < 1e-999", ["number-out-of-range@10+6"]),
      ("E_ECAL < 1e308 TeV", ["number-out-of-range@10+9"]),
      ("n_hits < nan", ["unknown-name@10+3"]), ("E_ECAL == 4 GeV", ["exact-equality@1+15"]),
      ("E_ECAL != 4 GeV", ["exact-equality@1+15"]), ("1 < 2", ["constant-condition@1+5"]),
      ("n_hits == 1", []), ("n_hits < 0e5", []),
    ])
  func findings(text: String, expected: [String]) {
    let reading = read(text, as: .condition)
    #expect(summary(reading.findings) == expected)
    #expect((reading.value == nil) == reading.findings.containsError)
  }

  @Test("applying a fix-it makes its finding go away")
  func fixIts() throws {
    let text = "E_ECAL < 42 && E_HCAl < 1 GeV && n_hits = 1"
    var scalars = Array(text.unicodeScalars)
    for finding in read(text, as: .condition).findings.reversed() {
      let start = finding.span.column - testPlace.column
      let fixed = try #require(finding.replacement)
      scalars.replaceSubrange(start..<(start + finding.span.length), with: fixed.unicodeScalars)
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    #expect(
      condition(String(view))?.canonical == "E_ECAL < 42 GeV && E_HCAL < 1 GeV && n_hits == 1")
  }

  @Test("a number is refused where a condition stands, and the reverse, for derived names too")
  func kinds() {
    #expect(summary(read("E_ECAL < 1 GeV", as: .number).findings) == ["expected-number@1+14"])
    #expect(read("E_ECAL < 1 GeV", as: .either).value?.kind == .condition)
    #expect(read("E_miss", as: .either).value?.kind == .number(.energy))
    let scope = testScope.derivingForTests("good", "n_hits == 1 && trigger == 1")
    #expect(condition("good && !good", in: scope)?.columns == ["n_hits", "trigger"])
    #expect(
      summary(read("good > 1", in: scope, as: .condition).findings) == ["expected-number@1+4"])
  }

  @Test("rendered as compilers do")
  func rendering() {
    let line = "  signal box:\tE_ECAL < 42 && E_HCAl < 1 GeV"
    let place = SourceSpan(file: "eplus.yaml", line: 31, column: 15)
    let source = PlacedText(String(line.dropFirst(14)), at: place)
    let findings = CheckedExpression.read(source, in: testScope, as: .condition).findings
    let rendered = findings.map { $0.rendered(quoting: line) }.joined(separator: "\n")
    let golden = """
      eplus.yaml:31:24: error: '42' has no unit, but 'E_ECAL' is an energy; write for example \
      '42 GeV' [missing-unit]
          signal box:\tE_ECAL < 42 && E_HCAl < 1 GeV
                     \t         ^~
        fix-it: replace with '42 GeV'
      eplus.yaml:31:30: error: unknown name 'E_HCAl'; did you mean 'E_HCAL'? [unknown-name]
          signal box:\tE_ECAL < 42 && E_HCAl < 1 GeV
                     \t               ^~~~~~
        fix-it: replace with 'E_HCAL'
      """
    #expect(rendered == golden)
  }

  @Test("hostile lines are shown without control characters, and long ones in part")
  func hostileRendering() {
    let span = SourceSpan(file: "a\u{1B}[2J.yaml", line: 1, column: 5_000, length: 3)
    let finding = Diagnostic(severity: .note, id: "x", message: "m\u{7}", span: span)
    let line =
      String(repeating: "é", count: 4_999) + "abc\u{1B}[31m" + String(repeating: "z", count: 9_000)
    let rendered = finding.rendered(quoting: line)
    #expect(!rendered.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    #expect(rendered.count < 500)
    #expect(rendered.contains("abc"))
    #expect(finding.rendered(quoting: "").hasSuffix("^"))
  }

  @Test("a folded text points at its start and offers no fix-it")
  func folded() throws {
    let source = PlacedText("E_ECAL < 42", at: testPlace, layout: .folded)
    let finding = try #require(
      CheckedExpression.read(source, in: testScope, as: .condition).findings.first)
    #expect(finding.span == testPlace)
    #expect(finding.replacement == nil)
  }

  @Test(
    "the nearest name, or none if two are near",
    arguments: [
      ("E_ECAl", "E_ECAL"), ("E_ECLA", "E_ECAL"), ("ecal", nil), ("E_HCL", "E_HCAL"),
      ("E_XCAL", nil),
      ("Gev", nil), ("", nil),
    ] as [(String, String?)])
  func nearest(name: String, expected: String?) {
    #expect(["E_ECAL", "E_HCAL", "run"].nearest(to: name) == expected)
  }

  /// Optimal string alignment distances by hand: insert, delete, replace, swap cost 2, case 1.
  @Test(
    "edit distance",
    arguments: [
      ("abc", "abc", 0), ("abc", "abC", 1), ("abc", "acb", 2), ("abc", "ab", 2), ("", "ab", 4),
      ("ca", "abc", 6), ("kitten", "sitting", 6),
    ])
  func distance(first: String, second: String, expected: Int) {
    #expect(editDistance(first, second, limit: 100) == expected)
    #expect(editDistance(second, first, limit: 100) == expected)
    #expect(editDistance(first, second, limit: expected - 1) == nil)
  }
}
