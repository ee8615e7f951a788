public import Ledger

/// The findings about one analysis file, by position, with the lines that they quote.
public struct DefinitionFindings: Hashable, Sendable {
  /// Sorted by line and column.
  public let diagnostics: [Diagnostic]
  /// The line of each.
  private let quoted: [String]

  /// More than this helps nobody; the rest is counted in one last note.
  static let most = 1_000

  init(_ diagnostics: [Diagnostic], in text: SourceText?) {
    // Sorting by a total order that ends with the order of discovery keeps it stable.
    let sorted = diagnostics.enumerated().sorted {
      ($0.element.span, $0.offset) < ($1.element.span, $1.offset)
    }
    self.diagnostics = Self.shortened(sorted.map(\.element))
    quoted = self.diagnostics.map { text?.line($0.span.line) ?? "" }
  }

  /// The first findings, with at least one of the errors.
  private static func shortened(_ sorted: [Diagnostic]) -> [Diagnostic] {
    guard let next = sorted.dropFirst(most).first else { return sorted }
    var kept = Array(sorted.prefix(most))
    let isErrorLost = !kept.containsError && sorted.containsError
    if isErrorLost, let error = sorted.first(where: { $0.severity == .error }) {
      kept.append(error)
    }
    return kept + [.moreFindings(sorted.count - kept.count, at: next.span)]
  }

  /// The findings as people read them, with a line feed at the end; empty if there are none.
  public var rendered: String {
    zip(diagnostics, quoted).map { $0.rendered(quoting: $1) + "\n" }.joined()
  }

  /// As in "2 errors, 1 warning"; empty if there are none.
  public var summary: String {
    let counts = [Diagnostic.Severity.error, .warning, .note].compactMap { severity -> String? in
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return counts.joined(separator: ", ")
  }

  /// The findings for programs: an array of objects.
  ///
  /// Keys: `file`, `line`, `column`, `length`, `severity`, `id`, `message`, `quoted`, and
  /// `replacement` where there is a fix-it. Characters that a canonical text may not hold are
  /// shown as U+FFFD.
  public var canonical: CanonicalValue {
    .array(zip(diagnostics, quoted).map { $0.canonical(quoting: $1) })
  }
}

/// An analysis file that cannot be used.
public struct DefinitionError: Error, Hashable, Sendable {
  /// At least one of them is an error.
  public let findings: DefinitionFindings

  public var diagnostics: [Diagnostic] { findings.diagnostics }
}

extension Diagnostic {
  fileprivate static func moreFindings(_ count: Int, at span: SourceSpan) -> Self {
    Self(
      severity: .note, id: "more-findings", message: "\(count) more findings are not shown",
      span: span)
  }

  fileprivate func canonical(quoting line: String) -> CanonicalValue {
    var members: [String: CanonicalValue] = [
      "column": .integer(span.column), "file": .string(writable(span.file)),
      "id": .string(id), "length": .integer(span.length), "line": .integer(span.line),
      "message": .string(writable(message)), "quoted": .string(writable(line)),
      "severity": .string(severity.rawValue),
    ]
    if let replacement { members["replacement"] = .string(writable(replacement)) }
    return .object(members)
  }
}

/// Unassigned characters have no canonical form.
private func writable(_ text: String) -> String {
  String(
    scalars: text.unicodeScalars.map {
      $0.properties.generalCategory == .unassigned ? "\u{FFFD}" : $0
    })
}
