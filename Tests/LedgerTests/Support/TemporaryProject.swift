import Foundation

@testable import Ledger

/// A project in a new folder that goes away with it.
final class TemporaryProject {
  let path: String
  let folder: ProjectFolder

  init() throws {
    let url = URL.temporaryDirectory.appending(path: "na64-blind-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    path = url.path(percentEncoded: false)
    folder = try ProjectFolder(at: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(of name: String) -> String { "\(path)/\(name)" }

  var ledgerPath: String { path(of: ProjectFolder.ledgerPath) }

  /// Writes a file as any other program would.
  func put(_ bytes: [UInt8], at name: String) throws {
    let url = URL(filePath: path(of: name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// The bytes of a file as any other program would read them.
  func bytes(at name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(of: name))))
  }

  /// The names in the control folder.
  var controlNames: [String] {
    get throws { try folder.names(in: ProjectFolder.controlFolder) }
  }
}
