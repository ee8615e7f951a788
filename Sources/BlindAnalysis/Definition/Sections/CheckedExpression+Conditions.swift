extension CheckedExpression {
  /// The canonical texts of the parts joined by `&&` that use none of these columns.
  func conditions(without columns: [String]) -> [String] {
    let parts: [ExpressionTree] =
      if case .all(let parts) = tree { parts } else { [tree] }
    let avoided = Set(columns)
    return parts.filter { avoided.isDisjoint(with: $0.columnSet.keys) }.map(\.canonical)
  }
}
