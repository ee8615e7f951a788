extension Diagnostic {
  /// Renders as compilers do: place, message, the quoted line with the span underlined, fix-it.
  ///
  /// - Parameter line: The whole line of the file that the span lies on, without its line break.
  public func rendered(quoting line: String) -> String {
    let fixIt = replacement.map { "\n  fix-it: replace with '\(printable($0))'" } ?? ""
    let headline = "\(span): \(severity.rawValue): \(message) [\(id)]"
    return "\(printable(headline))\n  \(printable(line))\n  \(underline(below: line))\(fixIt)"
  }

  /// Keeps tabs, so that the caret stands below its character whatever the width of a tab.
  private func underline(below line: String) -> String {
    let scalars = line.unicodeScalars
    let before = scalars.prefix(span.column - 1)
    let underlined = scalars.dropFirst(span.column - 1).prefix(span.length)
    let indent = String(String(before).map { $0 == "\t" ? "\t" as Character : " " })
    let width = String(underlined).count
    return indent + "^" + String(repeating: "~", count: max(0, width - 1))
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
