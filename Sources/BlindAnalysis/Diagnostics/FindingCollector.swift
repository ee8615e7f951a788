/// Gathers the findings about one text, placed by the bytes of that text.
struct FindingCollector {
  /// Later findings of one text rarely help once this many are known.
  static let most = 20

  let source: PlacedText
  private(set) var findings: [Diagnostic] = []

  init(_ source: PlacedText) { self.source = source }

  mutating func error(
    _ id: String, _ message: String, at bytes: Range<Int>, replacement: String? = nil
  ) {
    append(.error, id, message, bytes, replacement)
  }

  mutating func warning(
    _ id: String, _ message: String, at bytes: Range<Int>, replacement: String? = nil
  ) {
    append(.warning, id, message, bytes, replacement)
  }

  /// The bytes as text, shortened where a message would become unreadable.
  func excerpt(_ bytes: Range<Int>) -> String {
    let whole = text(bytes)
    return whole.count <= 60 ? whole : "\(whole.prefix(57))..."
  }

  /// The bytes as text; empty outside the text.
  func text(_ bytes: Range<Int>) -> String {
    let utf8 = source.text.utf8
    let part = utf8.prefix(max(0, bytes.upperBound)).dropFirst(max(0, bytes.lowerBound))
    return String(decoding: part, as: UTF8.self)
  }

  private mutating func append(
    _ severity: Diagnostic.Severity, _ id: String, _ message: String, _ bytes: Range<Int>,
    _ replacement: String?
  ) {
    // A late error must still be heard: an error makes the value unusable, a warning does not.
    let isFirstError = severity == .error && !findings.containsError
    guard findings.count < Self.most || isFirstError else { return }
    let finding = Diagnostic(
      severity: severity, id: id, message: message, span: source.span(ofBytes: bytes),
      replacement: source.replacement(replacement))
    if !findings.contains(finding) { findings.append(finding) }
  }
}
