/// The loops over the rows of a block: no allocation, no branch that depends on a value.
extension BlockRegisters {
  @inline(__always) mutating func map(
    _ a: NumberSource, into target: Int, _ batch: [[Double]], _ rows: Range<Int>,
    _ operation: (Double) -> Double
  ) {
    combine(a, .constant(0), into: target, batch, rows) { x, _ in operation(x) }
  }

  @inline(__always) mutating func combine(
    _ a: NumberSource, _ b: NumberSource, into target: Int, _ batch: [[Double]],
    _ rows: Range<Int>, _ operation: (Double, Double) -> Double
  ) {
    var output: [Double] = []
    swap(&output, &numbers[target])
    let count = rows.count
    do {
      var out = output.mutableSpan
      switch (a, b) {
      case (.constant(let x), .constant(let y)):
        for row in 0..<count { out[row] = operation(x, y) }
      case (.constant(let x), _):
        let (array, start) = block(b, batch, rows)
        let y = array.span.extracting(start..<(start + count))
        for row in 0..<count { out[row] = operation(x, y[row]) }
      case (_, .constant(let y)):
        let (array, start) = block(a, batch, rows)
        let x = array.span.extracting(start..<(start + count))
        for row in 0..<count { out[row] = operation(x[row], y) }
      default:
        let (first, start) = block(a, batch, rows)
        let (second, secondStart) = block(b, batch, rows)
        let x = first.span.extracting(start..<(start + count))
        let y = second.span.extracting(secondStart..<(secondStart + count))
        for row in 0..<count { out[row] = operation(x[row], y[row]) }
      }
    }
    swap(&output, &numbers[target])
  }

  @inline(__always) mutating func compare(
    _ a: NumberSource, _ b: NumberSource, into mask: Int, _ joining: Joining,
    _ batch: [[Double]], _ rows: Range<Int>, _ holds: (Double, Double) -> Bool
  ) {
    switch joining {
    case .replace: compare(a, b, into: mask, batch, rows, holds) { $1 }
    case .and: compare(a, b, into: mask, batch, rows, holds) { $0 & $1 }
    case .or: compare(a, b, into: mask, batch, rows, holds) { $0 | $1 }
    }
  }

  @inline(__always) private mutating func compare(
    _ a: NumberSource, _ b: NumberSource, into mask: Int, _ batch: [[Double]],
    _ rows: Range<Int>, _ holds: (Double, Double) -> Bool, _ join: (UInt8, UInt8) -> UInt8
  ) {
    var output: [UInt8] = []
    swap(&output, &masks[mask])
    let count = rows.count
    do {
      var out = output.mutableSpan
      let (first, start) = block(a, batch, rows)
      let x = first.span.extracting(start..<(start + count))
      if case .constant(let y) = b {
        for row in 0..<count { out[row] = join(out[row], holds(x[row], y) ? 1 : 0) }
      } else {
        let (second, secondStart) = block(b, batch, rows)
        let y = second.span.extracting(secondStart..<(secondStart + count))
        for row in 0..<count { out[row] = join(out[row], holds(x[row], y[row]) ? 1 : 0) }
      }
    }
    swap(&output, &masks[mask])
  }

  @inline(__always) mutating func updateMask(
    _ mask: Int, _ count: Int, _ operation: (UInt8) -> UInt8
  ) {
    var out = masks[mask].mutableSpan
    for row in 0..<count { out[row] = operation(out[row]) }
  }

  @inline(__always) mutating func combineMasks(
    _ source: Int, into mask: Int, _ count: Int, _ operation: (UInt8, UInt8) -> UInt8
  ) {
    let other = masks[source]
    let x = other.span
    var out = masks[mask].mutableSpan
    for row in 0..<count { out[row] = operation(out[row], x[row]) }
  }

  /// The array that holds the operand, and where the rows begin in it.
  @inline(__always) private func block(
    _ source: NumberSource, _ batch: [[Double]], _ rows: Range<Int>
  ) -> (values: [Double], start: Int) {
    switch source {
    case .column(let index): (batch[index], rows.lowerBound)
    case .register(let index): (numbers[index], 0)
    case .constant: ([], 0)
    }
  }
}
