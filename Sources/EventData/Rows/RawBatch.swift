import Ledger

/// Some rows as the file holds them, blinded ones among them: for the classification alone.
struct RawBatch {
  /// Small enough that twelve columns stay in a core's own cache.
  static let usualCapacity = 4096
  /// The bounds of what a caller may ask for.
  static let capacities = 1...65_536

  let capacity: Int
  /// How many rows are filled; what lies behind them in the columns is left over and means nothing.
  var count = 0
  /// One column per requested number, in the unit of the file.
  var numbers: [[Double]]
  /// One column per requested identifier; zero where the value is not whole.
  var identifiers: [[Int64]]
  /// One column per copied one: its big-endian bytes, row by row.
  var copies: [[UInt8]]
  /// Whether all identifiers of the row are whole numbers that an `Int64` holds.
  var identifierIsWhole: [Bool]
  /// Whether the row has the structure that the header announces; always so in a ROOT tree.
  ///
  /// A matter of the whole row, never of the columns that are asked for.
  var readable: [Bool]
  /// Share of the file that is behind the reader, in steps of 5; for a progress bar only.
  var percentRead = 0

  init(capacity: Int, selection: ColumnSelection) {
    let bounded = min(max(capacity, Self.capacities.lowerBound), Self.capacities.upperBound)
    self.capacity = bounded
    numbers = selection.numbers.map { _ in [Double](repeating: .nan, count: bounded) }
    identifiers = selection.identifiers.map { _ in [Int64](repeating: 0, count: bounded) }
    copies = selection.copies.map { [UInt8](repeating: 0, count: bounded * $0.type.size) }
    identifierIsWhole = [Bool](repeating: true, count: bounded)
    readable = [Bool](repeating: true, count: bounded)
  }

  /// Whether this batch has the columns of the selection, in full length.
  func fits(_ selection: ColumnSelection) -> Bool {
    numbers.count == selection.numbers.count && identifiers.count == selection.identifiers.count
      && numbers.allSatisfy { $0.count == capacity }
      && identifiers.allSatisfy { $0.count == capacity }
      && copies.map(\.count) == selection.copies.map { capacity * $0.type.size }
      && identifierIsWhole.count == capacity && readable.count == capacity
  }

  /// Empties the batch, and rebuilds it if it was made for another selection.
  mutating func prepare(for selection: ColumnSelection) {
    if !fits(selection) { self = RawBatch(capacity: capacity, selection: selection) }
    count = 0
  }

  /// Overwrites the values: there may be sealed ones among them.
  mutating func overwriteValues() {
    for index in numbers.indices { overwrite(&numbers[index]) }
    for index in identifiers.indices { overwrite(&identifiers[index]) }
    for index in copies.indices { overwrite(&copies[index]) }
  }

  /// Rounds down to steps of 5, so that a progress bar shows no more than it must.
  static func percent(_ done: Int, of total: Int) -> Int {
    guard total > 0, done < total else { return 100 }
    return Int(Double(done) / Double(total) * 20) * 5
  }
}
