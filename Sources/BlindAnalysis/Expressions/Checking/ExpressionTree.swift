/// A checked expression: derived names are expanded, numbers are in canonical units.
indirect enum ExpressionTree: Hashable, Sendable {
  case literal(Double, Dimension)
  case column(String, Dimension)
  case negation(ExpressionTree)
  case arithmetic(ArithmeticOperator, ExpressionTree, ExpressionTree)
  case call(Function, [ExpressionTree])
  case comparison(ComparisonOperator, ExpressionTree, ExpressionTree)
  case within(ExpressionTree, lower: ExpressionTree, upper: ExpressionTree)
  case not(ExpressionTree)
  /// True if all parts are; an empty list is true. No part is itself `.all`.
  case all([ExpressionTree])
  /// True if one part is; an empty list is false. No part is itself `.any`.
  case any([ExpressionTree])
}

extension ExpressionTree {
  /// More parts than any analysis needs; stops derived names that double at every step.
  static let largestSize = 20_000

  var children: [ExpressionTree] {
    switch self {
    case .literal, .column: []
    case .negation(let operand), .not(let operand): [operand]
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right): [left, right]
    case .within(let subject, let lower, let upper): [subject, lower, upper]
    case .call(_, let operands), .all(let operands), .any(let operands): operands
    }
  }

  /// Joins conditions by `&&`, without nesting one such list in another.
  static func conjunction(_ parts: [ExpressionTree]) -> Self {
    let flat = parts.flatMap { part -> [ExpressionTree] in
      if case .all(let inner) = part { inner } else { [part] }
    }
    return flat.count == 1 ? flat[0] : .all(flat)
  }

  /// Joins conditions by `||`, without nesting one such list in another.
  static func disjunction(_ parts: [ExpressionTree]) -> Self {
    let flat = parts.flatMap { part -> [ExpressionTree] in
      if case .any(let inner) = part { inner } else { [part] }
    }
    return flat.count == 1 ? flat[0] : .any(flat)
  }

  /// A negation; the negative of zero is zero, so that it is printed like zero.
  static func negated(_ operand: Self) -> Self {
    if case .literal(0, let dimension) = operand { return .literal(0, dimension) }
    return .negation(operand)
  }

  /// The columns that decide the value, with their dimensions; unsorted.
  var columnSet: [String: Dimension] {
    var found: [String: Dimension] = [:]
    collectColumns(into: &found)
    return found
  }

  private func collectColumns(into found: inout [String: Dimension]) {
    if case .column(let name, let dimension) = self { found[name] = dimension }
    for child in children { child.collectColumns(into: &found) }
  }
}
