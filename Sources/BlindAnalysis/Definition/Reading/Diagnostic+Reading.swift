/// Findings about keys and single values.
extension Diagnostic {
  private static func error(
    _ id: String, _ message: String, at span: SourceSpan, replacement: String? = nil
  ) -> Self {
    Self(severity: .error, id: id, message: message, span: span, replacement: replacement)
  }

  private static func list(_ words: [String]) -> String { words.sorted().joined(separator: ", ") }

  static func unknownKey(
    _ key: String, of section: String, known: [String], at span: SourceSpan
  ) -> Self {
    error(
      "unknown-key", "unknown key '\(key)' in \(section); expected one of \(list(known))",
      at: span, replacement: known.nearest(to: key))
  }

  static func missingKey(_ key: String, of section: String, at span: SourceSpan) -> Self {
    error("missing-key", "\(section) needs the key '\(key)'", at: span)
  }

  /// `missing-source`, as a warning.
  static func missingExpected(_ key: String, of section: String, at span: SourceSpan) -> Self {
    Self(
      severity: .warning, id: "missing-\(key)",
      message: "\(section) should have the key '\(key)', so that a reviewer can check it",
      span: span)
  }

  static func notSupportedYet(_ what: String, supported: [String], at span: SourceSpan) -> Self {
    error(
      "not-supported-yet", "\(what) is not supported yet; supported here: \(list(supported))",
      at: span)
  }

  static func unknownValue(_ value: String, known: [String], at span: SourceSpan) -> Self {
    error(
      "unknown-value", "unknown value '\(value)'; expected one of \(list(known))", at: span,
      replacement: known.nearest(to: value))
  }

  static func wrongType(expected: String, found node: YAMLNode) -> Self {
    let found =
      switch node.content {
      case .scalar(let scalar): "'\(scalar.text.prefix(60))'"
      case .sequence: "a list"
      case .mapping, .refused: "keys and values"
      }
    return error("wrong-type", "expected \(expected), found \(found)", at: node.span)
  }

  static func missingValue(_ expected: String, at span: SourceSpan) -> Self {
    error("missing-value", "nothing is written here; expected \(expected)", at: span)
  }

  static func badText(_ problem: TextProblem, at span: SourceSpan) -> Self {
    error("bad-text", "the text \(problem.message)", at: span)
  }

  static func tooManyEntries(_ what: String, most: Int, at span: SourceSpan) -> Self {
    error("too-many-entries", "\(what) has more than \(most) entries", at: span)
  }

  static func tooFewEntries(_ what: String, least: Int, at span: SourceSpan) -> Self {
    error("too-few-entries", "\(what) needs at least \(least) entry", at: span)
  }

  static func duplicateName(_ name: String, at span: SourceSpan) -> Self {
    error("duplicate-name", "the name '\(name)' is already used", at: span)
  }

  static func outOfRange(_ message: String, at span: SourceSpan, replacement: String? = nil) -> Self
  {
    error("out-of-range", message, at: span, replacement: replacement)
  }

  static func missingUncertainty(at span: SourceSpan) -> Self {
    error(
      "missing-uncertainty",
      "a number needs its uncertainty, as in '0.06 ± 0.02' or with the key 'uncertainty'; "
        + "write 'uncertainty: 0' if it is exact", at: span)
  }

  static func uncertaintyTwice(at span: SourceSpan) -> Self {
    error("uncertainty-twice", "the uncertainty is already given with '±'", at: span)
  }

  static func surplusUncertainty(_ key: String, at span: SourceSpan) -> Self {
    error("surplus-uncertainty", "'\(key)' is a number without uncertainty", at: span)
  }

  static func ambiguousPercent(at span: SourceSpan) -> Self {
    error(
      "ambiguous-percent",
      "per cent of a percentage may be relative or absolute; write both as plain numbers", at: span)
  }
}

extension SourceText {
  /// The text of a place.
  func excerpt(_ span: SourceSpan) -> String {
    guard lines.indices.contains(span.line - 1) else { return "" }
    return String(scalars: lines[span.line - 1].dropFirst(span.column - 1).prefix(span.length))
  }
}
