/// Where the columns of a file belong in a batch.
struct CSVColumnPlan {
  struct Role {
    var number: Int?
    var identifier: Int?

    var isWanted: Bool { number != nil || identifier != nil }
  }

  /// One role a column of the file.
  private(set) var roles: [Role]
  /// Places that get the same column as an earlier one.
  private var repeatedNumbers: [(from: Int, to: Int)] = []
  private var repeatedIdentifiers: [(from: Int, to: Int)] = []

  init(columns: Int) { roles = [Role](repeating: Role(), count: columns) }

  mutating func deliver(number column: Int, to slot: Int) {
    if let earlier = roles[column].number {
      repeatedNumbers.append((earlier, slot))
    } else {
      roles[column].number = slot
    }
  }

  mutating func deliver(identifier column: Int, to slot: Int) {
    if let earlier = roles[column].identifier {
      repeatedIdentifiers.append((earlier, slot))
    } else {
      roles[column].identifier = slot
    }
  }

  /// Fills the places that share a column with another one.
  func copyRepeated(in batch: inout RawBatch) {
    for (source, target) in repeatedNumbers { batch.numbers[target] = batch.numbers[source] }
    for (source, target) in repeatedIdentifiers {
      batch.identifiers[target] = batch.identifiers[source]
    }
  }
}
