import Backgrounds
import Ledger
import Stats

extension PlaneExtrapolation {
  var document: CanonicalValue {
    [
      "variables": .array(variables.map(CanonicalValue.string)), "from": .string(region),
      "into": .array(target.map(\.document)), "central": central.document,
      "variations": .array(variations.map(\.document)),
      "function-profile": functionProfile?.document ?? .null,
      "profile": checks.profile.document(\.document),
      "bootstrap": checks.bootstrap.document(\.document),
      "goodness-of-fit": checks.goodness.document { $0.document(of: variables) },
      "validation": checks.validation?.document ?? .null,
      "signal-contamination": checks.contamination?.document ?? .null,
    ]
  }
}

extension PlaneFitSummary {
  var document: CanonicalValue {
    [
      "functions": .array(functions.map(CanonicalValue.string)),
      "correlation": .string(correlation),
      "ranges": .array(rectangles.map { .array($0.map(\.document)) }), "events": .integer(events),
      "parameters": .array(parameters.map(\.document)), "predicted": .real(predicted),
      "statistical": .real(statistical), "negative-log-likelihood": .real(minimum),
      "iterations": .integer(iterations), "distance-to-minimum": .real(distanceToMinimum),
    ]
  }
}

extension PlaneToyTest {
  /// A test for each variable, and one for both together.
  func document(of variables: [String]) -> CanonicalValue {
    [
      "variables": .array(
        zip(variables, [first, second]).map { name, test in
          ["variable": .string(name), "test": test.document]
        }),
      "cells": cells.document(of: "likelihood-ratio"), "cells-per-side": .integer(cellsPerSide),
    ]
  }
}
