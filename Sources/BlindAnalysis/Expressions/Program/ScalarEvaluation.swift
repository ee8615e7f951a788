import Glibc

/// The operations of the language on single numbers; the blocks compute exactly the same.
///
/// All follow IEEE 754 and never trap: 1 / 0 is infinite, the root of −1 is NaN. Every function
/// gives NaN for a NaN operand, also where C does not (`hypot(∞, NaN)`, `pow(NaN, 0)`), so that a
/// quantity which could not be computed never looks like one that could.
extension ArithmeticOperator {
  @inline(__always) func apply(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .plus: a + b
    case .minus: a - b
    case .times: a * b
    case .over: a / b
    }
  }
}

extension Function {
  @inline(__always) func apply(_ a: Double) -> Double {
    switch self {
    case .abs: a.magnitude
    case .sqrt: a.squareRoot()
    case .exp: Glibc.exp(a)
    case .log: Glibc.log(a)
    case .min, .max, .pow, .hypot: .nan
    }
  }

  @inline(__always) func apply(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .min: a < b ? a : b <= a ? b : .nan
    case .max: a > b ? a : b >= a ? b : .nan
    case .pow: a.isNaN ? .nan : Glibc.pow(a, b)
    case .hypot: a.isNaN || b.isNaN ? .nan : Glibc.hypot(a, b)
    case .abs, .sqrt, .exp, .log: .nan
    }
  }
}

extension ExpressionTree {
  /// The value of a number whose columns have the given values; NaN for anything else.
  func number(at values: [String: Double]) -> Double {
    switch self {
    case .literal(let value, _): value
    case .column(let name, _): values[name] ?? .nan
    case .negation(let operand): -operand.number(at: values)
    case .arithmetic(let symbol, let left, let right):
      symbol.apply(left.number(at: values), right.number(at: values))
    case .call(let function, let operands): function.apply(operands.map { $0.number(at: values) })
    case .comparison, .within, .not, .all, .any: .nan
    }
  }

  /// The truth of a condition whose columns have the given values; false for anything else.
  func holds(at values: [String: Double]) -> Bool {
    switch self {
    case .comparison(let symbol, let left, let right):
      symbol.holds(left.number(at: values), right.number(at: values))
    case .within(let subject, let lower, let upper):
      subject.number(at: values) >= lower.number(at: values)
        && subject.number(at: values) <= upper.number(at: values)
    case .not(let operand): !operand.holds(at: values)
    case .all(let parts): parts.allSatisfy { $0.holds(at: values) }
    case .any(let parts): parts.contains { $0.holds(at: values) }
    case .literal, .column, .negation, .arithmetic, .call: false
    }
  }
}

extension Function {
  /// `min` and `max` take their operands from left to right.
  func apply(_ operands: [Double]) -> Double {
    guard let first = operands.first else { return .nan }
    guard operands.count > 1 else { return apply(first) }
    return operands.dropFirst().reduce(first) { apply($0, $1) }
  }
}
