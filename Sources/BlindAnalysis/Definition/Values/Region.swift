/// One step of the cut-flow.
public struct Cut: Hashable, Sendable {
  public let name: String
  /// What a row has to fulfil to pass.
  public let condition: CheckedExpression
  public let span: SourceSpan
}

/// A named set of events, such as the signal box or a side band.
public struct Region: Hashable, Sendable {
  public let name: String
  public let condition: CheckedExpression
  public let span: SourceSpan
}
