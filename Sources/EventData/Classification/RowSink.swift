import BlindAnalysis

/// Takes the rows of one class or more, chunk by chunk.
struct RowSink {
  let wanted: Set<RowClass>
  private let visit: (RowChunk) throws -> Void
  private var chunk: RowChunk
  private var rows: [Int] = []

  init(
    ofAny wanted: Set<RowClass>, from selection: ColumnSelection,
    do visit: @escaping (RowChunk) throws -> Void
  ) {
    (self.wanted, self.visit) = (wanted, visit)
    chunk = RowChunk(selection)
  }

  init(
    of wanted: RowClass, from selection: ColumnSelection,
    do visit: @escaping (RowChunk) throws -> Void
  ) {
    self.init(ofAny: [wanted], from: selection, do: visit)
  }

  /// Takes what is wanted of a batch.
  ///
  /// - Returns: The places of the rows taken, in reading order.
  mutating func take(_ batch: RawBatch, classes: [RowClass]) throws -> [Int] {
    rows.removeAll(keepingCapacity: true)
    for row in 0..<batch.count where wanted.contains(classes[row]) { rows.append(row) }
    var rest = rows[...]
    while !rest.isEmpty {
      rest = rest.dropFirst(chunk.take(rest, of: batch))
      if chunk.isFull { try flush() }
    }
    return rows
  }

  mutating func overwriteValues() { chunk.overwriteValues() }

  /// Hands out the rows that fill no whole chunk.
  mutating func flush() throws {
    if chunk.count > 0 { try visit(chunk) }
    chunk.removeAll()
  }
}
