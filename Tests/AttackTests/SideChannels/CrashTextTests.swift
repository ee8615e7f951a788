import Foundation
import ProgramSupport
import Testing

@Suite("Ends by force") struct CrashTextTests {
  static let line =
    "na64-blind: stopped by an internal error or a signal; "
    + "run 'na64-blind status' to see where the analysis stands\n"

  private func files(in folder: Folder) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).sorted()
  }

  /// The process that fails on purpose: a trap with a number in its registers.
  private func fail(_ how: String, in folder: Folder) throws -> Outcome {
    let process = Process()
    process.executableURL = program.deletingLastPathComponent().appending(path: "LedgerProbe")
    process.arguments = ["fail", how]
    process.currentDirectoryURL = folder.url
    process.environment = surroundings(of: folder.url)
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    return Outcome(of: process, output, errors)
  }

  @Test(
    "S10 a trap ends in one fixed line and 70, without registers, backtrace or core file",
    arguments: ["index", "overflow", "unwrap", "abort", "stack", "worker"])
  func traps(how: String) throws {
    let folder = try Folder()
    let outcome = try fail(how, in: folder)
    #expect(outcome.status == 70 && outcome.output.isEmpty)
    #expect(outcome.errors.hasSuffix(Self.line))
    // A debug build of Swift says first which check failed, in text without values.
    let before = outcome.errors.dropLast(Self.line.count).split(separator: "\n")
    #expect(before.count <= 1 && before.allSatisfy { $0.contains("Fatal error: ") })
    #expect(!outcome.errors.contains("0x") && !outcome.errors.contains("42"))
    #expect(try files(in: folder).isEmpty)
  }

  @Test(
    "S11 a signal that would dump ends the opening in the same line, and nothing was opened",
    arguments: [SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE])
  func signals(signal: Int32) throws {
    let ceremony = try Ceremony.frozen()
    let before = try files(in: ceremony.folder)
    let process = Process()
    process.executableURL = program
    process.arguments = ["unblind", Ceremony.file, "--sign-off"]
    process.currentDirectoryURL = ceremony.folder.url
    process.environment = surroundings(of: ceremony.folder.url)
    let (errors, input) = (Pipe(), Pipe())
    (process.standardError, process.standardInput) = (errors, input)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let deadline = Deadline(300, for: process)
    defer { deadline.cancel() }
    // The question comes last, when all has been read.
    var text = ""
    while !text.contains("Sign-off: ") {
      let part = errors.fileHandleForReading.availableData
      guard !part.isEmpty else { break }
      text += String(decoding: part, as: UTF8.self)
    }
    kill(process.processIdentifier, signal)
    // A program that does not die of it waits for the answer to its question.
    deadline.move(to: 60)
    text += String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 70)
    #expect(text.hasSuffix("Sign-off: " + Self.line))
    #expect(try files(in: ceremony.folder) == before)
    #expect(try ceremony.ledger() == ["register", "estimate", "freeze"])
  }
}
