import Foundation

/// Runs `LedgerProbe`, which is built beside the tests.
struct Probe {
  struct Outcome {
    let output: String
    let errors: String
    /// The exit code, or the signal that ended the process, negated.
    let status: Int32
  }

  static var path: String {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appending(path: "LedgerProbe").path()
  }

  let process = Process()
  private let output = Pipe()
  private let errors = Pipe()
  private let input = Pipe()

  /// - Parameter environment: Added to that of the tests.
  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    process.executableURL = URL(filePath: Self.path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = input
    try process.run()
  }

  static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Outcome {
    try Probe(arguments, environment: environment).outcome()
  }

  /// Waits until the probe has printed something.
  func waitForOutput() -> String {
    String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
  }

  func closeInput() throws {
    try input.fileHandleForWriting.close()
  }

  func outcome() -> Outcome {
    let output = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let errors = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let status = process.terminationStatus
    let bySignal = process.terminationReason == .uncaughtSignal
    return Outcome(output: output, errors: errors, status: bySignal ? -status : status)
  }
}
