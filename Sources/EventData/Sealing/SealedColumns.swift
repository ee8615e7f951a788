import BlindAnalysis

/// The columns of a dataset that go into the open part and into the vault, and where their bytes
/// come from.
///
/// From ROOT files these are all scalar branches that every file of the dataset has in one type,
/// bit by bit; from CSV files, which store no types, the numbers that the analysis reads and the
/// event identifiers.
struct SealedColumns: Sendable {
  let columns: [TypedColumn]
  /// What to read: the numbers that decide about a row first.
  let selection: ColumnSelection
  /// One for each number of the selection.
  let units: [Unit?]
  /// Names for the classification, one for each number of the selection.
  let numberNames: [String]
  private let sources: [Source]

  /// Where in a chunk the values of a column are.
  private enum Source {
    case copy(Int)
    case number(Int)
    case identifier(Int)
  }

  /// - Throws: ``DataError`` if a column that is needed cannot be sealed.
  init(of dataset: HeldDataset) throws {
    let (numbers, identifiers) = (
      dataset.rows.selection.numbers, dataset.rows.selection.identifiers
    )
    let common = Self.common(dataset.rows.tables)
    // Numbers are read twice from CSV files: in canonical units to classify, as they are to write.
    // With a space in front, no name of an analysis file is meant.
    let (names, again) = (dataset.columns, common.isEmpty ? dataset.columns.map { " " + $0 } : [])
    numberNames = names + again
    units = dataset.rows.units + again.map { _ in nil }
    selection = ColumnSelection(
      numbers: numbers + (common.isEmpty ? numbers : []), identifiers: identifiers,
      copies: common)
    if common.isEmpty {
      (columns, sources) = Self.parsed(numbers, identifiers, after: numbers.count)
    } else {
      (columns, sources) = (common, common.indices.map { .copy($0) })
    }
    let sealed = Set(columns.map(\.name))
    let needed = numbers.map(\.branch) + identifiers.map(\.branch)
    if let missing = needed.first(where: { !sealed.contains($0) }) {
      throw DataError(
        .unsupported, in: dataset.rows.tables.first?.path ?? dataset.name,
        "has not the branch \(missing.quoted) in the same type as the other files")
    }
  }

  private static func common(_ tables: [any Table]) -> [TypedColumn] {
    (tables.first?.typedColumns ?? []).filter { column in
      tables.allSatisfy { table in
        table.typedColumns.filter { $0.name == column.name } == [column]
      }
    }
  }

  /// A branch that is both a number and an identifier is kept as what it is exactly.
  private static func parsed(
    _ numbers: [ColumnRequest], _ identifiers: [ColumnRequest], after first: Int
  ) -> ([TypedColumn], [Source]) {
    var (columns, sources): ([TypedColumn], [Source]) = ([], [])
    for (slot, request) in identifiers.enumerated() {
      columns.append(TypedColumn(name: request.branch, type: .int64))
      sources.append(.identifier(slot))
    }
    for (slot, request) in numbers.enumerated()
    where !columns.contains(where: { $0.name == request.branch }) {
      columns.append(TypedColumn(name: request.branch, type: .double))
      sources.append(.number(first + slot))
    }
    return (columns, sources)
  }

  /// For each column the big-endian values of a chunk.
  func values(of chunk: RowChunk) -> [ArraySlice<UInt8>] {
    zip(sources, columns).map { source, column in
      switch source {
      case .copy(let slot): chunk.copies[slot][..<(chunk.count * column.type.size)]
      case .number(let slot): bigEndian(chunk.numbers[slot][..<chunk.count])[...]
      case .identifier(let slot): bigEndian(chunk.identifiers[slot][..<chunk.count])[...]
      }
    }
  }
}

private func bigEndian(_ numbers: ArraySlice<Double>) -> [UInt8] {
  var record = RecordBuilder()
  for number in numbers { record.real(number) }
  return record.bytes
}

private func bigEndian(_ numbers: ArraySlice<Int64>) -> [UInt8] {
  var record = RecordBuilder()
  for number in numbers { record.integer(number) }
  return record.bytes
}
