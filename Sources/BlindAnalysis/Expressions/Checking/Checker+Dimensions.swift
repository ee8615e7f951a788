extension Checker {
  /// True if all operands measure the same thing; else reports the first that does not.
  mutating func agree(_ operands: [(node: SyntaxNode, dimension: Dimension)], in whole: SyntaxNode)
    -> Bool
  {
    // A bare number is the one to be blamed, wherever it stands.
    let measured = operands.first { $0.dimension != .number } ?? operands[0]
    guard let odd = operands.first(where: { $0.dimension != measured.dimension }) else {
      return true
    }
    if odd.node.bareNumber != nil {
      reportMissingUnit(odd.node, beside: measured)
    } else if odd.dimension == .number, let digits = measured.node.digitsOfNumber {
      reportSurplusUnit(measured.node, digits, beside: odd.node)
    } else {
      reportMismatch(odd, measured, in: whole)
    }
    return false
  }

  private mutating func reportMissingUnit(
    _ bare: SyntaxNode, beside measured: (node: SyntaxNode, dimension: Dimension)
  ) {
    let number = bare.bareNumber ?? ""
    let other = findings.excerpt(measured.node.bytes)
    let unit = measured.node.unitOfNumber ?? Unit.canonical(for: measured.dimension)
    let fixed = unit.map { "\(number) \($0.name)" }
    let advice = fixed.map { "write for example '\($0)'" } ?? "multiply it by a reference value"
    findings.error(
      "missing-unit", "'\(number)' has no unit, but '\(other)' is \(measured.dimension); \(advice)",
      at: bare.bytes, replacement: fixed)
  }

  private mutating func reportSurplusUnit(
    _ literal: SyntaxNode, _ digits: String, beside plain: SyntaxNode
  ) {
    findings.error(
      "surplus-unit",
      "'\(findings.excerpt(plain.bytes))' is a plain number, but "
        + "'\(findings.excerpt(literal.bytes))' has a unit",
      at: literal.bytes, replacement: digits)
  }

  private mutating func reportMismatch(
    _ odd: (node: SyntaxNode, dimension: Dimension),
    _ measured: (node: SyntaxNode, dimension: Dimension), in whole: SyntaxNode
  ) {
    findings.error(
      "dimension-mismatch",
      "'\(findings.excerpt(odd.node.bytes))' is \(odd.dimension), but "
        + "'\(findings.excerpt(measured.node.bytes))' is \(measured.dimension)",
      at: whole.bytes)
  }
}

extension SyntaxNode {
  /// The digits and sign of a number, whether it has a unit or not.
  var digitsOfNumber: String? {
    switch content {
    case .number(let digits, _): digits
    case .negation(let operand): operand.digitsOfNumber.map { "-" + $0 }
    default: nil
    }
  }

  /// The same node, with the unit if it is a number without one.
  func givingBareNumber(_ unit: Unit) -> SyntaxNode {
    switch content {
    case .number(let digits, nil): SyntaxNode(.number(digits, unit), at: bytes)
    case .negation(let operand):
      SyntaxNode(.negation(operand.givingBareNumber(unit)), at: bytes)
    default: self
    }
  }
}

extension ExpressionTree {
  /// The value of a number, with its sign; nil for everything that would have to be computed.
  var signedLiteral: Double? {
    switch self {
    case .literal(let value, _): value
    case .negation(let operand): operand.signedLiteral.map { -$0 }
    default: nil
    }
  }
}
