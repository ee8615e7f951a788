extension ExpressionTree {
  /// The dimension of a number; a plain number for conditions, which have none.
  var dimension: Dimension {
    switch self {
    case .literal(_, let dimension), .column(_, let dimension): dimension
    case .negation(let operand): operand.dimension
    case .arithmetic(.plus, let left, _), .arithmetic(.minus, let left, _): left.dimension
    case .arithmetic(.times, let left, let right):
      left.dimension.times(right.dimension) ?? .number
    case .arithmetic(.over, let left, let right):
      left.dimension.divided(by: right.dimension) ?? .number
    case .call(let function, let operands): Self.dimension(of: function, operands)
    case .comparison, .within, .not, .all, .any: .number
    }
  }

  private static func dimension(of function: Function, _ operands: [Self]) -> Dimension {
    guard let first = operands.first?.dimension else { return .number }
    switch function {
    case .abs, .min, .max, .hypot: return first
    case .sqrt: return first.raised(to: 0.5) ?? .number
    case .pow: return first.raised(to: operands.last?.signedLiteral ?? 1) ?? .number
    case .exp, .log: return .number
    }
  }
}
