/// Gives names, units and kinds their meaning, and reports what does not fit.
///
/// A part with an error becomes nil; whatever contains it is nil too and reports nothing more.
struct Checker {
  let scope: Scope
  var findings: FindingCollector
  /// The names met on the way.
  private(set) var names: Set<String> = []

  init(scope: Scope, findings: FindingCollector) {
    (self.scope, self.findings) = (scope, findings)
  }

  mutating func wholeExpression(
    _ node: SyntaxNode, as expectation: CheckedExpression.Expectation
  ) -> TypedTree? {
    switch expectation {
    case .condition:
      let typed = condition(node)
      if let typed, typed.tree.columnSet.isEmpty { warnConstant(node) }
      return typed
    case .number: return number(node)
    case .either: return check(node)
    }
  }

  private mutating func warnConstant(_ node: SyntaxNode) {
    findings.warning(
      "constant-condition", "the condition '\(findings.excerpt(node.bytes))' uses no column",
      at: node.bytes)
  }

  mutating func check(_ node: SyntaxNode) -> TypedTree? {
    guard let typed = checkContent(node) else { return nil }
    let isSmall =
      typed.size <= ExpressionTree.largestSize && typed.height <= Parser.deepestNesting
    if isSmall { return typed }
    findings.error(
      "expression-too-large",
      "'\(findings.excerpt(node.bytes))' is too large once its derived names are expanded",
      at: node.bytes)
    return nil
  }

  private mutating func checkContent(_ node: SyntaxNode) -> TypedTree? {
    switch node.content {
    case .invalid: nil
    case .number(let digits, let unit): literal(digits, unit, at: node.bytes)
    case .name(let name): named(name, at: node.bytes)
    case .negation(let operand):
      number(operand).map { TypedTree(.negated($0.tree), $0.kind, over: [$0]) }
    case .not(let operand):
      condition(operand).map { TypedTree(.not($0.tree), .condition, over: [$0]) }
    case .arithmetic(let symbol, let left, let right): arithmetic(symbol, left, right, in: node)
    case .comparison(let symbol, let left, let right): comparison(symbol, left, right, in: node)
    case .within(let subject, let lower, let upper): within(subject, lower, upper, in: node)
    case .call(let name, let nameBytes, let operands): call(name, nameBytes, operands, in: node)
    case .all(let parts):
      conditions(parts).map { TypedTree(.conjunction($0.map(\.tree)), .condition, over: $0) }
    case .any(let parts):
      conditions(parts).map { TypedTree(.disjunction($0.map(\.tree)), .condition, over: $0) }
    }
  }

  // MARK: Leaves

  private mutating func literal(
    _ digits: String, _ unit: Unit?, at bytes: Range<Int>
  ) -> TypedTree? {
    guard let value = DecimalNumber.value(of: digits, in: unit) else {
      findings.error(
        "number-out-of-range", "'\(findings.excerpt(bytes))' is outside the range of a double",
        at: bytes)
      return nil
    }
    let dimension = unit?.dimension ?? .number
    return TypedTree(.literal(value, dimension), .number(dimension))
  }

  private mutating func named(_ name: String, at bytes: Range<Int>) -> TypedTree? {
    switch scope[name] {
    case .column(let dimension):
      names.insert(name)
      return TypedTree(.column(name, dimension), .number(dimension))
    case .derived(let expression):
      names.insert(name)
      return TypedTree(expanding: expression)
    case nil:
      reportUnknownName(name, at: bytes)
      return nil
    }
  }

  private mutating func reportUnknownName(_ name: String, at bytes: Range<Int>) {
    let known = scope.names
    let nearest = known.nearest(to: name)
    let listing = known.isEmpty ? "no column is declared" : "expected \(listing(known))"
    let hint = nearest.map { "did you mean '\($0)'?" } ?? listing
    if Unit(named: name) != nil, nearest == nil {
      findings.error("unknown-name", "the unit '\(name)' needs a number before it", at: bytes)
    } else if name == "c", nearest == nil {
      findings.error(
        "unknown-name", "unknown name 'c'; momenta and masses are written in GeV, without '/c'",
        at: bytes)
    } else {
      findings.error(
        "unknown-name", "unknown name '\(name)'; \(hint)", at: bytes, replacement: nearest)
    }
  }

  /// Long lists help nobody; the first twelve names show the style of the others.
  private func listing(_ known: [String]) -> String {
    let shown = known.prefix(12).joined(separator: ", ")
    return known.count > 12 ? "one of \(shown), ..." : "one of \(shown)"
  }

  // MARK: Kinds

  /// The node as a number; a condition is reported.
  mutating func number(_ node: SyntaxNode) -> TypedTree? {
    guard let typed = check(node) else { return nil }
    if typed.dimension != nil { return typed }
    findings.error(
      "expected-number",
      "expected a number, found the condition '\(findings.excerpt(node.bytes))'", at: node.bytes)
    return nil
  }

  /// The node as a condition; a number is reported.
  mutating func condition(_ node: SyntaxNode) -> TypedTree? {
    guard let typed = check(node) else { return nil }
    guard let dimension = typed.dimension else { return typed }
    let text = findings.excerpt(node.bytes)
    let advice = suggestedCondition(node, dimension)
    findings.error(
      "expected-condition",
      "expected a condition, found the number '\(text)'; write \(advice.phrase)",
      at: node.bytes, replacement: advice.replacement)
    return nil
  }

  private func suggestedCondition(
    _ node: SyntaxNode, _ dimension: Dimension
  ) -> (phrase: String, replacement: String?) {
    guard case .name(let name) = node.content else { return ("a comparison such as 'x > 1'", nil) }
    if dimension == .number { return ("'\(name) == 1'", "\(name) == 1") }
    return ("a comparison such as '\(name) > 1 \(dimension.canonicalUnit)'", nil)
  }

  /// All parts are checked even if one has an error.
  private mutating func conditions(_ parts: [SyntaxNode]) -> [TypedTree]? {
    let checked = parts.map { condition($0) }
    return checked.contains { $0 == nil } ? nil : checked.compactMap { $0 }
  }
}
