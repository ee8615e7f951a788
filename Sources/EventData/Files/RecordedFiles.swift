public import BlindAnalysis

/// Data files by the places under which a ledger records them.
public struct RecordedFiles: Sendable {
  /// Relative to the project, or absolute outside it.
  public let files: [String]
  /// Absolute path of the project.
  private let project: String

  public init(_ files: [String], project: String) { (self.files, self.project) = (files, project) }

  /// The files that an analysis names, as far as they are there; none is opened.
  ///
  /// - Parameter folder: Where the analysis file lies.
  public init(of definition: AnalysisDefinition, relativeTo folder: String, project: String) {
    let paths = filesThere(definition.datasets.flatMap(\.files), relativeTo: folder)
    self.init(paths.map(resolvedPath), project: project)
  }

  /// The files by their absolute paths.
  public var places: [String] { files.map(absolute) }

  /// Whether a file that was recorded earlier is one of these, by its place or by being the same.
  public func holds(_ recorded: String) -> Bool {
    if files.contains(recorded) || places.contains(recorded) { return true }
    guard let earlier = FileStatus(path: absolute(recorded)) else { return false }
    return places.contains { FileStatus(path: $0)?.isSameFile(as: earlier) ?? false }
  }

  private func absolute(_ file: String) -> String {
    file.hasPrefix("/") ? file : project + (project.hasSuffix("/") ? "" : "/") + file
  }
}
