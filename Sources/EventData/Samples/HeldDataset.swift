import BlindAnalysis
import Ledger

/// The files of one dataset, opened once and held for every pass.
struct HeldDataset: Sendable {
  let name: String
  /// The tree to read; nil for files without one.
  let tree: String?
  /// The files by their place, in reading order: relative to the project, or absolute outside it.
  let files: [String]
  let rows: ClassifiedRows
  /// The blinded rows that were sealed; nil if none were.
  let vault: HeldVault?
  /// The analysis' names of the numbers that are read, in the order of the selection.
  let columns: [String]
  /// The spills that are used, read once; nil for all of them.
  let spills: SpillFilter?

  /// - Parameter folder: Where the analysis file lies; relative file names start there.
  /// - Throws: ``DataError`` if a file, tree or column is not there; ``DefinitionError`` for a list
  ///   of spills that is wrong.
  init(opening dataset: Dataset, of definition: AnalysisDefinition, folder: String, project: String)
    throws
  {
    spills = try dataset.spills.flatMap {
      SpillFilter(try SpillList(reading: $0, relativeTo: folder), eventID: dataset.eventID)
    }
    let paths = try expandFiles(patterns: dataset.files, relativeTo: folder)
    let columns = definition.requiredColumns
    (name, tree, self.columns) = (dataset.name, dataset.tree, columns.map(\.name))
    files = paths.map { path in
      let place = resolvedPath(path)
      let root = project.hasSuffix("/") ? project : project + "/"
      return place.hasPrefix(root) ? String(place.dropFirst(root.count)) : place
    }
    vault = try dataset.vault.map {
      try HeldVault(opening: $0, of: dataset, in: definition, relativeTo: folder)
    }
    rows = ClassifiedRows(
      tables: try paths.map { try openTable(at: $0, tree: dataset.tree) },
      selection: ColumnSelection(
        numbers: columns.map { ColumnRequest(branch: $0.branch) },
        identifiers: dataset.eventID.map(ColumnRequest.init(branch:))),
      units: columns.map(\.unit),
      classifier: try RowClassifier(definition.mask, columns: columns.map(\.name)))
  }
}

extension HeldDataset {
  /// The rows of the files and, behind them, those of the vault.
  ///
  /// - Parameter keys: Of all vaults that may be opened.
  func allRows(unlockedBy keys: [StageKey]) throws -> ClassifiedRows {
    guard let vault else { return rows }
    return ClassifiedRows(
      tables: rows.tables + [try vault.table(unlockedBy: keys)], selection: rows.selection,
      units: rows.units, classifier: rows.classifier)
  }
}

extension Dataset {
  /// The name of the tree; nil for a format without one.
  fileprivate var tree: String? {
    if case .root(let tree) = format { tree } else { nil }
  }
}
