import Ledger

/// The rows of a vault as a table like any other, for who has the key.
final class VaultTable: Table {
  let path: String
  let typedColumns: [TypedColumn]
  private let vault: SealedVault
  private let key: StageKey

  init(_ vault: SealedVault, _ contents: VaultContents, key: StageKey, path: String) {
    (self.vault, self.key, self.path) = (vault, key, path)
    typedColumns = contents.columns
  }

  var columnNames: [String] { typedColumns.map(\.name) }

  func rows(_ selection: ColumnSelection) throws(DataError) -> any RowSource {
    do {
      return VaultRows(
        try vault.reader(key), path: path, selection: selection,
        numbers: try selection.numbers.map { try place(of: $0.branch) },
        identifiers: try selection.identifiers.map { try place(of: $0.branch) },
        copies: try selection.copies.map { try place(of: $0.name) }, columns: typedColumns)
    } catch let error as DataError {
      throw error
    } catch {
      throw DataError(.damaged, in: path, "has nothing for this stage")
    }
  }

  private func place(of name: String) throws(DataError) -> Int {
    guard let place = typedColumns.firstIndex(where: { $0.name == name }) else {
      throw .missingColumn(name, "has no column", columnNames, in: path)
    }
    return place
  }
}

/// Cuts the plain text of a vault into rows; never more than a chunk of it is in memory.
private final class VaultRows: RowSource {
  let path: String
  private let reader: CompartmentReader
  private let selection: ColumnSelection
  private let columns: [TypedColumn]
  private let numbers: [Int]
  private let identifiers: [Int]
  private let copies: [Int]
  /// Where each column starts in a record, behind the mark.
  private let offsets: [Int]
  private let recordSize: Int
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  init(
    _ reader: CompartmentReader, path: String, selection: ColumnSelection, numbers: [Int],
    identifiers: [Int], copies: [Int], columns: [TypedColumn]
  ) {
    (self.reader, self.path, self.selection) = (reader, path, selection)
    (self.numbers, self.identifiers, self.columns) = (numbers, identifiers, columns)
    self.copies = copies
    var (offsets, next) = ([Int](), 1)
    for column in columns {
      offsets.append(next)
      next += column.type.size
    }
    (self.offsets, recordSize) = (offsets, next)
    // Never moved to other memory, so that nothing is left behind.
    buffer.reserveCapacity(recordSize + CompartmentReader.chunkSize)
  }

  deinit { overwrite(&buffer) }

  func makeBatch(capacity: Int) -> RawBatch { RawBatch(capacity: capacity, selection: selection) }

  func rewind() {
    reader.rewind()
    buffer.removeAll(keepingCapacity: true)
    (position, isAtEnd) = (0, false)
  }

  func nextBatch(into batch: inout RawBatch) throws(DataError) -> Bool {
    batch.prepare(for: selection)
    while try fillBuffer() {
      let first = position
      var rows = 0
      while rows < batch.capacity - batch.count, position + recordSize <= buffer.count {
        guard buffer[position] == 1 else {
          isAtEnd = true
          break
        }
        (rows, position) = (rows + 1, position + recordSize)
      }
      deliver(rows, from: first, into: &batch)
      if isAtEnd || batch.count == batch.capacity { break }
    }
    return batch.count > 0
  }

  /// Reads on until a whole record is there.
  private func fillBuffer() throws(DataError) -> Bool {
    while !isAtEnd, buffer.count - position < recordSize {
      do {
        guard var chunk = try reader.next() else {
          isAtEnd = true
          break
        }
        defer { overwrite(&chunk) }
        buffer.removeFirst(position)
        position = 0
        buffer += chunk
      } catch {
        throw DataError(.changed, in: path, "was changed while it was being read")
      }
    }
    return !isAtEnd
  }

  private func deliver(_ rows: Int, from first: Int, into batch: inout RawBatch) {
    let row = batch.count
    for index in row..<row + rows {
      (batch.identifierIsWhole[index], batch.readable[index]) = (true, true)
    }
    for (slot, column) in numbers.enumerated() {
      withValues(column, rows, from: first) { values, type in
        widen(type, values, from: 0, rows, into: &batch.numbers[slot], at: row)
      }
    }
    for (slot, column) in identifiers.enumerated() {
      withValues(column, rows, from: first) { values, type in
        takeWhole(
          type, values, from: 0, rows, into: &batch.identifiers[slot],
          wholeness: &batch.identifierIsWhole, at: row)
      }
    }
    for (slot, column) in copies.enumerated() {
      withValues(column, rows, from: first) { values, type in
        let start = row * type.size
        batch.copies[slot].replaceSubrange(start..<start + values.count, with: values)
      }
    }
    batch.count += rows
  }

  /// Lends the values of one column, side by side.
  private func withValues(
    _ column: Int, _ rows: Int, from first: Int, _ use: ([UInt8], LeafType) -> Void
  ) {
    let type = columns[column].type
    var values: [UInt8] = []
    values.reserveCapacity(rows * type.size)
    defer { overwrite(&values) }
    for row in 0..<rows {
      let start = first + row * recordSize + offsets[column]
      values += buffer[start..<start + type.size]
    }
    use(values, type)
  }
}
