/// Working memory of a program for one block of rows, reused from block to block.
struct BlockRegisters {
  /// Large enough to hide the cost of an instruction, small enough for the first-level cache.
  static let rows = 2048

  var numbers: [[Double]]
  /// One byte a row, 0 or 1.
  var masks: [[UInt8]]

  init(numbers: Int, masks: Int) {
    self.numbers = Array(repeating: Array(repeating: 0, count: Self.rows), count: numbers)
    self.masks = Array(repeating: Array(repeating: 0, count: Self.rows), count: masks)
  }
}
