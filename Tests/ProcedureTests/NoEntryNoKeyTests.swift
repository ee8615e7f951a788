import BlindAnalysis
import Foundation
import Ledger
import TestSupport
import Testing

/// Where the ledger cannot be written, no key is made.
@Suite("No entry, no key") struct NoEntryNoKeyTests {
  private func project(at path: String) throws -> SampleProject {
    SampleProject(try SampleAnalysis().definition(), in: try ProjectFolder(at: path))
  }

  private func intent(_ freeze: FreezeRecord) -> UnblindingRequest.Intent {
    .open(phrase: freeze.phrase, statement: .sample("statement"))
  }

  /// The exit code of a ledger that takes no entry, asked for by a gate that read it before.
  private func exitCode(_ project: SampleProject, after spoil: () throws -> Void) throws -> Int32? {
    let freeze = try project.freeze()
    let locked = try project.folder.lock()
    var gate = UnblindingGate(try project.journal())
    let request = UnblindingRequest(
      intent: intent(freeze), circumstances: try project.circumstances(), actor: "alice")
    try spoil()
    do {
      _ = try gate.authorise(request, in: locked)
      return nil
    } catch let error as LedgerError {
      #expect(gate.journal.history.opened == nil)
      return error.exitCode
    }
  }

  @Test("a folder that became read-only", .enabled(if: SmallDisk.isPossible))
  func readOnly() throws {
    let disk = try SmallDisk()
    let project = try project(at: disk.path)
    let freeze = try project.freeze()
    try disk.makeReadOnly()
    var hasKey = false
    do {
      _ = try project.authorise(intent(freeze))
      hasKey = true
    } catch {}
    #expect(!hasKey)
    #expect(try project.journal().history.opened == nil)
  }

  @Test(
    "a disk that filled up; once there is room, the opening works",
    .enabled(if: SmallDisk.isPossible))
  func fullDisk() throws {
    let disk = try SmallDisk()
    let project = try project(at: disk.path, ledgerLeaving: 100)
    #expect(try exitCode(project) { try disk.fill() } == 73)
    #expect(try project.journal().history.opened == nil)
    #expect(try project.journal().history.signOffs.isEmpty)
    try disk.clear()
    let freeze = try #require(project.journal().history.freeze)
    _ = try project.authorise(intent(freeze))
    #expect(try project.journal().history.opened == freeze.digest)
  }

  @Test(
    "a disk that takes the sign-off but not the beginning of the opening",
    .enabled(if: SmallDisk.isPossible))
  func signedOnly() throws {
    let disk = try SmallDisk()
    let project = try project(at: disk.path, ledgerLeaving: 600)
    #expect(try exitCode(project) { try disk.fill() } == 73)
    let history = try project.journal().history
    #expect(history.signOffs.count == 1 && history.isCleared && history.opened == nil)
  }

  /// A project whose ledger, once frozen, leaves so many bytes of a block of the disk.
  private func project(at path: String, ledgerLeaving rest: Int) throws -> SampleProject {
    func project(at path: String, padding: Int) throws -> SampleProject {
      SampleProject(
        try SampleAnalysis().definition(), in: try ProjectFolder(at: path),
        headline: ["padding": .string(String(repeating: "p", count: padding))])
    }
    let trial = try TemporaryFolder()
    try project(at: trial.path, padding: 0).freeze()
    let used = trial.contents(of: ProjectFolder.ledgerPath).utf8.count + rest
    return try project(at: path, padding: (4096 - used % 4096) % 4096)
  }

  @Test("a ledger to which somebody added without the lock (75)")
  func grown() throws {
    let folder = try TemporaryFolder()
    let ledger = folder.url.appending(path: ProjectFolder.ledgerPath)
    let code = try exitCode(try project(at: folder.path)) {
      let handle = try FileHandle(forWritingTo: ledger)
      try handle.seekToEnd()
      try handle.write(contentsOf: Data("{}\n".utf8))
      try handle.close()
    }
    #expect(code == 75)
  }

  @Test("a ledger that was rewritten, cut or replaced by a link (23 or 73)")
  func replaced() throws {
    let spoil: [(URL) throws -> Void] = [
      { try Data().write(to: $0) },
      { try Data(try Data(contentsOf: $0).dropLast(2)).write(to: $0) },
      {
        try FileManager.default.removeItem(at: $0)
        try FileManager.default.createSymbolicLink(
          at: $0, withDestinationURL: URL(filePath: "/dev/null"))
      },
      {
        try FileManager.default.removeItem(at: $0)
        try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: false)
      },
    ]
    for (index, spoil) in spoil.enumerated() {
      let folder = try TemporaryFolder()
      let ledger = folder.url.appending(path: ProjectFolder.ledgerPath)
      let code = try exitCode(try project(at: folder.path)) { try spoil(ledger) }
      #expect(code == (index < 2 ? 23 : 73), "case \(index)")
    }
  }
}
