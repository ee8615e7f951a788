import Testing

@testable import BlindAnalysis

@Suite("Definition: places inside scalars") struct ScalarPlacementTests {
  private func value(_ text: String) throws -> YAMLScalar {
    var findings: [Diagnostic] = []
    let source = try #require(SourceText.reading(Array(text.utf8), file: "f", into: &findings))
    let root = try #require(YAMLComposer.compose(source, into: &findings))
    guard case .mapping(let entries) = root.content,
      case .scalar(let scalar)? = entries.first?.value.content
    else { throw Missing() }
    return scalar
  }

  private struct Missing: Error {}

  @Test(
    "lead back to the file through quotes, escapes and folds",
    arguments: [
      ("a: x < 5\n", 4, 1, 8),
      ("a: 'x < 5'\n", 4, 1, 9),
      ("a: 'it''s < 5'\n", 7, 1, 13),
      ("a: \"\\u0078 < 5\"\n", 4, 1, 14),
      ("a: x < 5\n   && y < 6\n", 13, 2, 11),
      ("a: x < 5   \n\n  && y\n", 9, 3, 6),
      ("a: >\n  x < 5\n  && y < 6\n", 13, 3, 10),
      ("a: |\n  x < 5\n  && y < 6\n", 13, 3, 10),
      ("a: é < 5\n", 4, 1, 8),
    ] as [(String, Int, Int, Int)])
  func places(text: String, offset: Int, line: Int, column: Int) throws {
    let scalar = try value(text)
    let span = scalar.placement.span(offset..<(offset + 1))
    #expect(span == SourceSpan(file: "f", line: line, column: column, length: 1))
    let character = scalar.text.unicodeScalars.dropFirst(offset).first
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[line - 1].unicodeScalars.dropFirst(column - 1).first == character)
  }

  @Test("stay in the file for any range")
  func clamped() throws {
    let placement = try value("a: x\n").placement
    #expect(placement.span(5..<9) == SourceSpan(file: "f", line: 1, column: 5, length: 1))
    #expect(placement.whole == SourceSpan(file: "f", line: 1, column: 4, length: 1))
  }
}
