import TestSupport
import Testing

@testable import BlindAnalysis

/// Mutations of valid files: whatever comes out, it comes out as findings, and soon.
@Suite("Definition: hostile files") struct DefinitionFuzzTests {
  private static let fragments: [String] = [
    "{", "}", "[", "]", ": ", "- ", ",", "\"", "'", "#", " #", "&a ", "*a", "!t ", "!!map ", "|\n",
    ">\n", "? ", "%", "@", "`", "\t", "\r\n", "\n", "\n\n", " ", "    ", "---\n", "...\n", "<<: ",
    "\u{FEFF}", "\u{0}", "\u{202E}", "\u{2028}", "é", "𝄞", "~", "null", "1e999", "-", "0x10",
    "..", "±", "%", "GeV", "\\u12", "\\xZZ", "(((((", ")", "&&", "||", "<", "in ", "n = 0",
    "n >= 9999999",
  ]

  /// A few random edits: a byte, a fragment, a line removed, repeated or moved, text cut off.
  private func mutated(_ text: String, _ random: inout SplitMix) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = bytes.indices.randomElement(using: &random) ?? 0
      let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1:
        let fragment = Self.fragments.randomElement(using: &random) ?? ""
        bytes.insert(contentsOf: Array(fragment.utf8), at: place)
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4:
        let target = bytes.indices.randomElement(using: &random) ?? 0
        bytes.insert(contentsOf: bytes[place..<end], at: target)
      default: if Bool.random(using: &random) { bytes.removeSubrange(place...) }
      }
    }
    return bytes
  }

  @Test("never trap and always explain", arguments: 0..<8)
  func survived(seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    for _ in 0..<150 {
      let bytes = mutated(ExampleFile.text, &random)
      do {
        let definition = try AnalysisDefinition(validating: bytes, file: "a.yaml")
        #expect(!definition.warnings.diagnostics.contains { $0.severity == .error })
      } catch {
        #expect(error.diagnostics.contains { $0.severity == .error })
        #expect(error.findings.rendered.isEmpty == false)
        #expect(!error.diagnostics.contains { $0.id == "incomplete" })
      }
    }
  }

  @Test(
    "stay quick on text that is made to be slow",
    arguments: slow.indices)
  func bounded(index: Int) {
    #expect(throws: DefinitionError.self) {
      try AnalysisDefinition(validating: Self.slow[index], file: "a.yaml")
    }
  }

  @Test("show no more than a thousand findings, an error among them")
  func manyFindings() {
    func finding(_ severity: Diagnostic.Severity, line: Int) -> Diagnostic {
      let place = SourceSpan(file: "f", line: line, column: 1)
      return Diagnostic(severity: severity, id: "x", message: "y", span: place)
    }
    let warnings = (1...1_200).map { finding(.warning, line: $0) }
    let findings = DefinitionFindings(warnings + [finding(.error, line: 1_300)], in: nil)
    #expect(findings.diagnostics.count == 1_002)
    #expect(findings.summary == "1 error, 1000 warnings, 1 note")
    #expect(findings.diagnostics.last?.message == "200 more findings are not shown")
  }

  private static let slow: [String] = [
    String(repeating: "[", count: 250_000),
    String(repeating: "- ", count: 120_000),
    String(repeating: "{a: ", count: 250_000),
    String(repeating: "\"", count: 250_000),
    String(repeating: "a:\n", count: 75_000),
    String(repeating: "a\n", count: 120_000),
    String(repeating: " \n", count: 120_000),
    "a: [" + String(repeating: "b, ", count: 75_000) + "]\n",
    (0..<10_000).map { "k\($0): 1\n" }.joined(),
    "a: &a [b]\n" + (0..<50).map { "b\($0): &c\($0) [*a, *a, *a, *a]\n" }.joined(),
    ExampleFile.text.replacing(
      "  E_miss: 70 GeV - E_ECAL\n",
      with: "  d0: E_ECAL\n" + (1..<300).map { "  d\($0): d\($0 - 1) + d\($0 - 1)\n" }.joined()),
    ExampleFile.text.replacing(
      "regions:\n",
      with: "regions:\n"
        + (0..<300).map { "  r\($0): abs(E_ECAL - \($0) GeV) > 1 GeV || E_HCAL > \($0) MeV\n" }
        .joined()),
  ]
}
