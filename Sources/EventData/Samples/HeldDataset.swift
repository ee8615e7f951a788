import BlindAnalysis
import Ledger

/// The files of one dataset, opened once and held for every pass.
struct HeldDataset: Sendable {
  let name: String
  let kind: Dataset.Kind
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
    (name, kind, tree) = (dataset.name, dataset.kind, dataset.tree)
    let tables = try paths.map { try openTable(at: $0, tree: dataset.tree) }
    try Self.checkTruth(of: dataset, in: tables)
    files = paths.map { path in
      let place = resolvedPath(path)
      let root = project.hasSuffix("/") ? project : project + "/"
      return place.hasPrefix(root) ? String(place.dropFirst(root.count)) : place
    }
    vault = try dataset.vault.map {
      try HeldVault(opening: $0, of: dataset, in: definition, relativeTo: folder)
    }
    let columns = definition.requiredColumns
    self.columns = columns.map(\.name)
    rows = try ClassifiedRows(
      tables, columns: columns, eventID: dataset.eventID, blinding: definition.mask)
  }

  /// - Throws: ``Refusal`` for simulated events without the truth.
  private static func checkTruth(of dataset: Dataset, in tables: [any Table]) throws {
    for table in tables {
      guard let missing = dataset.truth.first(where: { !table.columnNames.contains($0) }) else {
        continue
      }
      throw Refusal(
        .dataChanged,
        "\(table.path.printable): has no '\(missing.printable)', so nothing shows that its events "
          + "are simulated",
        next: "name branches of the truth that the files have, or declare them as 'kind: data'")
    }
  }

  /// The same files, read under a mask that may need more columns.
  ///
  /// - Throws: ``Refusal`` with the status "would reveal" if the files do not have one of them.
  init(_ other: HeldDataset, under mask: EffectiveMask, of definition: AnalysisDefinition) throws {
    (name, kind, tree, files) = (other.name, other.kind, other.tree, other.files)
    (vault, spills) = (other.vault, other.spills)
    for table in other.rows.tables {
      guard let missing = mask.addedColumns.first(where: { !table.columnNames.contains($0.branch) })
      else { continue }
      throw mask.refusal(missing, notIn: table.path)
    }
    let columns = mask.readColumns(for: definition)
    self.columns = columns.map(\.name)
    rows = try ClassifiedRows(
      other.rows.tables, columns: columns, eventID: other.rows.selection.identifiers.map(\.branch),
      blinding: mask.mask)
  }

  /// The same files, with what else is read of them behind the columns that are read anyway.
  ///
  /// - Parameter mask: The one in force, as for ``init(_:under:of:)``.
  init(_ other: HeldDataset, reading more: [Column], blinding mask: Mask) throws {
    (name, kind, tree, files) = (other.name, other.kind, other.tree, other.files)
    (vault, spills) = (other.vault, other.spills)
    let (selection, new) = (
      other.rows.selection, more.filter { !other.columns.contains($0.name) }
    )
    columns = other.columns + new.map(\.name)
    rows = ClassifiedRows(
      tables: other.rows.tables,
      selection: ColumnSelection(
        numbers: selection.numbers + new.map { ColumnRequest(branch: $0.branch) },
        identifiers: selection.identifiers),
      units: other.rows.units + new.map(\.unit),
      classifier: try RowClassifier(mask, columns: columns))
  }
}

extension HeldDataset {
  /// Whether all files have these branches, and others name the events.
  func canName(by branches: [String]) -> Bool {
    rows.selection.identifiers.map(\.branch).sorted() != branches
      && rows.tables.allSatisfy { Set($0.columnNames).isSuperset(of: branches) }
  }

  /// The rows with no other columns than those that blind and name them.
  ///
  /// - Parameter branches: Those that name events; nil for those of the analysis file.
  func naming(by branches: [String]? = nil, blinding mask: Mask) throws -> ClassifiedRows {
    let blinding = columns.indices.filter { mask.blindingColumns.contains(columns[$0]) }
    return ClassifiedRows(
      tables: rows.tables,
      selection: ColumnSelection(
        numbers: blinding.map { rows.selection.numbers[$0] },
        identifiers: branches.map { $0.map(ColumnRequest.init(branch:)) }
          ?? rows.selection.identifiers),
      units: blinding.map { rows.units[$0] },
      classifier: try RowClassifier(mask, columns: blinding.map { columns[$0] }))
  }
}

extension ClassifiedRows {
  fileprivate init(
    _ tables: [any Table], columns: [Column], eventID: [String], blinding mask: Mask
  ) throws(ColumnProgramError) {
    self.init(
      tables: tables,
      selection: ColumnSelection(
        numbers: columns.map { ColumnRequest(branch: $0.branch) },
        identifiers: eventID.map(ColumnRequest.init(branch:))),
      units: columns.map(\.unit),
      classifier: try RowClassifier(mask, columns: columns.map(\.name)))
  }

  /// The same columns of another table, some of them copied as well.
  fileprivate func reading(_ table: any Table, copying copies: [TypedColumn] = [])
    -> ClassifiedRows
  {
    ClassifiedRows(
      tables: [table],
      selection: ColumnSelection(
        numbers: selection.numbers, identifiers: selection.identifiers, copies: copies),
      units: units, classifier: classifier)
  }
}

extension HeldDataset {
  /// Counts the sealed rows, after those of the files: all that lie in the compartment of the stage,
  /// since who sealed them knew their names as they were.
  ///
  /// - Returns: How many of them are quarantined, and what is kept of them.
  /// - Throws: ``Refusal`` if the vault is shut, or if what was kept is not what it was.
  func count(
    _ vault: HeldVault, _ sealed: SealedRows?, with counter: BoxCounter
  ) throws -> (quarantined: Int, kept: KeptRows) {
    switch sealed {
    case nil: throw vault.isShut
    case .unlocked(let keys, let folder):
      let table = try vault.table(unlockedBy: keys)
      let rows = rows.reading(table, copying: table.typedColumns)
      let keeper = RowKeeper(table.typedColumns)
      let quarantined = try rows.read(
        into: counter.sinks(of: rows.selection, among: .all, keeping: keeper.keep) + [
          RowSink(of: .quarantine, from: rows.selection) { keeper.keep(0..<$0.count, of: $0) }
        ])
      return (quarantined, try keeper.write(for: self, to: folder))
    case .kept(let kept, let folder):
      let (table, record) = try keptTable(among: kept, in: folder)
      let rows = rows.reading(table)
      return (try rows.read(into: counter.sinks(of: rows.selection, among: .all)), record)
    }
  }
}

extension Dataset {
  /// The name of the tree; nil for a format without one.
  fileprivate var tree: String? {
    if case .root(let tree) = format { tree } else { nil }
  }
}
