/// Arithmetic between two numbers, with the rules of IEEE 754: no result is an error.
enum ArithmeticOperator: String, Hashable, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
}

/// A comparison of two doubles: false if either is NaN, except `!=`, which is then true.
enum ComparisonOperator: String, Hashable, Sendable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
}

extension ComparisonOperator {
  /// The same comparison with its sides exchanged: `a < b` is `b > a`.
  var mirrored: Self {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual: self
    }
  }

  func holds(_ left: Double, _ right: Double) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .equal: left == right
    case .notEqual: left != right
    }
  }
}

/// How tightly operators bind: from `||`, the loosest, to the signs, the tightest.
enum Precedence: Int, Comparable, Sendable {
  case none, or, and, comparison, sum, product, power, sign, operand

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Symbol {
  /// Nil for symbols that cannot stand between two operands.
  var precedence: Precedence? {
    switch self {
    case .or: .or
    case .and: .and
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: .comparison
    case .plus, .minus: .sum
    case .times, .over: .product
    case .doubleTimes, .caret: .power
    case .percent, .not, .range, .plusMinus, .comma, .open, .close: nil
    }
  }
}
