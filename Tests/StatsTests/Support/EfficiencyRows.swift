import Stats
import Testing

/// The signal scale of a table with the columns `efficiency`, `first` and `second`.
func signalScale(_ row: [String: String]) throws -> SignalScale {
  switch try row.text("efficiency") {
  case "exact": .exact
  case "selection":
    try SignalScale(selected: row.integer("first"), of: row.integer("second"))
  case let name:
    try SignalScale(
      relativeUncertainty: row.number("first"),
      constraint: #require(SignalScale.Constraint(rawValue: name)))
  }
}

/// The background of a table with the columns `constraint`, `value` and `uncertainty`.
func background(_ row: [String: String]) throws -> BackgroundExpectation {
  try BackgroundExpectation(
    value: row.number("value"), uncertainty: row.number("uncertainty"),
    constraint: #require(BackgroundConstraint(rawValue: row.text("constraint"))))
}
