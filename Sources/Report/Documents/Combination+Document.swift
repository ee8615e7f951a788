import Backgrounds
import Ledger
import Stats

extension PeriodSum {
  var document: CanonicalValue {
    [
      "name": .string(period.name), "on-target": .real(period.onTarget), "total": total.document,
    ]
  }
}

extension SampledTotal {
  var document: CanonicalValue {
    [
      "mean": .real(mean), "mean-error": .real(meanError), "deviation": .real(deviation),
      "deviation-error": .real(deviationError), "low": .real(low), "high": .real(high),
      "analytic-mean": .real(analyticMean), "analytic-deviation": .real(analyticDeviation),
      "agrees": .bool(agrees), "draws": .integer(Self.draws), "seed": .integer(Int(Self.seed)),
    ]
  }
}

extension BackgroundEstimate.Comparison {
  var document: CanonicalValue {
    [
      "with": .string(other), "difference": .real(result.difference),
      "uncertainty": .real(result.uncertainty),
      "pull": result.pull.map(CanonicalValue.real) ?? .null,
      "average": [
        "mean": .real(result.average.value), "uncertainty": .real(result.average.uncertainty),
        "weight": .real(result.average.weight),
      ],
    ]
  }
}

extension BackgroundLimit {
  var document: CanonicalValue {
    ["events": .real(value), "confidence": .real(confidence.value)]
  }
}
