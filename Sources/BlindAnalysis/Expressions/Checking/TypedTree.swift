/// A tree with its kind and the measures that keep it small enough to walk.
struct TypedTree: Sendable {
  let tree: ExpressionTree
  let kind: CheckedExpression.Kind
  let size: Int
  let height: Int

  init(_ tree: ExpressionTree, _ kind: CheckedExpression.Kind, over parts: [TypedTree] = []) {
    (self.tree, self.kind) = (tree, kind)
    size = 1 + parts.reduce(0) { $0 + $1.size }
    height = 1 + (parts.map(\.height).max() ?? 0)
  }

  init(expanding expression: CheckedExpression) {
    (tree, kind) = (expression.tree, expression.kind)
    (size, height) = (expression.size, expression.height)
  }

  /// Nil for conditions.
  var dimension: Dimension? {
    if case .number(let dimension) = kind { dimension } else { nil }
  }
}
