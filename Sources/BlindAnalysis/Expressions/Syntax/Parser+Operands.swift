extension Parser {
  /// A number, a name, a call, a parenthesis, or one of these after signs.
  mutating func operand() -> SyntaxNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepestNesting else {
      reportNesting()
      return invalid()
    }
    switch current.kind {
    case .number(let digits): return number(digits)
    case .name(let name): return named(name)
    case .symbol(.minus): return prefixed { .negation($0) }
    case .symbol(.not): return prefixed { .not($0) }
    case .symbol(.open): return parenthesis()
    case .symbol, .end: return missingOperand()
    }
  }

  private func invalid() -> SyntaxNode {
    SyntaxNode(.invalid, at: current.bytes.lowerBound..<current.bytes.lowerBound)
  }

  private mutating func prefixed(_ build: (SyntaxNode) -> SyntaxNode.Content) -> SyntaxNode {
    let start = current.bytes.lowerBound
    advance()
    let operand = operand()
    return bounded(SyntaxNode(build(operand), at: start..<max(start, endOfLast)))
  }

  // MARK: Numbers

  /// Whatever name follows a number directly or after a blank has to be its unit.
  private mutating func number(_ digits: String) -> SyntaxNode {
    let start = current.bytes.lowerBound
    advance()
    guard let (name, nameBytes) = nameOfUnit() else {
      return SyntaxNode(.number(digits, nil), at: start..<endOfLast)
    }
    guard let unit = Unit(named: name) else {
      findings.unknownUnit(name, at: nameBytes, afterNumberAt: start..<nameBytes.lowerBound)
      // In `0x10 GeV` the unit that follows belongs to the same mistake.
      if case .name(let next) = current.kind, Unit(named: next) != nil { advance() }
      return SyntaxNode(.invalid, at: start..<endOfLast)
    }
    return SyntaxNode(.number(digits, unit), at: start..<endOfLast)
  }

  /// Takes the name or the percent sign behind a number.
  private mutating func nameOfUnit() -> (name: String, bytes: Range<Int>)? {
    let bytes = current.bytes
    if take(.percent) { return ("%", bytes) }
    guard case .name(let name) = current.kind, !["in", "and", "or"].contains(name) else {
      return nil
    }
    advance()
    return (name, bytes)
  }

  // MARK: Names and calls

  private mutating func named(_ name: String) -> SyntaxNode {
    let bytes = current.bytes
    if ["in", "and", "or"].contains(name) { return missingOperand() }
    advance()
    if name == "not", startsOperand { return notInWords(at: bytes) }
    guard take(.open) else { return SyntaxNode(.name(name), at: bytes) }
    let operands = callOperands()
    let whole = bytes.lowerBound..<endOfLast
    return bounded(SyntaxNode(.call(name, nameBytes: bytes, operands), at: whole))
  }

  /// True where the word `not` cannot be the name of a column.
  private var startsOperand: Bool {
    switch current.kind {
    case .name(let name): !["in", "and", "or"].contains(name)
    case .symbol(.open), .symbol(.not), .number: true
    default: false
    }
  }

  private mutating func notInWords(at bytes: Range<Int>) -> SyntaxNode {
    findings.error(
      "unknown-operator", "unknown operator 'not'; write '!'", at: bytes, replacement: "!")
    let operand = operand()
    return bounded(SyntaxNode(.not(operand), at: bytes.lowerBound..<endOfLast))
  }

  private mutating func callOperands() -> [SyntaxNode] {
    var operands: [SyntaxNode] = []
    if take(.close) { return operands }
    repeat { operands.append(expression(above: .none)) } while take(.comma)
    close()
    return operands
  }

  // MARK: Parentheses and what is missing

  private mutating func parenthesis() -> SyntaxNode {
    let start = current.bytes.lowerBound
    advance()
    let inner = expression(above: .none)
    close()
    return inner.parenthesised(at: start..<max(start, endOfLast))
  }

  /// One missing `)` is reported once, at the first place where it is missed.
  private mutating func close() {
    if take(.close) { return }
    let found = current.kind == .end ? "the end" : "'\(findings.excerpt(current.bytes))'"
    findings.error("unbalanced-parenthesis", "expected ')' before \(found)", at: current.bytes)
  }

  /// Leaves the token in place, so that the operator or `)` that stands here is still understood.
  private mutating func missingOperand() -> SyntaxNode {
    let found = current.kind == .end ? "at the end" : "before '\(findings.excerpt(current.bytes))'"
    findings.error(
      "expected-operand", "expected a number, a name or '(' \(found)", at: current.bytes)
    return invalid()
  }
}
