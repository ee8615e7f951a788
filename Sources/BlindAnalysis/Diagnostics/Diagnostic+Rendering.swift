extension Diagnostic {
  /// Renders as compilers do: place, message, the quoted line with the span underlined, fix-it.
  ///
  /// - Parameter line: The whole line of the file that the span lies on, without its line break.
  public func rendered(quoting line: String) -> String {
    let fixIt = replacement.map { "\n  fix-it: replace with '\(printable($0))'" } ?? ""
    let headline = "\(span): \(severity.rawValue): \(message) [\(id)]"
    let quoted = Quotation(of: line, around: span)
    return "\(printable(headline))\n  \(printable(quoted.text))\n  \(quoted.underline)\(fixIt)"
  }
}

/// The part of a line that is shown, with carets below the span.
private struct Quotation {
  /// Longer lines are shown in part; the span begins no later than the middle.
  private static let widest = 160

  let text: String
  let underline: String

  init(of line: String, around span: SourceSpan) {
    let scalars = line.unicodeScalars
    let skipped = scalars.count > Self.widest ? max(0, span.column - 1 - Self.widest / 2) : 0
    let shown = scalars.dropFirst(skipped).prefix(Self.widest)
    let before = shown.prefix(span.column - 1 - skipped)
    let underlined = shown.dropFirst(span.column - 1 - skipped).prefix(span.length)
    // Tabs are kept, so that the caret stands below its character whatever the width of a tab.
    let indent = String(String(before).map { $0 == "\t" ? "\t" as Character : " " })
    text = String(shown)
    underline = indent + "^" + String(repeating: "~", count: max(0, String(underlined).count - 1))
  }
}

/// Control characters could move the cursor or change colours of a terminal: they are shown as �.
private func printable(_ text: String) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    let isControl = scalar.properties.generalCategory == .control && scalar != "\t"
    shown.append(isControl ? "\u{FFFD}" : scalar)
  }
  return String(shown)
}
