/// A checked expression compiled for batches of columns; one program serves many batches.
///
/// A comparison with NaN is false (and `!` of it true), except `!=`, which is then true. Division
/// by zero, roots and logarithms outside their range give what IEEE 754 says, and never trap.
public struct ColumnProgram: Hashable, Sendable {
  /// The columns that a batch brings, in this order.
  public let columns: [String]
  public let kind: CheckedExpression.Kind
  let instructions: [Instruction]
  let result: Int
  let numberRegisters: Int
  let maskRegisters: Int

  /// - Parameter columns: The names of the columns of every batch, in order.
  /// - Throws: ``ColumnProgramError`` if the expression needs another column.
  public init(
    _ expression: CheckedExpression, columns: [String]
  ) throws(ColumnProgramError) {
    try self.init(expression.tree, expression.kind, columns: columns)
  }

  init(
    _ tree: ExpressionTree, _ kind: CheckedExpression.Kind, columns: [String]
  ) throws(ColumnProgramError) {
    let positions = Dictionary(zip(columns, columns.indices)) { first, _ in first }
    let missing = tree.columnSet.keys.filter { positions[$0] == nil }.sorted()
    guard missing.isEmpty else { throw .missingColumns(missing) }
    var compiler = ProgramCompiler(columns: positions)
    result =
      kind == .condition ? compiler.compile(condition: tree) : compiler.compile(number: tree)
    (self.columns, self.kind, instructions) = (columns, kind, compiler.instructions)
    (numberRegisters, maskRegisters) = (compiler.numberRegisters, compiler.maskRegisters)
  }
}

/// Why a program cannot be made or run. No case carries anything about the rows.
public enum ColumnProgramError: Error, Hashable, Sendable {
  /// The expression uses columns that the batches do not bring; sorted.
  case missingColumns([String])
  /// A batch has another number of columns than the program, or one of them is too short.
  case batchDoesNotFit
  /// Truth values were asked of a number, or numbers of a condition.
  case wrongKind
}

extension ColumnProgram {
  /// One truth value for each of the first `count` rows.
  ///
  /// - Parameter batch: One array for each of `columns`, in canonical units, `count` or longer.
  /// - Throws: ``ColumnProgramError`` if the batch does not fit or the expression is a number.
  public func mask(_ batch: [[Double]], count: Int) throws(ColumnProgramError) -> [Bool] {
    guard kind == .condition else { throw .wrongKind }
    var truths: [Bool] = []
    truths.reserveCapacity(max(0, count))
    try run(batch, count: count) { registers, rows in
      truths.append(contentsOf: registers.masks[result].prefix(rows.count).lazy.map { $0 != 0 })
    }
    return truths
  }

  /// One number for each of the first `count` rows, in the canonical unit.
  ///
  /// - Parameter batch: One array for each of `columns`, in canonical units, `count` or longer.
  /// - Throws: ``ColumnProgramError`` if the batch does not fit or the expression is a condition.
  public func values(_ batch: [[Double]], count: Int) throws(ColumnProgramError) -> [Double] {
    guard kind != .condition else { throw .wrongKind }
    var values: [Double] = []
    values.reserveCapacity(max(0, count))
    try run(batch, count: count) { registers, rows in
      values.append(contentsOf: registers.numbers[result].prefix(rows.count))
    }
    return values
  }

  /// Runs the program block by block; `finish` takes the result out of the registers.
  func run(
    _ batch: [[Double]], count: Int, finish: (BlockRegisters, Range<Int>) -> Void
  ) throws(ColumnProgramError) {
    guard count >= 0, batch.count == columns.count, batch.allSatisfy({ $0.count >= count })
    else { throw .batchDoesNotFit }
    var registers = BlockRegisters(numbers: numberRegisters, masks: maskRegisters)
    for start in stride(from: 0, to: count, by: BlockRegisters.rows) {
      let rows = start..<min(count, start + BlockRegisters.rows)
      for instruction in instructions { registers.execute(instruction, batch, rows) }
      finish(registers, rows)
    }
  }
}
