/// A column that a table must deliver, by the name that it has in the file.
struct ColumnRequest: Hashable, Sendable {
  let branch: String
}

/// What to read of each row: measured quantities, and the columns that name the event.
struct ColumnSelection: Hashable, Sendable {
  /// Widened to `Double`, in the unit of the file.
  let numbers: [ColumnRequest]
  /// Kept exact, as run, spill and event numbers are compared for equality.
  let identifiers: [ColumnRequest]
  /// Taken over bit by bit, as the file stores them.
  let copies: [TypedColumn]

  init(
    numbers: [ColumnRequest], identifiers: [ColumnRequest], copies: [TypedColumn] = []
  ) {
    (self.numbers, self.identifiers, self.copies) = (numbers, identifiers, copies)
  }
}

/// An opened data file, of which only the header has been read.
///
/// The file stays open for as long as the table lives, so that each pass reads the same file even
/// when its name is given to another one meanwhile.
protocol Table: AnyObject, Sendable {
  /// The path as it was asked for.
  var path: String { get }
  /// The names of the columns, in file order, from the header only.
  var columnNames: [String] { get }
  /// Those that can be copied, in file order; none where the file stores no types.
  var typedColumns: [TypedColumn] { get }
  /// Prepares to read the selected columns.
  ///
  /// - Throws: `DataError` when a column is missing, ambiguous, or cannot be read as a number.
  func rows(_ selection: ColumnSelection) throws(DataError) -> any RowSource
}

extension Table {
  var typedColumns: [TypedColumn] { [] }
}

/// The raw rows of a table, batch by batch; each pass gives the same rows.
protocol RowSource: AnyObject {
  var path: String { get }
  /// An empty batch that fits the selection, to be handed to `nextBatch` again and again.
  func makeBatch(capacity: Int) -> RawBatch
  /// Starts a new pass at the first row.
  func rewind()
  /// Replaces the content of `batch` by the rows that follow.
  ///
  /// Rows before a damaged place are delivered; the call after them throws, and so does each
  /// later one until `rewind`.
  /// - Returns: `false` when no row is left; the batch is then empty.
  /// - Throws: `DataError` when the file is damaged, cannot be read or was changed.
  func nextBatch(into batch: inout RawBatch) throws(DataError) -> Bool
}
