/// Findings about YAML that an analysis file does not use.
extension Diagnostic {
  private static func refused(_ id: String, _ message: String, at span: SourceSpan) -> Self {
    Self(severity: .error, id: id, message: message, span: span, replacement: nil)
  }

  static func syntax(_ problem: String, at span: SourceSpan) -> Self {
    refused("yaml-syntax", problem, at: span)
  }

  static func duplicateKey(_ key: String, firstLine: Int, at span: SourceSpan) -> Self {
    refused("duplicate-key", "the key '\(key)' is already given in line \(firstLine)", at: span)
  }

  static func nestedTooDeeply(at span: SourceSpan) -> Self {
    refused(
      "nested-too-deeply",
      "nested more than \(YAMLScan.maximumDepth) levels deep; nothing from here on is read",
      at: span)
  }

  static func severalDocuments(at span: SourceSpan) -> Self {
    refused(
      "several-documents", "a second YAML document begins here; an analysis file holds one",
      at: span)
  }

  static func directive(at span: SourceSpan) -> Self {
    refused(
      "yaml-directive", "'%' in the first column begins a YAML directive; remove it", at: span)
  }

  static func anchor(at span: SourceSpan) -> Self {
    refused(
      "yaml-anchor",
      "'&' begins a YAML anchor, which an analysis file does not use; \(quoteIt)", at: span)
  }

  static func alias(at span: SourceSpan) -> Self {
    refused(
      "yaml-alias",
      "'*' begins a YAML alias, which an analysis file does not use; write the value out again",
      at: span)
  }

  static func tag(at span: SourceSpan) -> Self {
    refused(
      "yaml-tag", "'!' begins a YAML tag, which an analysis file does not use; \(quoteIt)", at: span
    )
  }

  static func mergeKey(at span: SourceSpan) -> Self {
    refused(
      "yaml-merge-key",
      "'<<' is a YAML merge key, which an analysis file does not use; write the entries out again",
      at: span)
  }

  static func reserved(_ character: Unicode.Scalar, at span: SourceSpan) -> Self {
    refused(
      "yaml-reserved", "YAML does not allow '\(character)' at the beginning of a value; \(quoteIt)",
      at: span)
  }

  static func complexKey(at span: SourceSpan) -> Self {
    refused(
      "yaml-complex-key", "'? ' begins a complex YAML key; write 'key: value' or use quotes",
      at: span)
  }

  static func commentInValue(at span: SourceSpan) -> Self {
    Self(
      severity: .warning, id: "comment-in-value",
      message: "' #' begins a comment here; put the value in quotes if the rest belongs to it, "
        + "or write a space after '#'",
      span: span, replacement: "# ")
  }

  private static var quoteIt: String { "put the value in quotes if it is an expression or a text" }
}
