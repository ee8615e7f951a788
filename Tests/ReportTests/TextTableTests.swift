import Testing

@testable import Report

@Suite("Text tables") struct TextTableTests {
  private func lines(_ alignments: [TextTable.Alignment], _ rows: [String]...) -> [String] {
    var table = TextTable(alignments)
    for row in rows {
      switch row.count {
      case 0: table.add()
      case 1: table.add(row[0])
      case 2: table.add(row[0], row[1])
      default: table.add(row[0], row[1], row[2])
      }
    }
    return table.lines()
  }

  @Test("put columns under each other, as wide as their widest cell")
  func alignment() {
    #expect(
      lines([.left, .right, .left], ["a", "10", "x"], ["long name", "5", "± 0.1"])
        == ["  a          10  x", "  long name   5  ± 0.1"])
  }

  @Test("have no blanks at the end of a line")
  func trailingBlanks() {
    #expect(
      lines([.left, .left, .left], ["a", "b", ""], ["", "bb"], ["longer"], [])
        == ["  a       b", "          bb", "  longer", ""])
  }

  @Test("count characters, not bytes")
  func unicode() {
    #expect(
      lines([.left, .right], ["e\u{301}", "1"], ["σσ", "2"]) == ["  e\u{301}   1", "  σσ  2"])
  }

  @Test("leave out cells that no column is declared for")
  func surplusCells() {
    #expect(lines([.left], ["a", "b"]) == ["  a"])
    #expect(lines([.left]) == [])
  }
}
