import Testing

@testable import Ledger

/// Row U3, as far as storage goes.
@Suite("A disk that is full or read-only", .enabled(if: SmallDisk.isPossible))
struct FullDiskTests {
  @Test("no entry and no file is half made")
  func full() throws {
    let disk = try SmallDisk()
    let folder = try ProjectFolder(at: disk.path)
    let locked = try folder.lock()
    let history = try locked.append(draft(), to: LedgerHistory())
    try disk.fill()
    // Over the rest of the block that the first entry began.
    let long = draft(body: .string(String(repeating: "a", count: 8192)))
    let error = #expect(throws: LedgerError.self) { try locked.append(long, to: history) }
    #expect(error?.exitCode == 73)
    #expect(try folder.ledger(now: moment()) == history)
    for failing in [
      { try locked.write([1], to: "file") }, { locked.release(try locked.reserve(1)) },
    ] {
      let error = #expect(throws: StorageError.self) { try failing() }
      #expect(error?.reason == .noSpace)
    }
    #expect(try folder.readIfPresent("file", limit: 1) == nil)
    #expect(try folder.names(in: ".na64-blind") == ["ledger.jsonl", "lock"])
  }

  @Test("what was reserved can still be written")
  func reserved() throws {
    let disk = try SmallDisk()
    let folder = try ProjectFolder(at: disk.path)
    let locked = try folder.lock()
    let forResult = try locked.reserve(1 << 16)
    let forLedger = try locked.reserve(1 << 16)
    try locked.createFolder("results")
    try disk.fill()
    let result = [UInt8](repeating: 7, count: 1 << 16)
    try locked.write(result, to: "results/result.json", using: forResult)
    locked.release(forLedger)
    let history = try locked.append(draft(), to: LedgerHistory())
    #expect(try folder.read("results/result.json", limit: 1 << 16) == result)
    #expect(try folder.ledger(now: moment()) == history)
  }

  @Test("reading needs no right to write")
  func readOnly() throws {
    let disk = try SmallDisk()
    let folder = try ProjectFolder(at: disk.path)
    let history = try folder.lock().append(draft(), to: LedgerHistory())
    try disk.makeReadOnly()
    #expect(try ProjectFolder(at: disk.path).ledger(now: moment()) == history)
    let error = #expect(throws: StorageError.self) { _ = try folder.lock() }
    #expect(error?.reason == .notPermitted)
    #expect(error?.exitCode == 73)
  }
}
