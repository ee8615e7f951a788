import BlindAnalysis
import EventData
import Ledger

/// The text of an analysis file, and where its project is.
struct AnalysisFile {
  /// As the user gave it.
  let path: String
  /// The stage that was named; nil for the signal.
  let stage: String?
  let bytes: [UInt8]
  /// The folder of the file; relative data files start there.
  let folder: String
  /// The nearest folder at or above the file that is a project already; else the folder of the
  /// file, or its parent if that folder is called `analyses`. Absolute, without links.
  let projectFolder: String

  private static let sizeLimit = 1 << 20

  /// The words by which commands name the analysis and the stage.
  var words: String { Self.words(path, stage: stage) }

  /// - Throws: ``Refusal`` if the file cannot be read.
  init(_ path: String, stage: String? = nil) throws {
    (folder, _) = Self.split(path)
    (self.path, self.stage) = (path, stage == Stage.signal.name ? nil : stage)
    projectFolder = Self.project(around: folder)
    bytes = try Self.bytes(of: path)
  }

  /// - Parameter next: What to do about a file that is not there; which analysis files are near
  ///   unless something else is said.
  /// - Throws: ``Refusal`` if the file cannot be read, or is one of known data: whatever is wrong in
  ///   a text is quoted, and these are rows.
  static func bytes(
    of path: String, limit: Int = sizeLimit,
    next: String? = nil
  ) throws -> [UInt8] {
    let (folder, name) = split(path)
    guard !KnownDataStore.isData(resolvedPath(path)) else {
      throw Refusal(
        .wouldReveal,
        "'\(path.printable)' holds data of which some are blind, and is read as such only",
        next: next ?? whereToLook(near: path))
    }
    do {
      return try ProjectFolder(at: folder).read(name, limit: limit)
    } catch {
      throw Refusal(
        .badInput, "cannot read the file '\(path.printable)': \(reason(error, at: path))",
        next: next ?? whereToLook(near: path))
    }
  }

  /// The path of a file that the analysis names.
  func path(of named: String) -> String { named.hasPrefix("/") ? named : "\(folder)/\(named)" }

  /// As they are typed into a shell.
  static func words(_ path: String, stage: String?) -> String {
    path.shellWord + (stage.map { " --stage \($0.shellWord)" } ?? "")
  }

  /// A folder as the analysis file names it: from its own folder, or absolute far from it.
  func path(to other: String) -> String {
    let (own, target) = (
      resolvedPath(folder).split(separator: "/"), resolvedPath(other).split(separator: "/")
    )
    let common = zip(own, target).prefix { $0 == $1 }.count
    guard common > 0 else { return resolvedPath(other) }
    let steps = Array(repeating: "..", count: own.count - common) + target.dropFirst(common)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  /// A place in the project as it is typed where the user is.
  func shownPath(of place: String) -> String {
    (resolvedPath(".") == projectFolder ? place : "\(projectFolder)/\(place)").shellWord
  }

  static func split(_ path: String) -> (folder: String, name: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let above = parts.dropLast().joined(separator: "/")
    return (parts.count == 1 ? "." : above.isEmpty ? "/" : above, String(parts.last ?? ""))
  }

  /// The definition of the stage that was named.
  ///
  /// - Throws: ``DefinitionError`` with every finding; ``Refusal`` for a stage that the file does not
  ///   declare, or for one that would reveal another.
  func definition() throws -> AnalysisDefinition {
    let signal = try signalDefinition()
    try signal.checkStages()
    guard let stage else { return signal }
    guard let definition = signal.stage(named: stage) else {
      let known = (signal.earlierStages + [signal]).map { "'\($0.stage.name)'" }
      throw Refusal(
        .usage, "the analysis has no stage '\(stage.printable)'",
        next: "name one of \(known.joined(separator: ", "))")
    }
    return definition
  }

  /// The definition of the signal, with all stages before it, whichever stage was named.
  ///
  /// - Throws: ``DefinitionError`` with every finding.
  func signalDefinition() throws -> AnalysisDefinition {
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
