import BlindAnalysis
import Foundation
import Ledger
import ProgramSupport
import TestSupport
import Testing

/// What an end by force or a full disk leaves of a sealing; the specification, section 6.6.
@Suite("Ends of a sealing") struct SealingCrashTests {
  private static let shim: String? = {
    let script = Process()
    let output = Pipe()
    script.executableURL = repository.appending(path: "scripts/build-crash-shim")
    script.standardOutput = output
    guard (try? script.run()) != nil else { return nil }
    let name = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    script.waitUntilExit()
    guard script.terminationStatus == 0 else { return nil }
    return repository.appending(path: name.trimmingCharacters(in: .newlines)).path
  }()

  @Test("V12 killed, or the disk full, at every change of a file")
  func everyCall() throws {
    let sealed = try SealedCeremony.sealed()
    let raw = try sealed.bytes("analyses/events.csv")
    let shim = try #require(Self.shim)
    let counted = sealed.folder.url.appending(path: "count").path
    try SealedCeremony.succeed(
      sealed.seal(
        into: "counted", environment: ["LD_PRELOAD": shim, "CRASH_AT_COUNT_FILE": counted]))
    let calls = try #require(
      Int(String(contentsOfFile: counted, encoding: .utf8).trimmingCharacters(in: .newlines)))
    #expect(calls > 20)
    for call in 1...calls {
      let mode = ["torn", "full", "after"][call % 3]
      try sealed.restart("target")
      let outcome = try sealed.seal(
        into: "target",
        environment: ["LD_PRELOAD": shim, "CRASH_AT": "\(call)", "CRASH_AT_MODE": mode])
      let place = Comment(rawValue: "call \(call), \(mode)")
      #expect(outcome.status == (mode == "full" ? 73 : -9) || outcome.status == 0, place)
      try checkWhatIsLeft(in: sealed, place)
      #expect(try sealed.bytes("analyses/events.csv") == raw, place)
    }
    try sealed.restart("target")
    try SealedCeremony.succeed(sealed.seal(into: "target"))
  }

  /// A vault that has its name is whole; everything else says that it is unfinished.
  private func checkWhatIsLeft(in sealed: SealedCeremony, _ place: Comment) throws {
    for name in try sealed.names(in: "target") {
      switch name {
      case "sample.vault":
        let path = sealed.folder.url.appending(path: "target/sample.vault").path
        #expect(throws: Never.self, place) { try SealedVault(at: path) }
      case "sample.open.csv":
        let open = try sealed.bytes("target/sample.open.csv")
        #expect(try open == sealed.bytes(SealedCeremony.openFile), place)
      case ".sample.open.csv.na64-blind":
        // What is known of these data, for other projects; never half a record.
        let record = try sealed.bytes("target/\(name)")
        #expect(throws: Never.self, place) { try KnownData(reading: record) }
      default: #expect(name.hasSuffix(".na64-blind-unfinished"), place)
      }
    }
  }

  @Test(
    "V12 a disk that is too small: 73, and nothing is left on it",
    .enabled(if: SmallDisk.isPossible))
  func smallDisk() throws {
    let disk = try SmallDisk()
    let sealed = try SealedCeremony.sealed()
    let outcome = try sealed.run([
      "seal", SealedCeremony.raw, "--members", "members.txt", "--required", "2", "--into",
      disk.path,
    ])
    #expect(outcome.status == 73)
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])
  }
}

extension SealedCeremony {
  fileprivate func restart(_ path: String) throws {
    try? remove(path)
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: path), withIntermediateDirectories: false)
  }
}
