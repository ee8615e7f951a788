@testable import EventData

/// All rows of a table, which only tests may hold at once.
struct WholeTable {
  var numbers: [[Double]]
  var identifiers: [[Int64]]
  var isWhole: [Bool] = []
  var isReadable: [Bool] = []
  /// What ended the reading before the end of the table.
  var failure: DataError?

  var count: Int { isReadable.count }

  init(_ source: any RowSource, batch capacity: Int = RawBatch.usualCapacity) {
    var batch = source.makeBatch(capacity: capacity)
    numbers = batch.numbers.map { _ in [] }
    identifiers = batch.identifiers.map { _ in [] }
    do throws(DataError) {
      while try source.nextBatch(into: &batch) { append(batch) }
    } catch {
      failure = error
    }
  }

  private mutating func append(_ batch: RawBatch) {
    for slot in numbers.indices { numbers[slot] += batch.numbers[slot].prefix(batch.count) }
    for slot in identifiers.indices {
      identifiers[slot] += batch.identifiers[slot].prefix(batch.count)
    }
    isWhole += batch.identifierIsWhole.prefix(batch.count)
    isReadable += batch.readable.prefix(batch.count)
  }
}

extension ColumnSelection {
  init(_ numbers: [String], identifiers: [String] = []) {
    self.init(
      numbers: numbers.map(ColumnRequest.init), identifiers: identifiers.map(ColumnRequest.init))
  }
}

/// Opens a file and reads the named columns to the end.
func readAll(
  _ path: String, tree: String? = nil, _ numbers: [String], identifiers: [String] = [],
  batch: Int = RawBatch.usualCapacity
) throws(DataError) -> WholeTable {
  let table = try openTable(at: path, tree: tree)
  let rows = try table.rows(ColumnSelection(numbers, identifiers: identifiers))
  return WholeTable(rows, batch: batch)
}

/// A small generator with a fixed seed, so that a failing case can be repeated.
///
/// Source: G. Marsaglia, "Xorshift RNGs", J. Stat. Soft. 8 (2003) 14; triple 13, 7, 17.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
