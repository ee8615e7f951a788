@testable import EventData

/// One row of a table that is in no file.
struct FakeRow {
  var numbers: [Double]
  var identifiers: [Int64]
  var isReadable = true
  var isWhole = true
}

/// A table whose rows come out of a function, cut into batches as the test wants.
final class FakeTable: Table {
  let path = "fake.csv"
  let columnNames: [String]
  private let count: Int
  private let rowsPerBatch: Int
  private let failure: DataError?
  private let row: @Sendable (Int) -> FakeRow

  /// - Parameter failure: Thrown after the last row.
  init(
    _ columnNames: [String], count: Int, rowsPerBatch: Int = RawBatch.usualCapacity,
    failure: DataError? = nil, row: @escaping @Sendable (Int) -> FakeRow
  ) {
    (self.columnNames, self.count, self.rowsPerBatch) = (columnNames, count, rowsPerBatch)
    (self.failure, self.row) = (failure, row)
  }

  convenience init(
    _ columnNames: [String], _ rows: [FakeRow], rowsPerBatch: Int = RawBatch.usualCapacity,
    failure: DataError? = nil
  ) {
    self.init(columnNames, count: rows.count, rowsPerBatch: rowsPerBatch, failure: failure) {
      rows[$0]
    }
  }

  func rows(_ selection: ColumnSelection) throws(DataError) -> any RowSource {
    Rows(self, selection)
  }

  private final class Rows: RowSource {
    private let table: FakeTable
    private let selection: ColumnSelection
    private var next = 0

    init(_ table: FakeTable, _ selection: ColumnSelection) {
      (self.table, self.selection) = (table, selection)
    }

    var path: String { table.path }

    func makeBatch(capacity: Int) -> RawBatch {
      RawBatch(capacity: capacity, selection: selection)
    }

    func rewind() { next = 0 }

    func nextBatch(into batch: inout RawBatch) throws(DataError) -> Bool {
      batch.prepare(for: selection)
      while next < table.count, batch.count < min(batch.capacity, table.rowsPerBatch) {
        let (row, place) = (table.row(next), batch.count)
        for slot in row.numbers.indices { batch.numbers[slot][place] = row.numbers[slot] }
        for slot in row.identifiers.indices {
          batch.identifiers[slot][place] = row.identifiers[slot]
        }
        (batch.readable[place], batch.identifierIsWhole[place]) = (row.isReadable, row.isWhole)
        batch.count += 1
        next += 1
      }
      if batch.count == 0, let failure = table.failure { throw failure }
      return batch.count > 0
    }
  }
}
