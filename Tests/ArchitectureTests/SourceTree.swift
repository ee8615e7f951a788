import Foundation
import Testing

/// The files of this repository, as the architecture tests read them.
struct SourceFile: Sendable, CustomTestStringConvertible {
  /// Relative to the repository.
  let path: String
  let lines: [String]

  var testDescription: String { path }
  var target: String { String(path.split(separator: "/")[1]) }

  /// Names of the imported modules, without access level and attributes.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
        words[..<position].allSatisfy({ importModifiers.contains($0) })
      else { return nil }
      return words[position + 1].split(separator: ".").first.map(String.init)
    }
  }
}

private let importModifiers: Set<String> = [
  "public", "package", "internal", "private", "@testable", "@preconcurrency", "unsafe",
]

let repository = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Every Swift file below a folder of the repository, in the order of its path.
func swiftFiles(below folder: String) throws -> [SourceFile] {
  let root = repository.appending(path: folder)
  let found = FileManager.default.enumerator(
    at: root, includingPropertiesForKeys: nil)
  let files = (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
  return try files.sorted { $0.path < $1.path }.map { file in
    let text = try String(contentsOf: file, encoding: .utf8)
    return SourceFile(
      path: String(file.path.dropFirst(repository.path.count + 1)),
      lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }
}
