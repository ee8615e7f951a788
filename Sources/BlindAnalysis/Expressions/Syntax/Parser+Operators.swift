extension Parser {
  /// An operand and everything that binds it more tightly than `level`.
  mutating func expression(above level: Precedence) -> SyntaxNode {
    var left = operand()
    while true {
      if current.isName("in"), Precedence.comparison > level {
        left = membership(of: left)
      } else if let symbol = infixSymbol, let precedence = symbol.precedence, precedence > level {
        left = bounded(combine(left, symbol, operands(of: symbol, above: precedence)))
      } else {
        return left
      }
    }
  }

  /// What follows the operator; all parts of `&& b && c` in one go, else one operand.
  private mutating func operands(of symbol: Symbol, above precedence: Precedence) -> [SyntaxNode] {
    advance()
    var operands = [expression(above: precedence)]
    guard symbol == .and || symbol == .or else { return operands }
    while infixSymbol == symbol {
      advance()
      operands.append(expression(above: precedence))
    }
    return operands
  }

  /// The operator at the current token; `and` and `or` are reported and understood.
  private var infixSymbol: Symbol? {
    mutating get {
      switch current.kind {
      case .symbol(let symbol): return symbol
      case .name("and"): return replacing("and", by: .and)
      case .name("or"): return replacing("or", by: .or)
      default: return nil
      }
    }
  }

  private mutating func replacing(_ word: String, by symbol: Symbol) -> Symbol {
    findings.error(
      "unknown-operator", "unknown operator '\(word)'; write '\(symbol.rawValue)'",
      at: current.bytes, replacement: symbol.rawValue)
    return symbol
  }

  private mutating func combine(
    _ left: SyntaxNode, _ symbol: Symbol, _ others: [SyntaxNode]
  ) -> SyntaxNode {
    let bytes = bytes(from: left)
    if symbol == .and { return SyntaxNode(.all([left] + others), at: bytes) }
    if symbol == .or { return SyntaxNode(.any([left] + others), at: bytes) }
    let right = others[0]
    if let comparison = ComparisonOperator(rawValue: symbol.rawValue) {
      return compare(left, comparison, right, at: bytes)
    }
    if let arithmetic = ArithmeticOperator(rawValue: symbol.rawValue) {
      return SyntaxNode(.arithmetic(arithmetic, left, right), at: bytes)
    }
    return power(left, symbol, right, at: bytes)
  }

  private mutating func power(
    _ left: SyntaxNode, _ symbol: Symbol, _ right: SyntaxNode, at bytes: Range<Int>
  ) -> SyntaxNode {
    let call = "pow(\(findings.text(left.bytes)), \(findings.text(right.bytes)))"
    findings.error(
      "unknown-operator",
      "unknown operator '\(symbol.rawValue)' in '\(findings.excerpt(bytes))'; powers are written "
        + "'pow(x, 2)'", at: bytes, replacement: right.bareNumber == nil ? nil : call)
    return SyntaxNode(.invalid, at: bytes)
  }

  private mutating func compare(
    _ left: SyntaxNode, _ comparison: ComparisonOperator, _ right: SyntaxNode, at bytes: Range<Int>
  ) -> SyntaxNode {
    guard left.isOpenComparison else {
      return SyntaxNode(.comparison(comparison, left, right), at: bytes)
    }
    // After an error it is not known where the first comparison was meant to end.
    if left.content.children.contains(where: \.isInvalid) {
      return SyntaxNode(.invalid, at: bytes)
    }
    let advice = left.rightOfComparison.map {
      "\(findings.text(left.bytes)) && \(findings.text($0)) \(comparison.rawValue) "
        + findings.text(right.bytes)
    }
    return chained(at: bytes, replacement: advice)
  }

  private mutating func chained(at bytes: Range<Int>, replacement: String?) -> SyntaxNode {
    findings.error(
      "chained-comparison",
      "comparisons do not chain in '\(findings.excerpt(bytes))'; join two of them with '&&'",
      at: bytes, replacement: replacement)
    return SyntaxNode(.invalid, at: bytes)
  }

  /// `x in a .. b`, both ends included.
  private mutating func membership(of subject: SyntaxNode) -> SyntaxNode {
    advance()
    let lower = expression(above: .comparison)
    guard take(.range) else { return missingRange(from: subject) }
    let upper = expression(above: .comparison)
    let bytes = bytes(from: subject)
    guard !subject.isOpenComparison else { return chained(at: bytes, replacement: nil) }
    return bounded(SyntaxNode(.within(subject, lower: lower, upper: upper), at: bytes))
  }

  private mutating func missingRange(from subject: SyntaxNode) -> SyntaxNode {
    findings.error(
      "expected-range", "expected '..' after the lower end, as in 'x in 1 .. 2'",
      at: current.bytes)
    return SyntaxNode(.invalid, at: bytes(from: subject))
  }

  private func bytes(from left: SyntaxNode) -> Range<Int> {
    left.bytes.lowerBound..<max(left.bytes.upperBound, endOfLast)
  }

  /// The node, or an error if walking it would need too deep a stack.
  mutating func bounded(_ node: SyntaxNode) -> SyntaxNode {
    guard node.height > Self.deepestNesting else { return node }
    reportNesting()
    return SyntaxNode(.invalid, at: node.bytes)
  }

  /// Gives up on the rest of the text, whose findings would only repeat this one.
  mutating func reportNesting() {
    findings.error(
      "nested-too-deep",
      "more than \(Self.deepestNesting) operations are nested; name parts of it under 'derived'",
      at: current.bytes)
    position = tokens.count - 1
  }
}
