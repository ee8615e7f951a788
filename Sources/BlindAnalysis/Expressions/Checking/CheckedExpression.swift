/// An expression whose names, units and kinds are known to fit.
///
/// Two expressions are equal if they mean the same tree, however their texts were written.
public struct CheckedExpression: Sendable {
  public enum Kind: Hashable, Sendable {
    /// True or false for each row.
    case condition
    /// A number for each row, in the canonical unit of the dimension.
    case number(Dimension)
  }

  public let kind: Kind
  /// The columns of the data that decide the value, sorted; derived names are expanded.
  public let columns: [String]
  /// The names of columns and derived quantities as they were written, sorted.
  public let names: [String]
  /// One text for one meaning: canonical units, expanded names, minimal parentheses.
  ///
  /// Reading it in a scope with the same columns gives an equal expression.
  public let canonical: String
  let tree: ExpressionTree
  /// Parts and nesting of the tree, which bound the work of everything that walks it.
  let size: Int
  let height: Int

  init(_ typed: TypedTree, names: Set<String>) {
    (tree, kind, size, height) = (typed.tree, typed.kind, typed.size, typed.height)
    columns = typed.tree.columnSet.keys.sorted()
    self.names = names.sorted()
    canonical = typed.tree.canonical
  }

  /// What the place of a text asks for.
  public enum Expectation: Hashable, Sendable { case condition, number, either }

  /// Reads and checks an expression; all findings come in one go.
  ///
  /// Texts of more than 16 KiB and nesting of more than 200 operations are refused.
  public static func read(
    _ source: PlacedText, in scope: Scope, as expectation: Expectation
  ) -> Reading<CheckedExpression> {
    var findings = FindingCollector(source)
    let syntax = Parser.parse(source, findings: &findings)
    var checker = Checker(scope: scope, findings: findings)
    let typed = checker.wholeExpression(syntax, as: expectation)
    let expression = typed.map { CheckedExpression($0, names: checker.names) }
    return Reading(expression, findings: checker.findings.findings.sorted { $0.span < $1.span })
  }
}

extension CheckedExpression: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.kind == right.kind && left.tree == right.tree
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
}

extension CheckedExpression: CustomStringConvertible {
  public var description: String { canonical }
}
