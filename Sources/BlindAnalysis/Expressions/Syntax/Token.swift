/// The smallest unit of an expression, with its place.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// The digits as written; a plain decimal number.
    case number(String)
    case name(String)
    case symbol(Symbol)
    case end
  }

  let kind: Kind
  /// UTF-8 bytes of the text.
  let bytes: Range<Int>

  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

  func isName(_ name: String) -> Bool { kind == .name(name) }
}

/// Everything in an expression that is neither a number nor a name.
enum Symbol: String, Hashable, Sendable, CaseIterable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case percent = "%"
  /// Powers are calls of `pow` here; these two are known in order to say so.
  case doubleTimes = "**"
  case caret = "^"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case and = "&&"
  case or = "||"
  case not = "!"
  case range = ".."
  case plusMinus = "±"
  case comma = ","
  case open = "("
  case close = ")"
}
