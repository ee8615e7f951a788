/// What a reader made of a text: the value, if it is usable, and everything there is to say.
public struct Reading<Value: Sendable>: Sendable {
  /// Nil exactly when the findings contain an error.
  public let value: Value?
  public let findings: [Diagnostic]

  /// An error among the findings takes the value away.
  public init(_ value: Value?, findings: [Diagnostic]) {
    self.value = findings.containsError ? nil : value
    self.findings = findings
  }
}
