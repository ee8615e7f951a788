import Foundation
import Testing

@testable import Ledger

@Suite("Project folder") struct ProjectFolderTests {
  @Test("reads up to the limit and not a byte more")
  func limit() throws {
    let project = try TemporaryProject()
    let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0) }
    try project.put(bytes, at: "a/b/data")
    #expect(try project.folder.read("a/b/data", limit: bytes.count) == bytes)
    let error = #expect(throws: StorageError.self) {
      try project.folder.read("a/b/data", limit: bytes.count - 1)
    }
    #expect(error?.reason == .tooLarge(limit: bytes.count - 1))
  }

  @Test("tells a missing file from a bad one")
  func missing() throws {
    let project = try TemporaryProject()
    #expect(try project.folder.readIfPresent("a/b", limit: 10) == nil)
    try project.put([], at: "a")
    #expect(throws: StorageError.self) { try project.folder.readIfPresent("a/b", limit: 10) }
    #expect(throws: StorageError.self) { try ProjectFolder(at: project.path(of: "none")) }
    #expect(throws: StorageError.self) { try ProjectFolder(at: project.path(of: "a")) }
    #expect(throws: StorageError.self) { try ProjectFolder(at: "") }
  }

  static let outside = [
    "", "/", "/etc/passwd", "..", "../a", "a/..", "a/../../b", ".", "./a", "a/./b", "a//b", "a/",
    "a\0b", String(repeating: "a", count: 256),
  ]

  @Test("refuses every path that could lead out of it", arguments: outside)
  func paths(path: String) throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    #expect(throws: StorageError(operation: .read, path: path, reason: .notARelativePath)) {
      try project.folder.read(path, limit: 10)
    }
    #expect(throws: StorageError(operation: .write, path: path, reason: .notARelativePath)) {
      try locked.write([], to: path)
    }
    #expect(throws: StorageError(operation: .create, path: path, reason: .notARelativePath)) {
      try locked.createFolder(path)
    }
    #expect(try project.controlNames == ["lock"])
  }

  @Test("lists names by their bytes, up to a limit")
  func names() throws {
    let project = try TemporaryProject()
    for name in ["b", "a", "é", "B", ".hidden"] { try project.put([], at: "list/\(name)") }
    #expect(try project.folder.names(in: "list") == [".hidden", "B", "a", "b", "é"])
    #expect(try project.folder.names() == ["list"])
    #expect(throws: StorageError(operation: .list, path: "list", reason: .tooLarge(limit: 4))) {
      try project.folder.names(in: "list", limit: 4)
    }
  }

  @Test("stays with the folder it opened when another takes its name")
  func swapped() throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    let moved = project.path + "-moved"
    try FileManager.default.moveItem(atPath: project.path, toPath: moved)
    defer { try? FileManager.default.removeItem(atPath: moved) }
    try FileManager.default.createDirectory(atPath: project.path, withIntermediateDirectories: true)
    try locked.write([1], to: "file")
    _ = try locked.append(draft(), to: LedgerHistory())
    #expect(try FileManager.default.contentsOfDirectory(atPath: project.path).isEmpty)
    #expect(try project.folder.read("file", limit: 1) == [1])
    #expect(try project.folder.ledger(now: moment()).entries.count == 1)
  }
}
