extension ExpressionTree {
  /// A condition that is true only where a row is provably outside this region, edges excluded.
  ///
  /// Negations are pushed down to the comparisons and these are turned into positive tests, so
  /// that an edge belongs to the region whatever its sign says, and so that a quantity which is
  /// NaN proves nothing. `a != b` excludes a set without extent: nothing is outside of it.
  var outside: ExpressionTree { complement(of: .asWritten) }

  enum Polarity {
    case asWritten, negated

    var opposite: Self { self == .asWritten ? .negated : .asWritten }
  }

  /// What is outside of the closed region that this condition, or its negation, describes.
  func complement(of polarity: Polarity) -> ExpressionTree {
    switch self {
    case .not(let operand): return operand.complement(of: polarity.opposite)
    case .all(let parts):
      return Self.joined(parts.map { $0.complement(of: polarity) }, isUnion: polarity == .asWritten)
    case .any(let parts):
      return Self.joined(parts.map { $0.complement(of: polarity) }, isUnion: polarity == .negated)
    case .comparison(let symbol, let left, let right):
      let closed = polarity == .asWritten ? symbol : symbol.negated
      return Self.outside(closed, left, right)
    case .within(let subject, let lower, let upper):
      return polarity == .asWritten
        ? .any([.comparison(.less, subject, lower), .comparison(.greater, subject, upper)])
        : .all([.comparison(.greater, subject, lower), .comparison(.less, subject, upper)])
    case .literal, .column, .negation, .arithmetic, .call: return .any([])
    }
  }

  /// Outside of an intersection is outside of one part; outside of a union is outside of all.
  static func joined(_ complements: [ExpressionTree], isUnion: Bool) -> ExpressionTree {
    isUnion ? .disjunction(complements) : .conjunction(complements)
  }

  private static func outside(
    _ symbol: ComparisonOperator, _ left: ExpressionTree, _ right: ExpressionTree
  ) -> ExpressionTree {
    switch symbol {
    case .less, .lessOrEqual: .comparison(.greater, left, right)
    case .greater, .greaterOrEqual: .comparison(.less, left, right)
    case .equal: .any([.comparison(.less, left, right), .comparison(.greater, left, right)])
    case .notEqual: .any([])
    }
  }
}

extension ComparisonOperator {
  /// The comparison that holds where this one does not, apart from NaN.
  fileprivate var negated: Self {
    switch self {
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .equal: .notEqual
    case .notEqual: .equal
    }
  }
}
