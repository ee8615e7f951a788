import BlindAnalysis

/// A dataset of an analysis and where its files are.
public struct DataPart: Sendable {
  public let dataset: String
  /// Whether it is declared to be made by a generator.
  public let isGenerated: Bool
  /// With its blinded rows; nil if none are sealed.
  public let vault: HeldVault?
  /// The branches that name an event.
  public let eventID: [String]
  private let recorded: RecordedFiles

  init(_ dataset: HeldDataset, project: String) {
    self.dataset = dataset.name
    (isGenerated, vault) = (dataset.kind != .data, dataset.vault)
    eventID = dataset.rows.selection.identifiers.map(\.branch)
    recorded = RecordedFiles(dataset.files, project: project)
  }

  /// Relative to the project, or absolute outside it.
  public var files: [String] { recorded.files }

  /// The files by their absolute paths.
  public var places: [String] { recorded.places }

  /// Whether a file that was recorded earlier is one of these, by its place or by being the same.
  public func holds(_ file: String) -> Bool { recorded.holds(file) }
}
