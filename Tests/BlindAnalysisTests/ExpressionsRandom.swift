import TestSupport

@testable import BlindAnalysis

/// A random condition that knows its text and, independently of our code, its meaning.
indirect enum RandomCondition {
  case comparison(ComparisonOperator, RandomNumber, RandomNumber)
  case within(RandomNumber, Double, Double)
  case not(RandomCondition)
  case and(RandomCondition, RandomCondition)
  case or(RandomCondition, RandomCondition)

  static func make(depth: Int, _ random: inout SplitMix) -> Self {
    let choice =
      depth == 0 ? Int.random(in: 0..<4, using: &random) : .random(in: 0..<9, using: &random)
    switch choice {
    case 0..<3:
      return .comparison(anyComparison(&random), .make(depth: depth, &random), .limit(&random))
    case 3:
      let ends = [RandomNumber.gridValue(&random), RandomNumber.gridValue(&random)].sorted()
      return .within(.make(depth: depth, &random), ends[0], ends[1])
    case 4: return .not(make(depth: depth - 1, &random))
    case 5, 6: return .and(make(depth: depth - 1, &random), make(depth: depth - 1, &random))
    default: return .or(make(depth: depth - 1, &random), make(depth: depth - 1, &random))
    }
  }

  private static func anyComparison(_ random: inout SplitMix) -> ComparisonOperator {
    let all: [ComparisonOperator] = [
      .less, .less, .lessOrEqual, .greater, .greater, .greaterOrEqual, .equal, .notEqual,
    ]
    return all.randomElement(using: &random) ?? .less
  }

  /// Fully parenthesised, so that no rule of precedence is needed to write it.
  var text: String {
    switch self {
    case .comparison(let symbol, let left, let right):
      "(\(left.text) \(symbol.rawValue) \(right.text))"
    case .within(let subject, let low, let high): "(\(subject.text) in \(low) GeV .. \(high) GeV)"
    case .not(let operand): "!(\(operand.text))"
    case .and(let left, let right): "(\(left.text) && \(right.text))"
    case .or(let left, let right): "(\(left.text) || \(right.text))"
    }
  }

  /// What the condition says about a row.
  func holds(_ row: [String: Double]) -> Bool {
    switch self {
    case .comparison(let symbol, let left, let right):
      let (a, b) = (left.value(row), right.value(row))
      switch symbol {
      case .less: return a < b
      case .lessOrEqual: return a <= b
      case .greater: return a > b
      case .greaterOrEqual: return a >= b
      case .equal: return a == b
      case .notEqual: return !(a == b)
      }
    case .within(let subject, let low, let high):
      return subject.value(row) >= low && subject.value(row) <= high
    case .not(let operand): return !operand.holds(row)
    case .and(let left, let right): return left.holds(row) && right.holds(row)
    case .or(let left, let right): return left.holds(row) || right.holds(row)
    }
  }

  /// Whether the closed region has the row, by the definition: a row is in it unless the opposite
  /// strict comparison says otherwise, and a negation is the closed region of the opposite.
  func closedRegionHas(_ row: [String: Double], negated: Bool = false) -> Bool {
    switch self {
    case .comparison(let symbol, let left, let right):
      let (a, b) = (left.value(row), right.value(row))
      let isBelow: Bool = symbol == .less || symbol == .lessOrEqual
      switch symbol {
      case .equal: return negated || !(a < b || a > b)
      case .notEqual: return !negated || !(a < b || a > b)
      default: return isBelow != negated ? !(a > b) : !(a < b)
      }
    case .within(let subject, let low, let high):
      let x = subject.value(row)
      return negated ? !(x > low && x < high) : !(x < low || x > high)
    case .not(let operand): return operand.closedRegionHas(row, negated: !negated)
    case .and(let left, let right), .or(let left, let right):
      let (first, second) = (
        left.closedRegionHas(row, negated: negated), right.closedRegionHas(row, negated: negated)
      )
      var isIntersection = false
      if case .and = self { isIntersection = true }
      return isIntersection != negated ? first && second : first || second
    }
  }
}

extension RandomCondition {
  /// Whether the closed region has the row for certain, if a number that is not finite says nothing.
  func surelyHas(_ row: [String: Double], negated: Bool = false) -> Bool {
    switch self {
    case .comparison(_, let left, let right):
      return (left.columnNames + right.columnNames).allSatisfy { row[$0]?.isFinite == true }
        && closedRegionHas(row, negated: negated)
    case .within(let subject, _, _):
      return subject.columnNames.allSatisfy { row[$0]?.isFinite == true }
        && closedRegionHas(row, negated: negated)
    case .not(let operand): return operand.surelyHas(row, negated: !negated)
    case .and(let left, let right):
      let parts = [left, right].map { $0.surelyHas(row, negated: negated) }
      return negated ? parts.contains(true) : !parts.contains(false)
    case .or(let left, let right):
      let parts = [left, right].map { $0.surelyHas(row, negated: negated) }
      return negated ? !parts.contains(false) : parts.contains(true)
    }
  }
}

/// A random energy computed from the columns x, y and w.
indirect enum RandomNumber {
  case column(String)
  case literal(Double)
  case sum(RandomNumber, RandomNumber)
  case difference(RandomNumber, RandomNumber)
  case scaled(Double, RandomNumber)
  case over(RandomNumber, Double)
  case negative(RandomNumber)
  case absolute(RandomNumber)
  case largest(RandomNumber, RandomNumber)

  static let columns = ["x", "y", "w"]
  static let scope = Scope([
    "x": .column(.energy), "y": .column(.energy), "w": .column(.energy),
  ])

  /// Few different values, so that regions share edges and claims about them are often true.
  static func gridValue(_ random: inout SplitMix) -> Double {
    Double(Int.random(in: -4...8, using: &random)) * 12.5 + (Bool.random(using: &random) ? 0 : 0.1)
  }

  static func limit(_ random: inout SplitMix) -> Self {
    Int.random(in: 0..<8, using: &random) == 0
      ? .column(columns.randomElement(using: &random) ?? "x") : .literal(gridValue(&random))
  }

  static func make(depth: Int, _ random: inout SplitMix) -> Self {
    let column = Self.column(columns.randomElement(using: &random) ?? "x")
    guard depth > 0 else { return column }
    let inner = Bool.random(using: &random) ? column : make(depth: depth - 1, &random)
    switch Int.random(in: 0..<16, using: &random) {
    case 0: return .sum(inner, .literal(gridValue(&random)))
    case 1, 2: return .difference(.literal(gridValue(&random)), inner)
    case 3: return .scaled([2, -0.3, 3].randomElement(using: &random) ?? 2, inner)
    case 4: return .over(inner, [7, -3, 0].randomElement(using: &random) ?? 7)
    case 5: return .negative(inner)
    case 6: return .absolute(.difference(inner, .literal(gridValue(&random))))
    case 7: return .largest(inner, column)
    case 8: return .sum(inner, column)
    default: return column
    }
  }

  var columnNames: [String] {
    switch self {
    case .column(let name): [name]
    case .literal: []
    case .sum(let left, let right), .difference(let left, let right), .largest(let left, let right):
      left.columnNames + right.columnNames
    case .scaled(_, let operand), .over(let operand, _), .negative(let operand),
      .absolute(let operand):
      operand.columnNames
    }
  }

  var text: String {
    switch self {
    case .column(let name): name
    case .literal(let value): value < 0 ? "(-\(-value) GeV)" : "\(value) GeV"
    case .sum(let left, let right): "(\(left.text) + \(right.text))"
    case .difference(let left, let right): "(\(left.text) - \(right.text))"
    case .scaled(let factor, let operand): "(\(Self.plain(factor)) * \(operand.text))"
    case .over(let operand, let divisor): "(\(operand.text) / \(Self.plain(divisor)))"
    case .negative(let operand): "(-\(operand.text))"
    case .absolute(let operand): "abs(\(operand.text))"
    case .largest(let left, let right): "max(\(left.text), \(right.text))"
    }
  }

  private static func plain(_ value: Double) -> String {
    value < 0 ? "(-\(-value))" : "\(value)"
  }

  func value(_ row: [String: Double]) -> Double {
    switch self {
    case .column(let name): return row[name] ?? .nan
    case .literal(let value): return value
    case .sum(let left, let right): return left.value(row) + right.value(row)
    case .difference(let left, let right): return left.value(row) - right.value(row)
    case .scaled(let factor, let operand): return factor * operand.value(row)
    case .over(let operand, let divisor): return operand.value(row) / divisor
    case .negative(let operand): return -operand.value(row)
    case .absolute(let operand): return abs(operand.value(row))
    case .largest(let left, let right):
      let (a, b) = (left.value(row), right.value(row))
      return a.isNaN || b.isNaN ? .nan : Swift.max(a, b)
    }
  }
}

/// A value at, next to or far from the limits that random conditions use.
func randomEnergy(_ random: inout SplitMix) -> Double {
  let value = RandomNumber.gridValue(&random)
  switch Int.random(in: 0..<12, using: &random) {
  case 0..<3: return value
  case 3, 4: return value.nextUp
  case 5, 6: return value.nextDown
  case 7: return -value
  default: return Double.random(in: -150...150, using: &random)
  }
}

/// A random row; with `strange`, some values are infinite, NaN or enormous.
func randomRow(_ random: inout SplitMix, strange: Bool) -> [String: Double] {
  let oddities: [Double] = [.nan, .infinity, -.infinity, 1e308, -0.0, .leastNonzeroMagnitude]
  var row: [String: Double] = [:]
  for name in RandomNumber.columns {
    let isStrange = strange && Int.random(in: 0..<6, using: &random) == 0
    row[name] =
      isStrange ? oddities.randomElement(using: &random) : randomEnergy(&random)
  }
  return row
}
