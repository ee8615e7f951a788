import Backgrounds
import Ledger

extension BackgroundTable {
  var document: CanonicalValue {
    let variance = drivers.reduce(0) { $0 + $1.size * $1.size }
    var fields: [String: CanonicalValue] = [
      "sources": .array(lines.map(\.document)),
      "total": total.document,
      "drivers": .array(drivers.map { $0.document(ofVariance: variance) }),
      "upper-limits": .string(limits.rawValue),
      "sampled": sampled?.document ?? .null,
    ]
    if !periods.isEmpty { fields["run-periods"] = .array(periodSums.map(\.document)) }
    return .object(fields)
  }
}

extension BackgroundEstimate {
  var document: CanonicalValue {
    var fields: [String: CanonicalValue] = [
      "name": .string(name), "method": .string(method),
      "source": source.map(CanonicalValue.string) ?? .null,
      "added": .bool(added != nil), "datasets": .array(datasets.map(CanonicalValue.string)),
    ]
    if let comparison { fields["comparison"] = comparison.document }
    if let limit { fields["added-limit"] = limit.document }
    switch amount {
    case .expectation(let expectation): fields["events"] = expectation.document
    case .atMost(let value, let confidence):
      fields["upper-limit"] = ["events": .real(value), "confidence": .real(confidence)]
    }
    if let extrapolation { fields["extrapolation"] = extrapolation.document }
    if let plane { fields["plane-extrapolation"] = plane.document }
    if let propagation { fields["factors"] = .array(propagation.impacts.map(\.document)) }
    return .object(fields)
  }
}

extension UncertaintyDriver {
  func document(ofVariance variance: Double) -> CanonicalValue {
    [
      "name": .string(name), "backgrounds": .array(backgrounds.map(CanonicalValue.string)),
      "statistical": .real(statistical),
      "systematic-down": .real(systematicDown), "systematic-up": .real(systematicUp),
      "down": .real(down), "up": .real(up), "share": .real(size * size / variance),
    ]
  }
}

extension FactorImpact {
  var document: CanonicalValue {
    [
      "name": .string(factor.name), "kind": .string(factor.kind.rawValue),
      "value": .real(factor.value), "deviation": .real(factor.law.standardDeviation),
      "source": factor.source.map(CanonicalValue.string) ?? .null,
      "down": .real(down), "up": .real(up), "impact": .real(deviation),
    ]
  }
}

extension Expectation {
  var document: CanonicalValue {
    [
      "value": .real(value), "statistical": .real(statistical),
      "systematic-down": .real(systematicDown), "systematic-up": .real(systematicUp),
      "uncertainty": .real(uncertainty),
    ]
  }
}

extension Extrapolation {
  var document: CanonicalValue {
    [
      "variable": .string(variable), "from": .string(region),
      "together-with": .array(jointBands.map(\.document)), "into": target.document,
      "central": central.document, "variations": .array(variations.map(\.document)),
      "function-profile": functionProfile?.document ?? .null,
      "profile": checks.profile.document(\.document),
      "bootstrap": checks.bootstrap.document(\.document),
      "posterior": checks.posterior?.document(\.document) ?? .null,
      "goodness-of-fit": checks.goodness.document(\.document),
      "validation": checks.validation?.document ?? .null,
      "signal-contamination": checks.contamination?.document ?? .null,
    ]
  }
}

extension FittedBand {
  var document: CanonicalValue {
    ["region": .string(region), "range": range.document, "events": .integer(events)]
  }
}

extension ExtrapolationFit {
  var document: CanonicalValue {
    [
      "function": .string(function), "range": range.document, "events": .integer(events),
      "parameters": .array(parameters.map(\.document)), "predicted": .real(predicted),
      "statistical": .real(statistical), "negative-log-likelihood": .real(minimum),
      "iterations": .integer(iterations), "distance-to-minimum": .real(distanceToMinimum),
    ]
  }
}

extension ShapeParameter {
  var document: CanonicalValue {
    [
      "name": .string(name), "value": .real(value),
      "uncertainty": uncertainty.map(CanonicalValue.real) ?? .null,
    ]
  }
}

extension ClosedRange<Double> {
  var document: CanonicalValue { [.real(lowerBound), .real(upperBound)] }
}
