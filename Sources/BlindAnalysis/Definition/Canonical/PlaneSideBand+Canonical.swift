import Ledger

extension PlaneSideBand {
  /// Keys that a file may leave out are there only if it has them.
  var canonical: CanonicalValue {
    var fields: [String: CanonicalValue] = [
      "correlation": .string(correlation.rawValue),
      "fit ranges": .array(fitRanges.map(\.canonical)),
      "from": .string(sideBand),
      "functions": functions.canonical,
      "into": .string(target),
      "model": .string(Grammar.BackgroundModelName.planeSideBand),
      "systematics": [
        "correlations": .array(systematics.correlations.map { .string($0.rawValue) }),
        "functions": .array(systematics.functions.map(\.canonical)),
        "method": .string(systematics.method.rawValue),
        "ranges": .array(systematics.ranges.map(\.canonical)),
      ],
      "target range": targetRange.canonical,
      "variables": [.string(first.expression.canonical), .string(second.expression.canonical)],
    ]
    if let validation {
      fields["validation"] = [
        "ranges": .array(validation.ranges.map(\.canonical)), "region": .string(validation.region),
      ]
    }
    if let signalContamination { fields["signal contamination"] = signalContamination.canonical }
    return .object(fields)
  }
}

extension PlaneSideBand.Functions {
  fileprivate var canonical: CanonicalValue {
    [.string(first.rawValue), .string(second.rawValue)]
  }
}

extension PlaneRectangle {
  fileprivate var canonical: CanonicalValue { [first.canonical, second.canonical] }
}

extension DeclaredSideBandSignal {
  var canonical: CanonicalValue {
    ["per signal event": perSignalEvent.canonical, "spread": .string(spread.rawValue)]
  }
}
