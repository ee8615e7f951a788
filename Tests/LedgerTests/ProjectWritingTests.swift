import Foundation
import Testing

@testable import Ledger

@Suite("Writing in a project") struct ProjectWritingTests {
  @Test("makes folders, replaces contents, leaves nothing beside")
  func write() throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    for bytes in [Array("first, longer".utf8), Array("second".utf8), []] {
      try locked.write(bytes, to: "results/analysis/estimate.json")
      #expect(try project.bytes(at: "results/analysis/estimate.json") == bytes)
    }
    #expect(try project.folder.names(in: "results/analysis") == ["estimate.json"])
    #expect(try project.controlNames == ["lock"])
  }

  @Test("is for one at a time, in this process and in others")
  func lock() throws {
    let project = try TemporaryProject()
    do {
      let locked = try project.folder.lock()
      let error = #expect(throws: StorageError.self) { _ = try project.folder.lock() }
      #expect(error?.reason == .busy)
      #expect(error?.exitCode == 75)
      #expect(try Probe.run(["steps", project.path]).status == 75)
      try locked.createFolder("still-held")
    }
    let holder = try Probe(["hold", project.path])
    #expect(holder.waitForOutput() == "locked\n")
    #expect(throws: StorageError.self) { _ = try project.folder.lock() }
    try holder.closeInput()
    #expect(holder.outcome().status == 0)
    _ = try project.folder.lock()
  }

  @Test("is freed when the holder is killed")
  func killedHolder() throws {
    let project = try TemporaryProject()
    let holder = try Probe(["hold", project.path])
    #expect(holder.waitForOutput() == "locked\n")
    kill(holder.process.processIdentifier, SIGKILL)
    #expect(holder.outcome().status == -SIGKILL)
    _ = try project.folder.lock()
  }

  @Test("begins with removing what a crash left, and nothing else")
  func unfinished() throws {
    let project = try TemporaryProject()
    let left = ["0.na64-blind-unfinished", "17.na64-blind-unfinished"]
    for name in left + ["keys.txt"] { try project.put([1], at: ".na64-blind/\(name)") }
    _ = try project.folder.lock()
    #expect(try project.controlNames == ["keys.txt", "lock"])
  }

  @Test("goes into reserved space, and frees it")
  func reserved() throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    let first = try locked.reserve(1 << 20)
    let second = try locked.reserve(1 << 20)
    let allocated = try project.controlNames.filter { $0 != "lock" }.map { name in
      var status = stat()
      unsafe stat(project.path(of: ".na64-blind/\(name)"), &status)
      return status.st_blocks * 512
    }
    #expect(allocated.count == 2 && allocated.allSatisfy { $0 >= 1 << 20 })
    try locked.write([1, 2, 3], to: "result", using: first)
    locked.release(second)
    #expect(try project.bytes(at: "result") == [1, 2, 3])
    #expect(try project.controlNames == ["lock"])
  }

  @Test("refuses more than was reserved, and an impossible reservation")
  func overReserved() throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    let error = #expect(throws: StorageError.self) {
      let space = try locked.reserve(10)
      try locked.write([UInt8](repeating: 0, count: 11), to: "result", using: space)
    }
    #expect(error?.reason == .tooLarge(limit: 10))
    for size in [0, -1, Int.max] {
      #expect(throws: StorageError.self) { locked.release(try locked.reserve(size)) }
    }
    #expect(try project.controlNames == ["lock"])
  }
}
