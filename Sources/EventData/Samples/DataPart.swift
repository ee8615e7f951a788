import BlindAnalysis

/// A dataset of an analysis and where its files are.
public struct DataPart: Sendable {
  public let dataset: String
  /// Relative to the project, or absolute outside it.
  public let files: [String]
  /// Whether it is declared to be made by a generator.
  public let isGenerated: Bool
  /// Absolute path of the project.
  private let project: String

  init(_ dataset: HeldDataset, project: String) {
    (self.dataset, files, self.project) = (dataset.name, dataset.files, project)
    isGenerated = dataset.kind != .data
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
