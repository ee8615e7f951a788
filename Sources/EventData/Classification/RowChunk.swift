import BlindAnalysis
import Ledger

/// Rows of one class in fresh columns, in reading order; borders depend on these rows only.
///
/// Chunks are cut by the number of rows kept, never by the batches of the file, so that no sum,
/// digest or order can depend on rows of another class.
struct RowChunk {
  /// Rows in a full chunk.
  static let capacity = 8192

  private(set) var count = 0
  /// One column per required column, in canonical units.
  private(set) var numbers: [[Double]]
  /// One column per event identifier.
  private(set) var identifiers: [[Int64]]
  /// The bytes of one copied column each, row by row.
  private(set) var copies: [[UInt8]]
  /// Bytes of a value of each copied column.
  private let sizes: [Int]
  /// Whether the identifiers of a row are whole numbers; the columns hold zeros where not.
  private var identifierIsWhole = [Bool](repeating: true, count: Self.capacity)

  init(_ selection: ColumnSelection) {
    numbers = selection.numbers.map { _ in Array(repeating: 0, count: Self.capacity) }
    identifiers = selection.identifiers.map { _ in Array(repeating: 0, count: Self.capacity) }
    sizes = selection.copies.map(\.type.size)
    copies = sizes.map { Array(repeating: 0, count: Self.capacity * $0) }
  }

  /// What names an event; nil if its identifiers are not whole numbers.
  func identifiers(of row: Int) -> [Int64]? {
    isNamed(row) ? identifiers.map { $0[row] } : nil
  }

  /// Whether the identifiers of a row are whole numbers.
  func isNamed(_ row: Int) -> Bool { identifierIsWhole[row] }

  mutating func removeAll() { count = 0 }

  /// Overwrites the values, once nobody needs them.
  mutating func overwriteValues() {
    for index in numbers.indices { overwrite(&numbers[index]) }
    for index in identifiers.indices { overwrite(&identifiers[index]) }
    for index in copies.indices { overwrite(&copies[index]) }
  }

  /// How many more rows it takes.
  var room: Int { Self.capacity - count }

  /// Takes rows of a batch.
  ///
  /// - Parameter runs: Rows that follow each other, copied in one piece; no more than there is
  ///   room for.
  mutating func take(_ runs: [Range<Int>], of batch: RawBatch) {
    for column in numbers.indices {
      copy(runs, from: batch.numbers[column], to: &numbers[column])
    }
    for column in identifiers.indices {
      copy(runs, from: batch.identifiers[column], to: &identifiers[column])
    }
    for column in copies.indices {
      copy(runs, from: batch.copies[column], to: &copies[column], size: sizes[column])
    }
    copy(runs, from: batch.identifierIsWhole, to: &identifierIsWhole)
    for run in runs { count += run.count }
  }

  private func copy<Value: BitwiseCopyable>(
    _ runs: [Range<Int>], from source: [Value], to target: inout [Value], size: Int = 1
  ) {
    var place = count * size
    for run in runs {
      copyValues(run.lowerBound * size..<run.upperBound * size, of: source, to: &target, at: place)
      place += run.count * size
    }
  }
}
