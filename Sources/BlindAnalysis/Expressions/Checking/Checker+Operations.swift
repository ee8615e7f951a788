extension Checker {
  mutating func arithmetic(
    _ symbol: ArithmeticOperator, _ left: SyntaxNode, _ right: SyntaxNode, in node: SyntaxNode
  ) -> TypedTree? {
    let (a, b) = (number(left), number(right))
    guard let a, let b, let first = a.dimension, let second = b.dimension else { return nil }
    let dimension: Dimension?
    switch symbol {
    case .plus, .minus:
      guard agree([(left, first), (right, second)], in: node) else { return nil }
      dimension = first
    case .times: dimension = first.times(second)
    case .over: dimension = first.divided(by: second)
    }
    guard let dimension else { return reportExtremePower(node) }
    return TypedTree(.arithmetic(symbol, a.tree, b.tree), .number(dimension), over: [a, b])
  }

  mutating func reportExtremePower(_ node: SyntaxNode) -> TypedTree? {
    findings.error(
      "dimension-out-of-range",
      "no unit can express '\(findings.excerpt(node.bytes))'; its powers are too high",
      at: node.bytes)
    return nil
  }

  mutating func comparison(
    _ symbol: ComparisonOperator, _ left: SyntaxNode, _ right: SyntaxNode, in node: SyntaxNode
  ) -> TypedTree? {
    if case .not(let operand) = left.content, !left.isParenthesised {
      return reportTightNot(operand, symbol, right, in: node)
    }
    let (a, b) = (number(left), number(right))
    guard let a, let b, let first = a.dimension, let second = b.dimension,
      agree([(left, first), (right, second)], in: node)
    else { return nil }
    if symbol == .equal || symbol == .notEqual, first != .number { warnEquality(symbol, node) }
    return TypedTree(.comparison(symbol, a.tree, b.tree), .condition, over: [a, b])
  }

  private mutating func reportTightNot(
    _ operand: SyntaxNode, _ symbol: ComparisonOperator, _ right: SyntaxNode, in node: SyntaxNode
  ) -> TypedTree? {
    let meant =
      "!(\(findings.text(operand.bytes)) \(symbol.rawValue) \(findings.text(right.bytes)))"
    findings.error(
      "tight-negation",
      "'!' binds more tightly than '\(symbol.rawValue)' in '\(findings.excerpt(node.bytes))'; "
        + "put the comparison in parentheses", at: node.bytes, replacement: meant)
    return nil
  }

  private mutating func warnEquality(_ symbol: ComparisonOperator, _ node: SyntaxNode) {
    findings.warning(
      "exact-equality",
      "'\(symbol.rawValue)' compares measured values to the last bit in "
        + "'\(findings.excerpt(node.bytes))'; a range 'x in a .. b' is meant in most cases",
      at: node.bytes)
  }

  // MARK: Ranges

  mutating func within(
    _ subject: SyntaxNode, _ lower: SyntaxNode, _ upper: SyntaxNode, in node: SyntaxNode
  ) -> TypedTree? {
    let (x, a, b) = (number(subject), lowerEnd(lower, sharing: upper), number(upper))
    guard let x, let a, let b, let middle = x.dimension, let first = a.dimension,
      let last = b.dimension,
      agree([(subject, middle), (upper, last), (lower, first)], in: node),
      isOrdered(a.tree, b.tree, lower, upper)
    else { return nil }
    return TypedTree(.within(x.tree, lower: a.tree, upper: b.tree), .condition, over: [x, a, b])
  }

  /// In `45 .. 62 GeV` the unit holds for both ends.
  private mutating func lowerEnd(_ lower: SyntaxNode, sharing upper: SyntaxNode) -> TypedTree? {
    guard let unit = upper.unitOfNumber else { return number(lower) }
    return number(lower.givingBareNumber(unit))
  }

  private mutating func isOrdered(
    _ a: ExpressionTree, _ b: ExpressionTree, _ lower: SyntaxNode, _ upper: SyntaxNode
  ) -> Bool {
    guard let first = a.signedLiteral, let last = b.signedLiteral, first > last else { return true }
    let bytes = lower.bytes.lowerBound..<upper.bytes.upperBound
    let swapped = "\(findings.text(upper.bytes)) .. \(findings.text(lower.bytes))"
    let bothHaveUnits = (lower.unitOfNumber == nil) == (upper.unitOfNumber == nil)
    findings.error(
      "reversed-range",
      "the range '\(findings.excerpt(bytes))' is empty; the lower end comes first", at: bytes,
      replacement: bothHaveUnits ? swapped : nil)
    return false
  }

  // MARK: Functions

  mutating func call(
    _ name: String, _ nameBytes: Range<Int>, _ operands: [SyntaxNode], in node: SyntaxNode
  ) -> TypedTree? {
    let checked = operands.map { number($0) }
    guard let function = function(named: name, at: nameBytes) else { return nil }
    guard function.operandCounts.contains(operands.count) else {
      findings.error(
        "operand-count", "'\(name)' takes \(function.operandCountPhrase), not \(operands.count)",
        at: node.bytes)
      return nil
    }
    let typed = checked.compactMap { $0 }
    guard typed.count == operands.count,
      let dimension = dimension(of: function, typed, operands, in: node)
    else { return nil }
    return TypedTree(.call(function, typed.map(\.tree)), .number(dimension), over: typed)
  }

  private mutating func function(named name: String, at bytes: Range<Int>) -> Function? {
    if let function = Function(rawValue: name) { return function }
    let isColumn = scope[name] != nil
    let nearest = isColumn ? nil : Function.meant(by: name)?.rawValue
    let known = Function.names.joined(separator: ", ")
    let hint = nearest.map { "did you mean '\($0)'?" } ?? "expected one of \(known)"
    findings.error(
      "unknown-function",
      isColumn ? "'\(name)' is a value, not a function" : "unknown function '\(name)'; \(hint)",
      at: bytes, replacement: nearest)
    return nil
  }

  private mutating func dimension(
    of function: Function, _ typed: [TypedTree], _ operands: [SyntaxNode], in node: SyntaxNode
  ) -> Dimension? {
    let dimensions = typed.compactMap(\.dimension)
    guard let first = dimensions.first else { return nil }
    switch function {
    case .abs: return first
    case .min, .max, .hypot:
      return agree(Array(zip(operands, dimensions)), in: node) ? first : nil
    case .sqrt: return power(0.5, of: first, operands[0], in: node)
    case .exp, .log: return plainNumber(function, first, operands[0])
    case .pow: return power(exponent: typed[1], operands[1], of: first, operands[0], in: node)
    }
  }

  private mutating func plainNumber(
    _ function: Function, _ dimension: Dimension, _ operand: SyntaxNode
  ) -> Dimension? {
    if dimension == .number { return .number }
    findings.error(
      "dimension-mismatch",
      "'\(function.rawValue)' needs a plain number, but '\(findings.excerpt(operand.bytes))' is "
        + "\(dimension); divide it by a reference value", at: operand.bytes)
    return nil
  }

  private mutating func power(
    exponent typed: TypedTree, _ exponent: SyntaxNode, of base: Dimension, _ operand: SyntaxNode,
    in node: SyntaxNode
  ) -> Dimension? {
    guard let value = typed.tree.signedLiteral, typed.dimension == .number else {
      findings.error(
        "literal-exponent",
        "the exponent of 'pow' must be a plain number such as 2, not "
          + "'\(findings.excerpt(exponent.bytes))'", at: exponent.bytes)
      return nil
    }
    return power(value, of: base, operand, in: node)
  }

  private mutating func power(
    _ exponent: Double, of base: Dimension, _ operand: SyntaxNode, in node: SyntaxNode
  ) -> Dimension? {
    if let dimension = base.raised(to: exponent) { return dimension }
    findings.error(
      "dimension-mismatch",
      "'\(findings.excerpt(node.bytes))' has no whole powers of units, because "
        + "'\(findings.excerpt(operand.bytes))' is \(base)", at: node.bytes)
    return nil
  }
}
