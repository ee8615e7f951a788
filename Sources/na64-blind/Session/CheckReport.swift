import BlindAnalysis
import EventData
import Ledger

/// What `check` says about an analysis file and the lists it names: all findings, or that there are none.
struct CheckReport {
  let findings: DefinitionFindings
  let isRefused: Bool
  private let path: String
  private let words: String

  /// - Throws: ``DataError`` or ``Refusal`` if a list cannot be read, if there is no such stage, or if
  ///   one would reveal another.
  init(_ file: AnalysisFile) throws {
    (path, words) = (file.path, file.words)
    do {
      _ = try file.definition()
      let definition = try file.signalDefinition()
      for stage in definition.earlierStages + [definition] {
        try stage.checkSpillLists(relativeTo: file.folder)
      }
      _ = try definition.signOff.quorum(besides: file)
      findings = definition.warnings
      isRefused = false
    } catch let error as DefinitionError {
      findings = error.findings
      isRefused = true
    }
  }

  var lines: [String] {
    let found = findings.diagnostics.isEmpty ? [] : [findings.rendered + findings.summary]
    return isRefused ? found : found + ["\(path.printable): right", "Next: \(next)"]
  }

  private var next: String { "na64-blind estimate \(words)" }

  var document: CanonicalValue {
    [
      "schema": "na64-blind/check/1", "right": .bool(!isRefused), "findings": findings.canonical,
      "next": isRefused ? .null : .string(next),
    ]
  }
}
