/// Findings about the text of the file, before any YAML is looked at.
extension Diagnostic {
  static func fileTooLarge(file: String) -> Self {
    Self(
      severity: .error, id: "file-too-large",
      message: "the analysis file is larger than 1 MiB",
      span: SourceSpan(file: file, line: 1, column: 1, length: 1), replacement: nil)
  }

  static func invalidUTF8(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "invalid-utf8",
      message: "the bytes from here on are not UTF-8; save the file as UTF-8",
      span: span, replacement: nil)
  }

  static func byteOrderMark(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "byte-order-mark",
      message: "the file begins with a byte order mark; save it as UTF-8 without one",
      span: span, replacement: "")
  }

  static func tab(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "tab",
      message: "tab character; YAML is indented with spaces",
      span: span, replacement: "  ")
  }

  static func controlCharacter(_ value: UInt32, at span: SourceSpan) -> Self {
    let digits = String(value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Self(
      severity: .error, id: "control-character",
      message: "the character \(code) has no place in an analysis file", span: span,
      replacement: "")
  }
}
