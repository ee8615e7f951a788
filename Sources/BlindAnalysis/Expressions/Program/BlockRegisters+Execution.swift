extension BlockRegisters {
  /// Applies one instruction to the given rows of the batch.
  mutating func execute(_ instruction: Instruction, _ batch: [[Double]], _ rows: Range<Int>) {
    switch instruction {
    case .arithmetic(let symbol, let a, let b, let target):
      arithmetic(symbol, a, b, into: target, batch, rows)
    case .negation(let a, let target): map(a, into: target, batch, rows) { -$0 }
    case .copy(let a, let target): map(a, into: target, batch, rows) { $0 }
    case .unary(let function, let a, let target):
      unary(function, a, into: target, batch, rows)
    case .binary(let function, let a, let b, let target):
      binary(function, a, b, into: target, batch, rows)
    case .comparison(let symbol, let a, let b, let mask, let joining):
      compare(symbol, a, b, into: mask, joining, batch, rows)
    case .not(let mask): updateMask(mask, rows.count) { 1 - $0 }
    case .fill(let mask, let truth): updateMask(mask, rows.count) { _ in truth ? 1 : 0 }
    case .join(let source, let mask, let joining):
      join(source, into: mask, joining, rows.count)
    }
  }

  // Each operator has a loop of its own: a switch inside the loop would stop vectorisation.

  private mutating func arithmetic(
    _ symbol: ArithmeticOperator, _ a: NumberSource, _ b: NumberSource, into target: Int,
    _ batch: [[Double]], _ rows: Range<Int>
  ) {
    switch symbol {
    case .plus: combine(a, b, into: target, batch, rows) { $0 + $1 }
    case .minus: combine(a, b, into: target, batch, rows) { $0 - $1 }
    case .times: combine(a, b, into: target, batch, rows) { $0 * $1 }
    case .over: combine(a, b, into: target, batch, rows) { $0 / $1 }
    }
  }

  private mutating func unary(
    _ function: Function, _ a: NumberSource, into target: Int, _ batch: [[Double]],
    _ rows: Range<Int>
  ) {
    switch function {
    case .abs: map(a, into: target, batch, rows) { $0.magnitude }
    case .sqrt: map(a, into: target, batch, rows) { $0.squareRoot() }
    default: map(a, into: target, batch, rows) { function.apply($0) }
    }
  }

  private mutating func binary(
    _ function: Function, _ a: NumberSource, _ b: NumberSource, into target: Int,
    _ batch: [[Double]], _ rows: Range<Int>
  ) {
    switch function {
    case .min: combine(a, b, into: target, batch, rows) { Function.min.apply($0, $1) }
    case .max: combine(a, b, into: target, batch, rows) { Function.max.apply($0, $1) }
    default: combine(a, b, into: target, batch, rows) { function.apply($0, $1) }
    }
  }

  private mutating func compare(
    _ symbol: ComparisonOperator, _ a: NumberSource, _ b: NumberSource, into mask: Int,
    _ joining: Joining, _ batch: [[Double]], _ rows: Range<Int>
  ) {
    switch symbol {
    case .less: compare(a, b, into: mask, joining, batch, rows) { $0 < $1 }
    case .lessOrEqual: compare(a, b, into: mask, joining, batch, rows) { $0 <= $1 }
    case .greater: compare(a, b, into: mask, joining, batch, rows) { $0 > $1 }
    case .greaterOrEqual: compare(a, b, into: mask, joining, batch, rows) { $0 >= $1 }
    case .equal: compare(a, b, into: mask, joining, batch, rows) { $0 == $1 }
    case .notEqual: compare(a, b, into: mask, joining, batch, rows) { $0 != $1 }
    }
  }

  private mutating func join(_ source: Int, into mask: Int, _ joining: Joining, _ count: Int) {
    switch joining {
    case .replace: combineMasks(source, into: mask, count) { $1 }
    case .and: combineMasks(source, into: mask, count) { $0 & $1 }
    case .or: combineMasks(source, into: mask, count) { $0 | $1 }
    }
  }
}
