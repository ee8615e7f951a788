extension ExpressionTree {
  /// One text for one tree: canonical units, single blanks, no parentheses but the needed ones.
  ///
  /// Reading it again gives the same tree.
  var canonical: String {
    var text = ""
    write(to: &text, inside: .none)
    return text
  }

  private var precedence: Precedence {
    switch self {
    case .literal, .column, .call: .operand
    case .negation, .not: .sign
    case .arithmetic(.times, _, _), .arithmetic(.over, _, _): .product
    case .arithmetic: .sum
    case .comparison, .within: .comparison
    case .all: .and
    case .any: .or
    }
  }

  /// - Parameter outer: The loosest precedence that may stand here without parentheses.
  private func write(to text: inout String, inside outer: Precedence) {
    guard precedence >= outer else {
      text += "("
      writeContent(to: &text)
      text += ")"
      return
    }
    writeContent(to: &text)
  }

  private func writeContent(to text: inout String) {
    switch self {
    case .literal(let value, let dimension): text += Self.literalText(value, dimension)
    case .column(let name, _): text += name
    case .negation(let operand): operand.write(to: &text, after: "-")
    case .not(let operand): operand.write(to: &text, after: "!")
    case .arithmetic(let symbol, let left, let right):
      left.write(to: &text, inside: precedence)
      right.write(to: &text, after: " \(symbol.rawValue) ", inside: precedence.next)
    case .comparison(let symbol, let left, let right):
      left.write(to: &text, inside: .sum)
      right.write(to: &text, after: " \(symbol.rawValue) ", inside: .sum)
    case .within(let subject, let lower, let upper):
      subject.write(to: &text, inside: .sum)
      lower.write(to: &text, after: " in ", inside: .sum)
      upper.write(to: &text, after: " .. ", inside: .sum)
    case .call(let function, let operands):
      text += function.rawValue
      Self.write(operands, to: &text, inside: .none, between: ", ", opening: "(", closing: ")")
    case .all(let parts): Self.write(parts, to: &text, inside: .comparison, between: " && ")
    case .any(let parts): Self.write(parts, to: &text, inside: .and, between: " || ")
    }
  }

  private func write(
    to text: inout String, after separator: String, inside outer: Precedence = .sign
  ) {
    text += separator
    write(to: &text, inside: outer)
  }

  private static func write(
    _ parts: [Self], to text: inout String, inside outer: Precedence, between separator: String,
    opening: String = "", closing: String = ""
  ) {
    text += opening
    for (index, part) in parts.enumerated() {
      if index > 0 { text += separator }
      part.write(to: &text, inside: outer)
    }
    text += closing
  }

  static func literalText(_ value: Double, _ dimension: Dimension) -> String {
    let unit = dimension.canonicalUnit
    return DecimalNumber.text(value) + (unit.isEmpty ? "" : " \(unit)")
  }
}

extension Precedence {
  /// The next tighter one.
  var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .operand }
}
