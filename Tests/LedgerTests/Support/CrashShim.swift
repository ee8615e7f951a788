import Foundation
import Testing

/// The preloaded library that ends a process at its N-th change of a file; see `crash_at.c`.
enum CrashShim {
  enum Mode: String {
    case before, after, torn, full, slow
  }

  /// Builds it once for all tests.
  private static let library: String? = {
    let sources = URL(filePath: #filePath)
    let root = (0..<4).reduce(sources) { folder, _ in folder.deletingLastPathComponent() }
    let script = Process()
    let output = Pipe()
    script.executableURL = root.appending(path: "scripts/build-crash-shim")
    script.standardOutput = output
    guard (try? script.run()) != nil else { return nil }
    let name = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    script.waitUntilExit()
    guard script.terminationStatus == 0 else { return nil }
    return root.appending(path: name.trimmingCharacters(in: .newlines)).path()
  }()

  static func run(_ arguments: [String], at call: Int, _ mode: Mode) throws -> Probe.Outcome {
    try Probe.run(
      arguments,
      environment: [
        "LD_PRELOAD": try #require(library), "CRASH_AT": "\(call)", "CRASH_AT_MODE": mode.rawValue,
      ])
  }

  /// The calls that change files when nothing goes wrong: each its name and the file's.
  static func calls(_ arguments: [String], logFile: String) throws -> [String] {
    let environment = [
      "LD_PRELOAD": try #require(library), "CRASH_AT_LOG_FILE": logFile,
      "CRASH_AT_COUNT_FILE": logFile + ".count",
    ]
    #expect(try Probe.run(arguments, environment: environment).status == 0)
    let calls = try String(contentsOfFile: logFile, encoding: .utf8).split(separator: "\n")
    #expect(try String(contentsOfFile: logFile + ".count", encoding: .utf8) == "\(calls.count)\n")
    return calls.map(String.init)
  }
}
