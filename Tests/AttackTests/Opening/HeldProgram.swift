import Foundation
import ProgramSupport

/// A program that was stopped before its N-th change of a file.
final class HeldProgram {
  private let process = Process()
  private let (output, errors) = (Pipe(), Pipe())

  /// - Parameter call: Where it stops, from 1.
  init(_ words: [String], of ceremony: Ceremony, before call: Int) throws {
    process.executableURL = program
    process.arguments = [words[0], Ceremony.file] + words.dropFirst()
    process.currentDirectoryURL = ceremony.folder.url
    process.environment = surroundings(
      of: ceremony.folder.url,
      with: [
        "LD_PRELOAD": try crashShim(), "CRASH_AT": "\(call)", "CRASH_AT_MODE": "stop",
      ])
    (process.standardOutput, process.standardError) = (output, errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  /// Waits until it stands still; false if it ended before.
  func isStopped() -> Bool {
    while process.isRunning {
      // Without a text it has ended between the two questions.
      let status = try? String(
        contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
      if status?.split(separator: ")").last?.hasPrefix(" T") == true { return true }
      usleep(2000)
    }
    return false
  }

  /// Lets it go on to its end.
  func outcome() -> Outcome {
    kill(process.processIdentifier, SIGCONT)
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }

  /// The changes of files that a run makes when nothing goes wrong, as in `fsync ledger.jsonl`.
  static func calls(_ words: [String], of ceremony: Ceremony) throws -> [String] {
    let log = try Folder()
    let file = log.url.appending(path: "log")
    let outcome = try ceremony.run(
      words, environment: ["LD_PRELOAD": crashShim(), "CRASH_AT_LOG_FILE": file.path])
    guard outcome.status == 0 else { throw ProgramFailure(text: outcome.errors) }
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
