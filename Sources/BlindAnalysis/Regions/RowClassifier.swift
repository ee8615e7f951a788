/// Sorts rows into open, quarantined and blinded, before any other code sees them.
///
/// A row that is surely inside the mask is blinded whatever else in it is broken: quarantined rows
/// are counted in public, and a mask with one more column must not count some of the blinded ones.
public struct RowClassifier: Hashable, Sendable {
  /// The columns that a batch brings, in this order.
  public let columns: [String]
  private let program: ColumnProgram
  private let surelyInside: ColumnProgram
  private let blindingPositions: [Int]

  /// - Parameter columns: The names of the columns of every batch, in order.
  /// - Throws: ``ColumnProgramError`` if a blinding column is missing.
  public init(_ mask: Mask, columns: [String]) throws(ColumnProgramError) {
    self.columns = columns
    let missing = mask.blindingColumns.filter { !columns.contains($0) }
    guard missing.isEmpty else { throw .missingColumns(missing) }
    program = try ColumnProgram(mask.outside, .condition, columns: columns)
    surelyInside = try ColumnProgram(
      mask.surelyInside, .condition, columns: mask.blindingColumns)
    blindingPositions = mask.blindingColumns.compactMap { columns.firstIndex(of: $0) }
  }

  /// The class of each of the first `count` rows.
  ///
  /// - Parameter batch: One array for each of `columns`, in canonical units, `count` or longer.
  /// - Throws: ``ColumnProgramError`` if the batch does not fit.
  public func classify(
    _ batch: [[Double]], count: Int
  ) throws(ColumnProgramError) -> [RowClass] {
    var classes: [RowClass] = []
    classes.reserveCapacity(max(0, count))
    try program.run(batch, count: count) { registers, rows in
      let isOutside = registers.masks[program.result]
      for row in rows { classes.append(isOutside[row - rows.lowerBound] != 0 ? .open : .blind) }
    }
    for position in blindingPositions { quarantine(&classes, batch[position]) }
    try blindAgain(&classes, batch)
    return classes
  }

  private func quarantine(_ classes: inout [RowClass], _ column: [Double]) {
    for row in classes.indices where !column[row].isFinite { classes[row] = .quarantine }
  }

  /// Blinds those of the quarantined rows whose finite columns place them inside the mask.
  private func blindAgain(
    _ classes: inout [RowClass], _ batch: [[Double]]
  ) throws(ColumnProgramError) {
    let rows = classes.indices.filter { classes[$0] == .quarantine }
    guard !rows.isEmpty else { return }
    let known = blindingPositions.map { position in
      rows.map { batch[position][$0].isFinite ? batch[position][$0] : .nan }
    }
    let isInside = try surelyInside.mask(known, count: rows.count)
    for (row, isInside) in zip(rows, isInside) where isInside { classes[row] = .blind }
  }
}
