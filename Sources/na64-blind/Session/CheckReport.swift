import BlindAnalysis
import Ledger

/// What `check` says about an analysis file: all findings, or that there are none.
struct CheckReport {
  let findings: DefinitionFindings
  let isRefused: Bool
  private let path: String

  init(_ file: AnalysisFile) {
    path = file.path
    do throws(DefinitionError) {
      findings = try file.definition().warnings
      isRefused = false
    } catch {
      findings = error.findings
      isRefused = true
    }
  }

  var lines: [String] {
    let found = findings.diagnostics.isEmpty ? [] : [findings.rendered + findings.summary]
    return isRefused ? found : found + ["\(path): right", "Next: na64-blind estimate \(path)"]
  }

  var document: CanonicalValue {
    ["schema": "na64-blind/check/1", "right": .bool(!isRefused), "findings": findings.canonical]
  }
}
