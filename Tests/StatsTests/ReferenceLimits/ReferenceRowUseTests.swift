import Foundation
import Testing

/// Every row of the reference table is tried by a test that exists, or a reason says why not.
@Suite("Rows of the reference table") struct ReferenceRowUseTests {
  @Test("each has one use, and each use the rows it says")
  func everyRow() throws {
    let rows = try ReferenceTable("reference-limits").rows
    #expect(rows.count == 490)
    for row in rows {
      let uses = try ReferenceRowUse.all.filter { try $0.covers(row) }
      #expect(uses.count == 1, "\(row)")
    }
    for use in ReferenceRowUse.all {
      let covered = try rows.filter(use.covers)
      #expect(covered.count == use.rows, "\(use.quantity) \(use.inputs)")
    }
  }

  @Test("every test that is named is there, and reads the table or what was made from it")
  func everyTest() throws {
    let texts = try testFiles()
    for use in ReferenceRowUse.all {
      guard case .tested(let suite, let function) = use.fate else { continue }
      let text = try #require(texts["\(suite).swift"], "\(suite)")
      #expect(text.contains("func \(function)("), "\(suite).\(function)")
      #expect(text.contains("reference-limits") || text.contains("ReferenceRow.rows"), "\(suite)")
    }
  }

  /// By name, the files of this target.
  private func testFiles() throws -> [String: String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .resolvingSymlinksInPath()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    let files = try paths.filter { $0.hasSuffix("Tests.swift") }.map { path in
      let file = folder.appending(path: path)
      return (file.lastPathComponent, try String(contentsOf: file, encoding: .utf8))
    }
    return Dictionary(files, uniquingKeysWith: { first, _ in first })
  }
}
