/// The closed blind region: the union of one or more regions, edges included.
///
/// Two masks are equal if they consist of the same regions, in whatever order they were declared.
public struct Mask: Hashable, Sendable {
  /// Sorted by their canonical text, each once.
  public let regions: [CheckedExpression]
  /// The raw columns that decide about a row, sorted.
  public let blindingColumns: [String]

  /// - Throws: ``MaskError/notACondition`` if the expression is a number.
  public init(region: CheckedExpression) throws(MaskError) {
    guard region.kind == .condition else { throw .notACondition }
    self.init(regions: [region])
  }

  private init(regions: [CheckedExpression]) {
    var seen: Set<String> = []
    self.regions = regions.filter { seen.insert($0.canonical).inserted }
      .sorted { $0.canonical < $1.canonical }
    blindingColumns = Set(regions.flatMap(\.columns)).sorted()
  }

  /// The mask that blinds what either of the two blinds.
  public func union(with other: Mask) -> Mask { Mask(regions: regions + other.regions) }

  /// One text for one mask: the canonical texts of its regions, joined by `||`.
  public var canonical: String {
    ExpressionTree.disjunction(regions.map(\.tree)).canonical
  }

  /// True only where a row is outside all regions, edges excluded; NaN proves nothing.
  var outside: ExpressionTree { .conjunction(regions.map(\.tree.outside)) }

  /// True only where a row is inside a region, edges included, whatever stands for its NaN.
  var surelyInside: ExpressionTree { .disjunction(regions.map(\.tree.surelyInside)) }
}

/// Why a region cannot be a mask.
public enum MaskError: Error, Hashable, Sendable {
  /// The expression gives a number, not true or false.
  case notACondition
}
