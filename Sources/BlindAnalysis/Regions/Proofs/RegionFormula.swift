/// A condition as a combination of statements "this quantity lies in this set".
indirect enum RegionFormula: Hashable, Sendable {
  case constant(Bool)
  /// The index of the quantity in the ``QuantityTable``.
  case member(quantity: Int, ValueSet)
  case not(RegionFormula)
  case all([RegionFormula])
  case any([RegionFormula])

  /// The value as far as it is known; nil while it depends on an open question.
  ///
  /// - Parameters:
  ///   - work: Counts the parts looked at, so that the caller can stop.
  ///   - member: Whether the quantity lies in the set; nil if not decided yet.
  func value(work: inout Int, _ member: (Int, ValueSet) -> Bool?) -> Bool? {
    work += 1
    switch self {
    case .constant(let truth): return truth
    case .member(let quantity, let set): return member(quantity, set)
    case .not(let operand): return operand.value(work: &work, member).map { !$0 }
    case .all(let parts): return Self.value(of: parts, deciding: false, &work, member)
    case .any(let parts): return Self.value(of: parts, deciding: true, &work, member)
    }
  }

  private static func value(
    of parts: [RegionFormula], deciding: Bool, _ work: inout Int, _ member: (Int, ValueSet) -> Bool?
  ) -> Bool? {
    var isKnown = true
    for part in parts {
      guard let value = part.value(work: &work, member) else {
        isKnown = false
        continue
      }
      if value == deciding { return deciding }
    }
    return isKnown ? !deciding : nil
  }
}

/// The quantities that some conditions compare, numbered, with the sets that they are compared to.
struct QuantityTable {
  private(set) var quantities: [RegionQuantity] = []
  private(set) var sets: [[ValueSet]] = []
  private var indices: [RegionQuantity: Int] = [:]

  /// The condition over the quantities of this table, to which new ones are added.
  mutating func formula(_ tree: ExpressionTree) -> RegionFormula {
    switch tree {
    case .comparison(let symbol, let left, let right): comparison(symbol, left, right)
    case .within(let subject, let lower, let upper):
      .all([
        comparison(.greaterOrEqual, subject, lower), comparison(.lessOrEqual, subject, upper),
      ])
    case .not(let operand): .not(formula(operand))
    case .all(let parts): .all(parts.map { formula($0) })
    case .any(let parts): .any(parts.map { formula($0) })
    case .literal, .column, .negation, .arithmetic, .call: .constant(false)
    }
  }

  private mutating func comparison(
    _ symbol: ComparisonOperator, _ left: ExpressionTree, _ right: ExpressionTree
  ) -> RegionFormula {
    switch (left.isConstant, right.isConstant) {
    case (true, true):
      .constant(symbol.holds(left.number(at: [:]), right.number(at: [:])))
    case (false, true): limit(left, symbol, right.number(at: [:]))
    case (true, false): limit(right, symbol.mirrored, left.number(at: [:]))
    case (false, false): order(left, symbol, right)
    }
  }

  private mutating func limit(
    _ tree: ExpressionTree, _ symbol: ComparisonOperator, _ limit: Double
  ) -> RegionFormula {
    let (inner, steps) = RegionQuantity.peeled(tree)
    let set = steps.reversed().reduce(ValueSet(symbol, limit)) { $1.preimage(of: $0) }
    return member(.value(inner), set)
  }

  /// Two quantities are in one order, whichever of them is written first.
  private mutating func order(
    _ left: ExpressionTree, _ symbol: ComparisonOperator, _ right: ExpressionTree
  ) -> RegionFormula {
    left.canonical <= right.canonical
      ? member(.order(left, right), ValueSet(symbol, 0))
      : member(.order(right, left), ValueSet(symbol.mirrored, 0))
  }

  private mutating func member(_ quantity: RegionQuantity, _ set: ValueSet) -> RegionFormula {
    let index = indices[quantity] ?? quantities.count
    if index == quantities.count {
      indices[quantity] = index
      quantities.append(quantity)
      sets.append([])
    }
    sets[index].append(set)
    return .member(quantity: index, set)
  }

  /// The number of a quantity; nil if no condition compares it.
  func index(of quantity: RegionQuantity) -> Int? { indices[quantity] }
}
