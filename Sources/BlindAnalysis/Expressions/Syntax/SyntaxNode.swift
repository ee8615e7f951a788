/// A part of an expression as it was written, before names and units are understood.
struct SyntaxNode: Sendable {
  let content: Content
  /// UTF-8 bytes of the text, with enclosing parentheses.
  private(set) var bytes: Range<Int>
  /// One for a leaf; bounded, so that walking the tree needs a bounded stack.
  let height: Int
  private(set) var isParenthesised = false

  indirect enum Content: Sendable {
    case number(String, Unit?)
    case name(String)
    case negation(SyntaxNode)
    case not(SyntaxNode)
    case arithmetic(ArithmeticOperator, SyntaxNode, SyntaxNode)
    case comparison(ComparisonOperator, SyntaxNode, SyntaxNode)
    case within(SyntaxNode, lower: SyntaxNode, upper: SyntaxNode)
    case call(String, nameBytes: Range<Int>, [SyntaxNode])
    case all([SyntaxNode])
    case any([SyntaxNode])
    /// Stands where an error was reported already.
    case invalid
  }

  init(_ content: Content, at bytes: Range<Int>) {
    self.content = content
    self.bytes = bytes
    height = 1 + (content.children.map(\.height).max() ?? 0)
  }

  /// The same node with the parentheses that stand around it.
  func parenthesised(at bytes: Range<Int>) -> Self {
    var copy = self
    (copy.bytes, copy.isParenthesised) = (bytes, true)
    return copy
  }
}

extension SyntaxNode {
  /// A comparison without parentheses, to which no second comparison can be chained.
  var isOpenComparison: Bool {
    switch content {
    case .comparison, .within: !isParenthesised
    default: false
    }
  }

  var isInvalid: Bool {
    if case .invalid = content { true } else { false }
  }

  var rightOfComparison: Range<Int>? {
    if case .comparison(_, _, let right) = content { right.bytes } else { nil }
  }

  /// The digits and sign of a number without a unit, through parentheses; nil for all else.
  var bareNumber: String? {
    switch content {
    case .number(let digits, nil): digits
    case .negation(let operand): operand.bareNumber.map { "-" + $0 }
    default: nil
    }
  }

  /// The unit of a number that has one, through signs and parentheses.
  var unitOfNumber: Unit? {
    switch content {
    case .number(_, let unit): unit
    case .negation(let operand): operand.unitOfNumber
    default: nil
    }
  }
}

extension SyntaxNode.Content {
  var children: [SyntaxNode] {
    switch self {
    case .number, .name, .invalid: []
    case .negation(let operand), .not(let operand): [operand]
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right): [left, right]
    case .within(let subject, let lower, let upper): [subject, lower, upper]
    case .call(_, _, let operands), .all(let operands), .any(let operands): operands
    }
  }
}
