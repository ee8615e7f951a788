/// A quantity that is read from the event files.
public struct Column: Hashable, Sendable {
  /// The name in expressions.
  public let name: String
  /// The branch or CSV column that holds it.
  public let branch: String
  /// The unit of the stored numbers; nil for plain numbers.
  public let unit: Unit?
  /// Where the analysis file names the branch.
  public let span: SourceSpan

  public var dimension: Dimension { unit?.dimension ?? .number }
}

/// A quantity computed from columns.
public struct DerivedQuantity: Hashable, Sendable {
  public let name: String
  /// A number; other derived names are expanded in it.
  public let expression: CheckedExpression
  public let span: SourceSpan
}
