import BlindAnalysis
import Foundation
import Ledger
import Synchronization
import TestSupport

@testable import na64_blind

/// A project in a folder of its own, with commands run in this process under a fixed clock.
final class HeldProject: Sendable {
  let folder: URL
  private let state: URL
  private let output = Mutex("")

  /// - Parameters:
  ///   - name: The same one gives the same place; nil for a place of its own.
  ///   - state: Where the user's registry is; inside the project if nil.
  init(at name: String? = nil, state: URL? = nil) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "na64-blind-attack-" + (name ?? UUID().uuidString))
    self.state = state ?? folder.appending(path: "state")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  /// Rows of run, event, ecal and hcal under their header.
  func write(rows: [String], to name: String = "data.csv") throws {
    try write((["run,event,ecal,hcal"] + rows).joined(separator: "\n") + "\n", to: name)
  }

  func write(_ analysis: SampleAnalysis, to name: String = "a.yaml") throws {
    try write(analysis.text, to: name)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: folder.appending(path: name))
  }

  /// Runs one command line; words that end in `.yaml` are files of the project.
  @discardableResult
  func run(_ words: String...) -> (status: Int32, output: String) { run(words) }

  @discardableResult
  func run(_ words: [String]) -> (status: Int32, output: String) {
    output.withLock { $0 = "" }
    let arguments = words.map { $0.hasSuffix(".yaml") ? folder.appending(path: $0).path : $0 }
    let status = NA64Blind.execute(arguments, in: environment)
    return (status, output.withLock { $0 })
  }

  private var environment: CommandEnvironment {
    CommandEnvironment(
      actor: "tester", clock: WallClock { Timestamp(seconds: 1_800_000_000) },
      print: { text in self.output.withLock { $0 += text + "\n" } },
      printError: { text in self.output.withLock { $0 += text + "\n" } },
      ask: { _ in nil }, drawFigure: CommandEnvironment.gnuplot, draw: nil,
      tool: { ToolRecord(version: "test", executable: Digest(ofBytes: [], as: .estimate)) },
      stateFolder: state.path)
  }

  /// Opens the box of an analysis that can be estimated.
  ///
  /// - Parameters:
  ///   - stage: Of the analysis; nil for the signal.
  ///   - later: The post-unblind number of the definition; nil for the first.
  func open(
    _ file: String = "a.yaml", _ analysis: String = "sample", stage: String? = nil,
    later: Int? = nil
  ) throws -> Int32 {
    let named = stage.map { ["--stage", $0] } ?? []
    for verb in ["estimate", "freeze"] {
      let outcome = run([verb, file] + named)
      guard outcome.status == 0 else { return outcome.status }
    }
    let folder =
      (stage.map { "\(analysis)/\($0)" } ?? analysis)
      + (later.map { "/post-unblind-\($0)" } ?? "")
    let statement = try text("results/\(folder)/statement.txt")
    let phrase = statement.split(separator: "\n").last.map(String.init) ?? ""
    return run(["unblind", file] + named + ["--sign-off", "--phrase", phrase]).status
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// Kinds of the ledger's entries.
  func ledger() throws -> [String] {
    try ProjectFolder(at: folder.path).ledger(now: Timestamp(seconds: 1_800_000_000))
      .entries.map(\.kind)
  }

  /// What the newest estimate counted.
  func counts(_ analysis: String = "sample") throws -> (open: Int, quarantined: Int) {
    let bytes = Array(try text("results/\(analysis)/estimate.json").utf8.dropLast())
    let data = try CanonicalValue(parsing: bytes)["data"]?[0]
    return (data?["open-events"]?.integer ?? -1, data?["quarantined"]?.integer ?? -1)
  }

  /// Every file of the project but the data, with its bytes.
  func tree() throws -> String {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    return try paths.filter { !$0.hasSuffix(".csv") }.map { path in
      let url = folder.appending(path: path)
      let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false
      return "\(path): \(isFile ? try text(path) : "folder")"
    }.joined(separator: "\n")
  }
}
