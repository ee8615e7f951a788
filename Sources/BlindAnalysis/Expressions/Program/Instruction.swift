/// One step of a column program: the same operation for every row of a block.
enum Instruction: Hashable, Sendable {
  case arithmetic(ArithmeticOperator, NumberSource, NumberSource, into: Int)
  case negation(NumberSource, into: Int)
  case unary(Function, NumberSource, into: Int)
  case binary(Function, NumberSource, NumberSource, into: Int)
  case comparison(ComparisonOperator, NumberSource, NumberSource, into: Int, Joining)
  case not(mask: Int)
  case join(mask: Int, into: Int, Joining)
  case fill(mask: Int, Bool)
  case copy(NumberSource, into: Int)
}

/// Where an operand comes from.
enum NumberSource: Hashable, Sendable {
  /// The position in the program's list of columns.
  case column(Int)
  case register(Int)
  case constant(Double)
}

/// What happens to the truth values that a mask already holds.
enum Joining: Hashable, Sendable { case replace, and, or }
