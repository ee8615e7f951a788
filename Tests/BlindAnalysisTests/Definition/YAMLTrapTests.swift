import Testing

@testable import BlindAnalysis

/// What a text of the file leads to: `id@line:column` per finding.
func yamlFindings(_ text: String) -> [String] {
  var findings: [Diagnostic] = []
  if let source = SourceText.reading(Array(text.utf8), file: "a.yaml", into: &findings) {
    _ = YAMLComposer.compose(source, into: &findings)
  }
  return findings.map { "\($0.id)@\($0.span.line):\($0.span.column)" }
}

@Suite("Definition: YAML that an analysis file does not use") struct YAMLTrapTests {
  @Test(
    "is reported where it stands",
    arguments: [
      ("a: &x 5\nb: *x\n", ["yaml-anchor@1:4", "yaml-alias@2:4"]),
      (
        "base: &b\n  c: 1\nd:\n  <<: *b\n",
        ["yaml-anchor@1:7", "yaml-merge-key@4:3", "yaml-alias@4:7"]
      ),
      ("a: !x && y\n", ["yaml-tag@1:4"]),
      ("a: !(x || y)\n", ["yaml-tag@1:4"]),
      ("a: !!map {b: 1}\n", ["yaml-tag@1:4"]),
      ("a: [!x, 'b', !!str c]\n", ["yaml-tag@1:5", "yaml-tag@1:14"]),
      ("a: % 5\n", ["yaml-reserved@1:4"]),
      ("a: @b\nc: `d`\n", ["yaml-reserved@1:4", "yaml-reserved@2:4"]),
      ("? a\n: b\n", ["yaml-complex-key@1:1"]),
      ("a: 1\n---\na: 2\n", ["several-documents@2:1"]),
      ("%YAML 1.2\n---\na: 1\n", ["yaml-directive@1:1"]),
      ("\u{FEFF}a: 1\n", ["byte-order-mark@1:1"]),
      ("a:\n\tb: 1\n", ["tab@2:1"]),
      ("a: \u{7}\n", ["control-character@1:4"]),
      ("a: 1\nb: 2\na: 3\n", ["duplicate-key@3:1"]),
      ("a: {b: 1, c: 2, b: 3}\n'a': 1\n", ["duplicate-key@1:17", "duplicate-key@2:1"]),
      ("a:\n  - b: 1\n  - b: 2\n    b: 3\n", ["duplicate-key@4:5"]),
      ("a: 1\n\"\\u0061\": 2\n", ["duplicate-key@1:1"]),
      ("{[a]: b}\n", ["yaml-complex-key@1:2"]),
      ("a: {? b}\n", ["yaml-complex-key@1:5"]),
      ("a: \"\\q\"\n", ["yaml-syntax@1:5"]),
      ("a: n #3\n", ["comment-in-value@1:6"]),
      ("a: b: c\n", ["yaml-syntax@1:5"]),
      ("a: [1, 2\nb: 3\n", ["yaml-syntax@2:2"]),
      ("a: 'x\n", ["yaml-syntax@2:1"]),
      ("", ["yaml-syntax@1:1"]),
      ("# only a comment\n", ["yaml-syntax@1:1"]),
    ] as [(String, [String])])
  func reported(text: String, expected: [String]) {
    #expect(yamlFindings(text) == expected)
  }

  @Test(
    "leaves alone what only looks like it",
    arguments: [
      "a: x < 5\n  && y < 3\n",
      "a: x < 5 && !y || *z\n",
      "a: \"&x *y !z %\"\nb: '@ # & it''s'\n",
      "a: {b: x\n  && y, c: 'd'}\n",
      "a: |\n  & b: 1\n  & b: 1\n\n  * c\nd: 1\n",
      "a: >-\n   b\nc: 1 # a comment\n# b: 1\nb: 1\n",
      "---\na: 1\n",
      "a: 1\n...\n",
      "- a: 1\n  b: 2\n- a: 3\n",
      "a:\n- b: 1\n- b: 2\nc:\n- b: 1\n",
      "a: [{b: 1}, {b: 2}]\n",
      "- - a: 1\n  - a: 2\n- - a: 3\n",
      "a: {n = 0: \"x\", n >= 3: 'y: z'}\n",
      "a: {\n  b: 1, # one\n  c: [1,\n  2]}\n",
      "a: http://x.y#z\nb: 1 % \n",
      "a: -1\n",
      "a:\r\n  b: 1\r\n  c: 2\r\n",
    ])
  func leftAlone(text: String) {
    #expect(yamlFindings(text) == [])
  }

  @Test("stops at 32 levels, in every style")
  func nesting() {
    let flow = String(repeating: "[", count: 100_000)
    let dashes = String(repeating: "- ", count: 100_000)
    let braces = String(repeating: "{a: ", count: 33)
    let indented = (0..<40).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    for text in [flow, dashes + "a", braces, indented] {
      #expect(yamlFindings(text).map { $0.prefix { $0 != "@" } } == ["nested-too-deeply"])
    }
  }

  @Test("refuses what is no text")
  func notText() {
    var findings: [Diagnostic] = []
    #expect(SourceText.reading([0x61, 0x0A, 0x62, 0xFF], file: "a", into: &findings) == nil)
    #expect(findings.map(\.id) == ["invalid-utf8"])
    #expect(findings.first?.span == SourceSpan(file: "a", line: 2, column: 2))
    let large = [UInt8](repeating: 0x20, count: SourceText.maximumSize + 1)
    #expect(SourceText.reading(large, file: "a", into: &findings) == nil)
    #expect(findings.last?.id == "file-too-large")
  }
}
