import BlindAnalysis

/// The files of one dataset, opened once and held for every pass.
struct HeldDataset: Sendable {
  let name: String
  /// The files as the analysis names them, expanded and in reading order.
  let files: [String]
  let rows: ClassifiedRows
  /// The analysis' names of the numbers that are read, in the order of the selection.
  let columns: [String]

  /// - Parameter folder: Where the analysis file lies; relative file names start there.
  /// - Throws: ``DataError`` if a file, tree or column is not there.
  init(opening dataset: Dataset, of definition: AnalysisDefinition, folder: String) throws {
    let paths = try expandFiles(patterns: dataset.files, relativeTo: folder)
    let columns = definition.requiredColumns
    (name, self.columns) = (dataset.name, columns.map(\.name))
    files = paths.map { $0.hasPrefix(folder + "/") ? String($0.dropFirst(folder.count + 1)) : $0 }
    rows = ClassifiedRows(
      tables: try paths.map { try openTable(at: $0, tree: dataset.tree) },
      selection: ColumnSelection(
        numbers: columns.map { ColumnRequest(branch: $0.branch) },
        identifiers: dataset.eventID.map(ColumnRequest.init(branch:))),
      units: columns.map(\.unit),
      classifier: try RowClassifier(definition.mask, columns: columns.map(\.name)))
  }
}

extension Dataset {
  /// The name of the tree; nil for a format without one.
  fileprivate var tree: String? {
    if case .root(let tree) = format { tree } else { nil }
  }
}
