import Foundation
import Testing

@testable import EventData

@Suite("Files held open") struct HeldFileTests {
  @Test("only regular files are opened, and none makes us wait")
  func kinds() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    for path in [folder.path, pipe, folder.path + "/absent", "/dev/null", "", "a\u{0}b"] {
      #expect { try HeldFile(opening: path) } throws: { error in
        (error as? DataError)?.kind == .cannotOpen
      }
    }
  }

  @Test("a place outside the file is an error")
  func outside() throws {
    let folder = try TemporaryFolder()
    let file = try HeldFile(opening: folder.write("0123456789", "digits"))
    var buffer: [UInt8] = []
    for (offset, count) in [(0, 11), (10, 1), (11, 0), (-1, 1), (0, -1), (.max, 1), (1, .max)] {
      #expect(throws: DataError.self) { try file.read(count, at: offset, into: &buffer) }
    }
    try file.read(4, at: 6, into: &buffer)
    #expect(Array(buffer.prefix(4)) == Array("6789".utf8))
  }

  @Test("keeps reading the file that was opened when its name goes to another")
  func replaced() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("id,e\n1,2\n", "table.csv")
    let table = try openTable(at: path, tree: nil)
    try FileManager.default.removeItem(atPath: path)
    try folder.write("id,e\n7,8\n9,9\n", "table.csv")
    let read = WholeTable(try table.rows(ColumnSelection(["e"], identifiers: ["id"])))
    #expect(read.identifiers == [[1]] && read.failure == nil)
  }

  @Test(
    "notices that a file was cut or rewritten while it was read", arguments: ["cut", "rewritten"])
  func changed(how: String) throws {
    for name in ["root-none.root", "table.csv"] {
      let folder = try TemporaryFolder()
      let rows = (0..<40_000).map { "\($0),1.5\n" }.joined()
      let content = name == "table.csv" ? Array(("i,d\n" + rows).utf8) : try Fixture.bytes(name)
      let path = try folder.write(content, name)
      let source = try openTable(at: path, tree: "events").rows(ColumnSelection(["i", "d"]))
      var batch = source.makeBatch(capacity: 10)
      #expect(try source.nextBatch(into: &batch))
      let file = try #require(FileHandle(forUpdatingAtPath: path))
      if how == "cut" {
        try file.truncate(atOffset: 2000)
      } else {
        try file.seek(toOffset: UInt64(content.count - 5))
        try file.write(contentsOf: [1])
      }
      try file.close()
      #expect(WholeTable(source).failure?.kind == .changed, "\(name)")
    }
  }
}

@Suite("File patterns") struct FilePatternTests {
  private func makeFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["b.root", "a.root", "B.root", "ä.root", "c.csv", "[x].root", ".hidden.root"] {
      try folder.write(name, name)
    }
    for name in ["sub.root", "deep"] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/" + name, withIntermediateDirectories: true)
    }
    try folder.write("", "deep/z.root")
    return folder
  }

  private func names(_ patterns: [String], in folder: TemporaryFolder) throws -> [String] {
    try expandFiles(patterns: patterns, relativeTo: folder.path).map {
      String($0.dropFirst(folder.path.count + 1))
    }
  }

  @Test("are resolved, sorted by bytes, each file once, folders left out")
  func resolved() throws {
    let folder = try makeFolder()
    #expect(
      try names(["*.root"], in: folder) == ["B.root", "[x].root", "a.root", "b.root", "ä.root"])
    #expect(
      try names(["b.root", "?.root", "c.*"], in: folder) == ["B.root", "a.root", "b.root", "c.csv"])
    #expect(
      try names(["[ab].root", "*/*.root"], in: folder) == ["a.root", "b.root", "deep/z.root"])
    #expect(try names([folder.path + "/a.root"], in: folder) == ["a.root"])
  }

  @Test("a name with brackets is first of all a name")
  func brackets() throws {
    #expect(try names(["[x].root"], in: makeFolder()) == ["[x].root"])
  }

  @Test("a folder with wildcards in its name is only a folder")
  func folderWithWildcards() throws {
    let folder = try TemporaryFolder()
    let inner = folder.path + "/[run] *"
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    try folder.write("", "[run] */a.root")
    #expect(try expandFiles(patterns: ["*.root"], relativeTo: inner) == [inner + "/a.root"])
  }

  @Test("each must match a file", arguments: ["x.root", "x*.root", "sub.root", "sub*", "", "deep"])
  func unmatched(pattern: String) throws {
    let folder = try makeFolder()
    #expect { try expandFiles(patterns: ["a.root", pattern], relativeTo: folder.path) } throws: {
      ($0 as? DataError)?.kind == .filePattern
    }
  }

  @Test("one file under two names is refused, as its events would count twice")
  func aliases() throws {
    let folder = try makeFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.root", withDestinationPath: folder.path + "/a.root")
    #expect(try names(["link.root"], in: folder) == ["link.root"])
    #expect { try expandFiles(patterns: ["*.root"], relativeTo: folder.path) } throws: {
      ($0 as? DataError)?.message.hasPrefix("is the same file as") == true
    }
  }
}
