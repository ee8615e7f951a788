import BlindAnalysis
import Foundation
import Ledger
import Synchronization

@testable import na64_blind

/// A project in a folder of its own, with commands run in this process under a fixed clock.
final class TestProject: Sendable {
  let folder: URL
  private let output = Mutex("")
  private let typed: String?
  private let keys: OwnKeys
  private let drawFigure: @Sendable (String) throws -> [UInt8]?

  /// - Parameters:
  ///   - folder: Made anew; the same path gives the same bytes.
  ///   - typed: What is answered to every question.
  ///   - keys: The keys of whoever runs the commands.
  ///   - drawsFigures: Whether gnuplot draws them; if not, their scripts alone are compared.
  init(
    at folder: URL, typed: String? = nil, keys: OwnKeys = .none, drawsFigures: Bool = false
  ) throws {
    (self.folder, self.typed, self.keys) = (folder, typed, keys)
    drawFigure = drawsFigures ? CommandEnvironment.gnuplot : { @Sendable _ in Self.blankPicture }
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "analyses"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static let blankPicture = Array("<?xml?><title></title><desc></desc></svg>\n".utf8)

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }

  func copy(_ file: URL, to path: String) throws {
    let target = folder.appending(path: path)
    try? FileManager.default.removeItem(at: target)
    try FileManager.default.copyItem(at: file, to: target)
  }

  /// Runs one command line; `FILE` stands for the analysis file, `OTHER` for a second one, `@` for
  /// the project in front of a path.
  @discardableResult
  func run(_ arguments: [String]) -> (status: Int32, output: String) {
    output.withLock { $0 = "" }
    let status = NA64Blind.execute(arguments.map(place), in: environment)
    return (status, output.withLock { $0 })
  }

  private func place(_ argument: String) -> String {
    if argument.hasPrefix("@") { return folder.appending(path: argument.dropFirst()).path }
    let files = ["FILE": path("analysis.yaml"), "OTHER": path("other.yaml")]
    return files[argument] ?? argument
  }

  private func path(_ name: String) -> String { folder.appending(path: "analyses/\(name)").path }

  private var environment: CommandEnvironment {
    CommandEnvironment(
      actor: "tester", clock: WallClock { Timestamp(seconds: 1_800_000_000) },
      print: { text in self.output.withLock { $0 += "out: \(text)\n" } },
      printError: { text in self.output.withLock { $0 += "err: \(text)\n" } },
      ask: { _ in self.typed }, keys: keys, vaultKeys: .constant, drawFigure: drawFigure,
      draw: nil,
      tool: { ToolRecord(version: "test", executable: Digest(ofBytes: [], as: .estimate)) },
      stateFolder: folder.appending(path: "state").path)
  }

  /// Every file below the project but the data, with its path and bytes.
  func tree() throws -> [String: Data] {
    let found = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    var tree: [String: Data] = [:]
    for case let file as URL in found ?? FileManager.DirectoryEnumerator() {
      let path = String(file.path.dropFirst(folder.path.count + 1))
      guard !path.hasPrefix("analyses/data") else { continue }
      let isFile = try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false
      tree[path] = isFile ? try comparable(file) : Data("folder".utf8)
    }
    return tree
  }

  /// The bytes of a file; of a vault those of its header, and how many there are.
  private func comparable(_ file: URL) throws -> Data {
    let bytes = try Data(contentsOf: file)
    guard file.pathExtension == "vault" else { return bytes }
    // The line that names the format, the length in 4 bytes, and blocks of 4 KiB.
    let length = 23 + bytes[19..<23].reduce(0) { $0 << 8 | Int($1) }
    return bytes.prefix((length + 4095) / 4096 * 4096) + Data("\(bytes.count) bytes".utf8)
  }
}
