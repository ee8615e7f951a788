extension ExpressionTree {
  /// A condition that is true only where a row is inside this region whatever stands for its NaN.
  ///
  /// Each comparison counts if all its columns are numbers and the row is not provably outside of
  /// it. Where no column is NaN, a row is either surely inside or outside, edges to the inside.
  var surelyInside: ExpressionTree { inside(of: .asWritten) }

  /// What is surely inside the closed region that this condition, or its negation, describes.
  private func inside(of polarity: Polarity) -> ExpressionTree {
    switch self {
    case .not(let operand): operand.inside(of: polarity.opposite)
    case .all(let parts):
      Self.joined(parts.map { $0.inside(of: polarity) }, isUnion: polarity == .negated)
    case .any(let parts):
      Self.joined(parts.map { $0.inside(of: polarity) }, isUnion: polarity == .asWritten)
    case .within(let subject, let lower, let upper):
      Self.all([
        .comparison(.greaterOrEqual, subject, lower), .comparison(.lessOrEqual, subject, upper),
      ]).inside(of: polarity)
    case .comparison, .literal, .column, .negation, .arithmetic, .call:
      .conjunction(columnsAreNumbers + [.not(complement(of: polarity))])
    }
  }

  /// Only NaN differs from itself.
  private var columnsAreNumbers: [ExpressionTree] {
    columnSet.sorted { $0.key < $1.key }.map { name, dimension in
      let column = Self.column(name, dimension)
      return .comparison(.equal, column, column)
    }
  }
}
