/// A finding about an analysis file, placed where its author can fix it.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable { case error, warning, note }

  public let severity: Severity
  /// A stable name for tests and for searching the manual, as in `unknown-key`.
  public let id: String
  /// Lower case, no full stop: what is wrong, the offending text, what was expected.
  public let message: String
  public let span: SourceSpan
  /// Text that makes the finding go away when it replaces the span.
  public let replacement: String?

  public init(
    severity: Severity, id: String, message: String, span: SourceSpan, replacement: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.span = span
    self.replacement = replacement
  }
}

extension Sequence where Element == Diagnostic {
  /// True if one of the findings forbids using what was read; warnings and notes do not.
  public var containsError: Bool { contains { $0.severity == .error } }
}
