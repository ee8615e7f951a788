@testable import BlindAnalysis

/// The columns that the expressions of these tests may use.
let testScope = Scope([
  "E_ECAL": .column(.energy), "E_HCAL": .column(.energy), "E_SRD": .column(.energy),
  "p_track": .column(.energy), "t_srd": .column(.time), "t0": .column(.time),
  "z": .column(.length), "slope": .column(.angle), "n_hits": .column(.number),
  "trigger": .column(.number), "track_chi2": .column(.number),
])
.derivingForTests("E_miss", "70 GeV - E_ECAL")

extension Scope {
  /// The same names and one derived from them; the text has to be right.
  func derivingForTests(_ name: String, _ text: String) -> Scope {
    guard let expression = read(text, in: self, as: .either).value else { return self }
    return adding(name, .derived(expression))
  }
}

let testPlace = SourceSpan(file: "analysis.yaml", line: 12, column: 17)

func read(
  _ text: String, in scope: Scope = testScope, as expectation: CheckedExpression.Expectation
) -> Reading<CheckedExpression> {
  CheckedExpression.read(PlacedText(text, at: testPlace), in: scope, as: expectation)
}

/// The condition, or nil if the text has an error.
func condition(_ text: String, in scope: Scope = testScope) -> CheckedExpression? {
  read(text, in: scope, as: .condition).value
}

/// The number, or nil if the text has an error.
func number(_ text: String, in scope: Scope = testScope) -> CheckedExpression? {
  read(text, in: scope, as: .number).value
}
