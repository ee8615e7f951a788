import BlindAnalysis
import EventData

extension AnalysisFile {
  /// A branch that the data do not have, placed where the analysis file names it.
  ///
  /// - Returns: Nil if the error is another one or the file does not name the branch.
  func diagnostic(for error: DataError, in definition: AnalysisDefinition) -> String? {
    guard case .missingColumn(let branch, let nearest) = error.kind,
      let column = definition.columns.first(where: { $0.branch == branch })
    else { return nil }
    let finding = Diagnostic(
      severity: .error, id: "missing-branch",
      message: error.description, span: column.span, replacement: nearest.first)
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = lines.dropFirst(column.span.line - 1).first ?? []
    return finding.rendered(quoting: String(decoding: line, as: UTF8.self))
  }
}
