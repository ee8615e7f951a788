/// The analysis file as lines of Unicode scalars, so that each finding can be placed and quoted.
///
/// Lines and columns count from 1 and columns count Unicode scalars, as libyaml's marks do.
struct SourceText: Sendable {
  /// The longest file that is read; a definition is some kilobytes.
  static let maximumSize = 1 << 20

  /// The name printed in findings.
  let file: String
  /// Without line ends. At least one.
  var lines: [[Unicode.Scalar]]

  /// A place in this text; places outside are moved to its nearest end.
  func span(line: Int, column: Int, length: Int = 1) -> SourceSpan {
    let line = min(max(line, 1), lines.count)
    let column = min(max(column, 1), lines[line - 1].count + 1)
    return SourceSpan(file: file, line: line, column: column, length: max(length, 1))
  }

  /// The text of a line as it is quoted under a finding; empty when there is no such line.
  func line(_ number: Int) -> String {
    lines.indices.contains(number - 1) ? String(scalars: lines[number - 1]) : ""
  }

  /// The scalar at a place, or nil past the end of its line.
  func scalar(_ line: Int, _ column: Int) -> Unicode.Scalar? {
    guard lines.indices.contains(line - 1) else { return nil }
    let scalars = lines[line - 1]
    return scalars.indices.contains(column - 1) ? scalars[column - 1] : nil
  }

  /// The whole text, with line feeds.
  var joined: String { lines.map { String(scalars: $0) }.joined(separator: "\n") + "\n" }
}

extension String {
  init(scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
