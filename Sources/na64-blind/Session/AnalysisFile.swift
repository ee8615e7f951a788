import BlindAnalysis
import EventData
import Ledger

/// The text of an analysis file, and where its project is.
struct AnalysisFile {
  /// As the user gave it.
  let path: String
  let bytes: [UInt8]
  /// The folder of the file; relative data files start there.
  let folder: String
  /// The nearest folder at or above the file that is a project already; else the folder of the
  /// file, or its parent if that folder is called `analyses`. Absolute, without links.
  let projectFolder: String

  private static let sizeLimit = 1 << 20

  /// - Throws: ``Refusal`` if the file cannot be read.
  init(_ path: String) throws {
    (folder, _) = Self.split(path)
    self.path = path
    projectFolder = Self.project(around: folder)
    bytes = try Self.bytes(of: path)
  }

  /// - Parameter next: What to do about a file that is not there.
  /// - Throws: ``Refusal`` if the file cannot be read.
  static func bytes(
    of path: String, limit: Int = sizeLimit,
    next: String = "give the path of a YAML file, as in analyses/eplus-2023-70GeV.yaml"
  ) throws -> [UInt8] {
    let (folder, name) = split(path)
    do {
      return try ProjectFolder(at: folder).read(name, limit: limit)
    } catch {
      throw Refusal(
        .badInput, "cannot read the file '\(path)': \(error.description)", next: next)
    }
  }

  /// The path of a file that the analysis names.
  func path(of named: String) -> String { named.hasPrefix("/") ? named : "\(folder)/\(named)" }

  static func split(_ path: String) -> (folder: String, name: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let above = parts.dropLast().joined(separator: "/")
    return (parts.count == 1 ? "." : above.isEmpty ? "/" : above, String(parts.last ?? ""))
  }

  /// - Throws: ``DefinitionError`` with every finding.
  func definition() throws(DefinitionError) -> AnalysisDefinition {
    try AnalysisDefinition(validating: bytes, file: path)
  }

  /// The nearest project at or above a folder; where one would be made if there is none.
  static func project(around folder: String) -> String {
    var parts = resolvedPath(folder).split(separator: "/")
    let usual = parts.last == "analyses" ? parts.dropLast() : parts[...]
    while true {
      let candidate = "/" + parts.joined(separator: "/")
      let control = "\(candidate)/\(ProjectFolder.controlFolder)"
      if (try? ProjectFolder(at: control)) != nil { return candidate }
      if parts.isEmpty { return "/" + usual.joined(separator: "/") }
      parts.removeLast()
    }
  }
}
