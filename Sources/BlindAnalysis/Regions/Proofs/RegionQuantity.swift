/// What a comparison is about, once constants and invertible steps are moved to the other side.
///
/// Different quantities count as independent of each other. That allows more than can happen, so
/// that what is proven for all combinations is true.
enum RegionQuantity: Hashable, Sendable {
  /// A column, or an expression of columns that no step can take apart.
  case value(ExpressionTree)
  /// Left minus right, of which only the sign matters.
  case order(ExpressionTree, ExpressionTree)

  /// The raw column, if it is one.
  var column: String? {
    if case .value(.column(let name, _)) = self { name } else { nil }
  }

  /// The tree without its outermost steps, and these steps from the inside to the outside.
  static func peeled(_ tree: ExpressionTree) -> (inner: ExpressionTree, steps: [RegionStep]) {
    var inner = tree
    var steps: [RegionStep] = []
    while let (operand, outer) = inner.outermostSteps {
      inner = operand
      steps = outer + steps
    }
    return (inner, steps)
  }
}

extension ExpressionTree {
  /// The operand of an operation with a constant, and the steps that repeat the operation exactly.
  fileprivate var outermostSteps: (operand: ExpressionTree, steps: [RegionStep])? {
    switch self {
    case .negation(let operand): (operand, [.negate])
    case .call(.abs, let operands): operands.first.map { ($0, [.absolute]) }
    case .call(.sqrt, let operands): operands.first.map { ($0, [.squareRoot]) }
    case .arithmetic(let symbol, let left, let right):
      if right.isConstant {
        Self.steps(symbol, right.number(at: [:])).map { (left, $0) }
      } else if left.isConstant {
        Self.steps(left.number(at: [:]), symbol).map { (right, $0) }
      } else {
        nil
      }
    default: nil
    }
  }

  /// `x symbol constant`. A negative factor is a mirrored positive one, exactly.
  private static func steps(_ symbol: ArithmeticOperator, _ constant: Double) -> [RegionStep]? {
    guard constant.isFinite else { return nil }
    switch symbol {
    case .plus: return [.add(constant)]
    case .minus: return [.add(-constant)]
    case .times where constant != 0:
      return (constant < 0 ? [.negate] : []) + [.multiply(constant.magnitude)]
    case .over where constant != 0:
      return (constant < 0 ? [.negate] : []) + [.divide(constant.magnitude)]
    case .times, .over: return nil
    }
  }

  /// `constant symbol x`.
  private static func steps(_ constant: Double, _ symbol: ArithmeticOperator) -> [RegionStep]? {
    guard constant.isFinite else { return nil }
    switch symbol {
    case .plus: return [.add(constant)]
    case .minus: return [.negate, .add(constant)]
    case .times: return steps(.times, constant)
    case .over: return nil
    }
  }
}
