import Foundation
import Testing

@testable import Ledger

/// Row L9: what is in the way is refused by name, nothing is followed and nothing blocks.
@Suite("Things in the way") struct ObstacleTests {
  enum Obstacle: String, CaseIterable {
    case link, danglingLink, linkToDevice, fifo, folder, device

    func put(at path: String) throws {
      let files = FileManager.default
      switch self {
      case .link:
        try Data([7]).write(to: URL(filePath: path + ".target"))
        try files.createSymbolicLink(atPath: path, withDestinationPath: path + ".target")
      case .danglingLink:
        try files.createSymbolicLink(atPath: path, withDestinationPath: path + ".none")
      case .linkToDevice:
        try files.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
      case .fifo: try #require(unsafe mkfifo(path, 0o600) == 0)
      case .folder: try files.createDirectory(atPath: path, withIntermediateDirectories: false)
      case .device:
        // The number that /dev/full has.
        try #require(unsafe mknod(path, S_IFCHR | 0o600, 1 << 8 | 7) == 0)
      }
    }

    var reason: StorageError.Reason {
      switch self {
      case .link, .danglingLink, .linkToDevice: .symbolicLink
      case .fifo, .folder, .device: .notARegularFile
      }
    }

    /// Only root can make a device.
    static var possible: [Obstacle] { geteuid() == 0 ? allCases : allCases.dropLast() }
  }

  @Test("in place of a file", arguments: Obstacle.possible)
  func file(obstacle: Obstacle) throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    try obstacle.put(at: project.path(of: "file"))
    #expect(throws: StorageError(operation: .read, path: "file", reason: obstacle.reason)) {
      try project.folder.read("file", limit: 10)
    }
    #expect(throws: StorageError(operation: .write, path: "file", reason: obstacle.reason)) {
      try locked.write([1, 2], to: "file")
    }
    if obstacle == .link { #expect(try project.bytes(at: "file.target") == [7]) }
    #expect(try project.controlNames == ["lock"])
  }

  @Test("in place of the ledger", arguments: Obstacle.possible)
  func ledger(obstacle: Obstacle) throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    try obstacle.put(at: project.ledgerPath)
    let reading = #expect(throws: LedgerError.self) { try project.folder.ledger(now: moment()) }
    #expect(reading?.exitCode == 23)
    let writing = #expect(throws: LedgerError.self) {
      try locked.append(draft(), to: LedgerHistory())
    }
    #expect(writing?.exitCode == 73)
    if obstacle == .link {
      #expect(try project.bytes(at: ProjectFolder.ledgerPath + ".target") == [7])
    }
  }

  @Test("in place of the lock", arguments: Obstacle.possible)
  func lock(obstacle: Obstacle) throws {
    let project = try TemporaryProject()
    try project.put([], at: ".na64-blind/ledger.jsonl")
    try obstacle.put(at: project.path(of: ".na64-blind/lock"))
    let error = #expect(throws: StorageError.self) { _ = try project.folder.lock() }
    #expect(error?.reason == obstacle.reason)
    #expect(error?.exitCode == 73)
  }

  @Test("in place of a folder on the way", arguments: [Obstacle.link, .danglingLink, .fifo])
  func folder(obstacle: Obstacle) throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    try obstacle.put(at: project.path(of: "folder"))
    #expect(throws: StorageError.self) { try project.folder.read("folder/file", limit: 10) }
    #expect(throws: StorageError.self) { try locked.write([1], to: "folder/file") }
    #expect(throws: StorageError.self) { try locked.createFolder("folder/inner") }
  }

  @Test("a link to a real folder, on the way or as the control folder")
  func linkedFolder() throws {
    let project = try TemporaryProject()
    let elsewhere = try TemporaryProject()
    let files = FileManager.default
    for name in ["folder", ".na64-blind"] {
      try files.createSymbolicLink(
        atPath: project.path(of: name), withDestinationPath: elsewhere.path)
    }
    try elsewhere.put([7], at: "file")
    #expect(throws: StorageError(operation: .read, path: "folder", reason: .symbolicLink)) {
      try project.folder.read("folder/file", limit: 10)
    }
    #expect(throws: StorageError(operation: .lock, path: ".na64-blind", reason: .symbolicLink)) {
      _ = try project.folder.lock()
    }
    #expect(try elsewhere.folder.names() == ["file"])
  }
}
