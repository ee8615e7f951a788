/// Findings about factors.
extension Diagnostic {
  private static func error(_ id: String, _ message: String, at span: SourceSpan) -> Self {
    Self(severity: .error, id: id, message: message, span: span)
  }

  static func oneOfFactorKinds(at span: SourceSpan) -> Self {
    error(
      "one-of-factor-kinds",
      "a factor is one of: 'value', 'count', 'region', 'passed' of 'total', 'sum of weights', or "
        + "'low' to 'high'", at: span)
  }

  static func meaningless(_ key: String, beside kind: String, at span: SourceSpan) -> Self {
    error("meaningless-key", "'\(key)' means nothing beside '\(kind)'", at: span)
  }

  static func eitherOr(_ first: [String], _ second: [String], at span: SourceSpan) -> Self {
    let words = [first, second].map { $0.map { "'\($0)'" }.joined(separator: " and ") }
    return error("either-or", "give either \(words[0]), or \(words[1])", at: span)
  }

  static func countOfSignal(_ region: String, at span: SourceSpan) -> Self {
    error(
      "count-of-signal", "'\(region)' is the signal region: its events cannot be an input", at: span
    )
  }

  static func factorWithoutConstraint(at span: SourceSpan) -> Self {
    error(
      "missing-constraint", "an uncertain factor needs 'constraint': log-normal or gaussian",
      at: span)
  }

  static func noWeights(at span: SourceSpan) -> Self {
    error(
      "no-weights",
      "a sum of weights of zero does not say what one event stands for; give 'count: 0' and the "
        + "weight of one event as 'scale'", at: span)
  }

  static func fewerThanOneEvent(at span: SourceSpan) -> Self {
    Self(
      severity: .warning, id: "fewer-than-one-event",
      message: "the weights are worth less than one event: the sum of squared weights is above the "
        + "square of the sum", span: span)
  }

  static func logNormalZero(at span: SourceSpan) -> Self {
    error(
      "log-normal-zero", "a factor of zero cannot be log-normal; use 'gaussian', or a 'count' of 0",
      at: span)
  }
}
