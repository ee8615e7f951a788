public import Foundation
import Synchronization

/// The root of the sources.
public let repository = URL(filePath: #filePath)
  .deletingLastPathComponent().appending(path: "../../..").standardizedFileURL

/// The program of this build.
public let program =
  Bundle.main.bundleURL.path.hasSuffix(".xctest")
  ? Bundle.main.bundleURL.deletingLastPathComponent().appending(path: "na64-blind")
  : builtProgram()

private func builtProgram() -> URL {
  let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
  return URL(filePath: bundle).resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "na64-blind")
}

/// How a process ended: its exit status, or minus the signal that ended it.
public struct Outcome {
  public let status: Int32
  public let output: String
  public let errors: String

  public init(status: Int32, output: String, errors: String) {
    (self.status, self.output, self.errors) = (status, output, errors)
  }

  /// Reads what a process that was started prints, and waits for its end.
  public init(of process: Process, _ output: Pipe, _ errors: Pipe) {
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let status = process.terminationStatus
    self.init(
      status: process.terminationReason == .uncaughtSignal ? -status : status,
      output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }
}

/// What a program finds in its environment; what it remembers of data goes to `.state` in the folder.
public func surroundings(
  of folder: URL, with more: [String: String] = [:]
) -> [String: String] {
  let state = ["XDG_STATE_HOME": folder.appending(path: ".state").path]
  return ProcessInfo.processInfo.environment.merging(state) { $1 }.merging(more) { $1 }
}

/// Runs the program, or another one, to its end; what it remembers of data goes to `.state` in the
/// folder.
public func run(
  _ arguments: [String], of executable: URL = program, in folder: URL,
  environment: [String: String] = [:], input: String = ""
) throws -> Outcome {
  let process = Process()
  process.executableURL = executable
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.environment = surroundings(of: folder, with: environment)
  let (output, errors, standardInput) = (Pipe(), Pipe(), Pipe())
  (process.standardOutput, process.standardError) = (output, errors)
  process.standardInput = standardInput
  try process.run()
  try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try standardInput.fileHandleForWriting.close()
  return Outcome(of: process, output, errors)
}

/// A folder that is removed with the value.
public final class Folder: Sendable {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// A copy of a folder and all that is in it.
  public init(copying other: Folder) throws {
    url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.copyItem(at: other.url, to: url)
  }

  /// For what is made once and copied by many tests; removed when the process ends.
  public func keptUntilTheEnd() -> Folder {
    kept.withLock { $0.append(url) }
    _ = removal
    return self
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  public func text(_ path: String) throws -> String {
    try String(contentsOf: url.appending(path: path), encoding: .utf8)
  }

  public func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: path).path)
  }
}

private let kept = Mutex<[URL]>([])

private let removal: Void = {
  atexit { for url in kept.withLock({ $0 }) { try? FileManager.default.removeItem(at: url) } }
}()
