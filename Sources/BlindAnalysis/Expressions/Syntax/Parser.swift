/// Builds the syntax tree by precedence climbing; goes on after an error where that makes sense.
struct Parser {
  /// Nested parentheses, signs and operations; more would only be met in hostile input.
  static let deepestNesting = 200

  let tokens: [Token]
  var findings: FindingCollector
  var position = 0
  var depth = 0

  /// The tree of the whole source; findings are added in the order of the text.
  static func parse(_ source: PlacedText, findings: inout FindingCollector) -> SyntaxNode {
    let tokens = Lexer.tokens(of: source, findings: &findings)
    var parser = Parser(tokens: tokens, findings: findings)
    let tree = parser.wholeText()
    findings = parser.findings
    return tree
  }

  private mutating func wholeText() -> SyntaxNode {
    let isUntouched = !findings.findings.containsError
    if current.kind == .end {
      if isUntouched { findings.error("empty-expression", "expected an expression", at: 0..<1) }
      return SyntaxNode(.invalid, at: 0..<0)
    }
    let tree = expression(above: .none)
    if current.kind != .end { reportTrailing() }
    return tree
  }

  private mutating func reportTrailing() {
    let text = findings.excerpt(current.bytes)
    let isClosing = current.isSymbol(.close)
    findings.error(
      isClosing ? "unbalanced-parenthesis" : "expected-operator",
      isClosing ? "')' closes nothing" : "expected an operator before '\(text)'",
      at: current.bytes)
  }

  // MARK: Tokens

  var current: Token { tokens[min(position, tokens.count - 1)] }

  /// The end of the token before the current one.
  var endOfLast: Int { position > 0 ? tokens[position - 1].bytes.upperBound : 0 }

  mutating func advance() { position = min(position + 1, tokens.count - 1) }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    advance()
    return true
  }
}
