/// Turns a checked tree into instructions, with as few registers as its nesting needs.
struct ProgramCompiler {
  private let columns: [String: Int]
  private(set) var instructions: [Instruction] = []
  private var numbers = RegisterAllocator()
  private var masks = RegisterAllocator()

  /// - Parameter columns: The position of each column in the batches to come.
  init(columns: [String: Int]) { self.columns = columns }

  var numberRegisters: Int { numbers.count }
  var maskRegisters: Int { masks.count }

  /// - Returns: The mask that holds the result.
  mutating func compile(condition tree: ExpressionTree) -> Int {
    let target = masks.take()
    compile(tree, into: target, .replace)
    return target
  }

  /// - Returns: The register that holds the result.
  mutating func compile(number tree: ExpressionTree) -> Int {
    let source = number(tree)
    if case .register(let index) = source { return index }
    return emit { .copy(source, into: $0) }
  }

  // MARK: Conditions

  private mutating func compile(_ tree: ExpressionTree, into target: Int, _ joining: Joining) {
    switch tree {
    case .comparison(let symbol, let left, let right):
      let (a, b) = (number(left), number(right))
      compare(symbol, a, b, into: target, joining)
      release(a, b)
    case .within(let subject, let lower, let upper):
      inScratch(of: target, joining, unless: .and) { compiler, mask, joining in
        compiler.range(subject, lower, upper, into: mask, joining)
      }
    case .not(let operand):
      inScratch(of: target, joining) { compiler, mask, _ in
        compiler.compile(operand, into: mask, .replace)
        compiler.instructions.append(.not(mask: mask))
      }
    case .all(let parts): list(parts, .and, neutral: true, into: target, joining)
    case .any(let parts): list(parts, .or, neutral: false, into: target, joining)
    case .literal, .column, .negation, .arithmetic, .call:
      // The checker lets no number stand for a condition.
      inScratch(of: target, joining) { compiler, mask, _ in
        compiler.instructions.append(.fill(mask: mask, false))
      }
    }
  }

  private mutating func range(
    _ subject: ExpressionTree, _ lower: ExpressionTree, _ upper: ExpressionTree,
    into mask: Int, _ joining: Joining
  ) {
    let x = number(subject)
    for (symbol, end) in [(ComparisonOperator.greaterOrEqual, lower), (.lessOrEqual, upper)] {
      let edge = number(end)
      compare(symbol, x, edge, into: mask, symbol == .greaterOrEqual ? joining : .and)
      release(edge)
    }
    release(x)
  }

  /// A constant on the left changes sides, so that the kernels need only one form.
  private mutating func compare(
    _ symbol: ComparisonOperator, _ a: NumberSource, _ b: NumberSource, into mask: Int,
    _ joining: Joining
  ) {
    if case .constant(let left) = a {
      if case .constant(let right) = b {
        return constant(symbol.holds(left, right), into: mask, joining)
      }
      instructions.append(.comparison(symbol.mirrored, b, a, into: mask, joining))
    } else {
      instructions.append(.comparison(symbol, a, b, into: mask, joining))
    }
  }

  private mutating func constant(_ truth: Bool, into mask: Int, _ joining: Joining) {
    inScratch(of: mask, joining) { compiler, scratch, _ in
      compiler.instructions.append(.fill(mask: scratch, truth))
    }
  }

  private mutating func list(
    _ parts: [ExpressionTree], _ inner: Joining, neutral: Bool, into target: Int,
    _ joining: Joining
  ) {
    inScratch(of: target, joining, unless: inner) { compiler, mask, joining in
      if parts.isEmpty { compiler.constant(neutral, into: mask, joining) }
      for (index, part) in parts.enumerated() {
        compiler.compile(part, into: mask, index == 0 ? joining : inner)
      }
    }
  }

  /// Runs `body` on the target itself if nothing there can be lost, else on a mask of its own.
  private mutating func inScratch(
    of target: Int, _ joining: Joining, unless compatible: Joining? = nil,
    _ body: (inout Self, Int, Joining) -> Void
  ) {
    if joining == .replace || joining == compatible { return body(&self, target, joining) }
    let mask = masks.take()
    body(&self, mask, .replace)
    instructions.append(.join(mask: mask, into: target, joining))
    masks.release(mask)
  }

  // MARK: Numbers

  private mutating func number(_ tree: ExpressionTree) -> NumberSource {
    if tree.isConstant { return .constant(tree.number(at: [:])) }
    switch tree {
    case .column(let name, _): return columns[name].map { .column($0) } ?? .constant(.nan)
    case .negation(let operand):
      let source = number(operand)
      defer { release(source) }
      return .register(emit { .negation(source, into: $0) })
    case .arithmetic(let symbol, let left, let right):
      let (a, b) = (number(left), number(right))
      defer { release(a, b) }
      return .register(emit { .arithmetic(symbol, a, b, into: $0) })
    case .call(let function, let operands): return call(function, operands)
    case .literal, .comparison, .within, .not, .all, .any: return .constant(.nan)
    }
  }

  private mutating func call(_ function: Function, _ operands: [ExpressionTree]) -> NumberSource {
    guard let first = operands.first else { return .constant(.nan) }
    var result = number(first)
    if operands.count == 1 {
      defer { release(result) }
      return .register(emit { [result] in .unary(function, result, into: $0) })
    }
    for operand in operands.dropFirst() {
      let (left, right) = (result, number(operand))
      result = .register(emit { .binary(function, left, right, into: $0) })
      release(left, right)
    }
    return result
  }

  /// The target is taken before the operands are given back, so that it is none of them.
  private mutating func emit(_ instruction: (Int) -> Instruction) -> Int {
    let target = numbers.take()
    instructions.append(instruction(target))
    return target
  }

  private mutating func release(_ sources: NumberSource...) {
    for case .register(let index) in sources { numbers.release(index) }
  }
}

extension ExpressionTree {
  /// True if no column is needed to compute it.
  var isConstant: Bool {
    if case .column = self { return false }
    return children.allSatisfy(\.isConstant)
  }
}

/// Hands out the numbers of registers, reusing those given back.
private struct RegisterAllocator {
  private(set) var count = 0
  private var free: [Int] = []

  mutating func take() -> Int {
    if let index = free.popLast() { return index }
    count += 1
    return count - 1
  }

  mutating func release(_ index: Int) { free.append(index) }
}
