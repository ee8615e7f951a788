import Ledger

extension Background {
  /// The datasets are there only if the file names them.
  var canonical: CanonicalValue {
    guard namesDatasets, case .object(var fields) = modelCanonical else { return modelCanonical }
    fields["datasets"] = .array(datasets.map { .string($0) })
    return .object(fields)
  }

  private var modelCanonical: CanonicalValue {
    switch model {
    case .sideBandExtrapolation(let extrapolation): extrapolation.canonical
    case .planeSideBand(let extrapolation): extrapolation.canonical
    case .factors(let background): background.canonical
    case .declared(let number):
      ["expectation": number.canonical, "model": .string(Grammar.BackgroundModelName.declared)]
    case .decayInFlight(let decays): decays.canonical
    case .upstream(let upstream): upstream.canonical
    case .upperLimit(let limit):
      [
        "confidence": .real(limit.confidence),
        "model": .string(Grammar.BackgroundModelName.upperLimit), "value": .real(limit.value),
      ]
    }
  }
}

extension SideBandExtrapolation {
  /// Keys that a file may leave out are there only if it has them.
  var canonical: CanonicalValue {
    var fields: [String: CanonicalValue] = [
      "fit range": fitRange.canonical,
      "from": .string(sideBand),
      "function": .string(function.rawValue),
      "into": .string(target),
      "model": .string(Grammar.BackgroundModelName.sideBand),
      "systematics": systematics.canonical,
      "target range": targetRange.canonical,
      "variable": .string(variable.canonical),
    ]
    if !jointBands.isEmpty {
      fields["together with"] = .array(
        jointBands.map { ["range": $0.range.canonical, "region": .string($0.region)] })
    }
    if let bins { fields["bins"] = .integer(bins) }
    if let validation {
      fields["validation"] = [
        "range": validation.range.canonical, "region": .string(validation.region),
      ]
    }
    if let signalContamination { fields["signal contamination"] = signalContamination.canonical }
    return .object(fields)
  }
}

extension SideBandExtrapolation.Systematics {
  fileprivate var canonical: CanonicalValue {
    var fields: [String: CanonicalValue] = [
      "functions": .array(functions.map { .string($0.rawValue) }),
      "ranges": .array(ranges.map(\.canonical)),
    ]
    if method != .envelope { fields["method"] = .string(method.rawValue) }
    return .object(fields)
  }
}

extension ValueRange {
  var canonical: CanonicalValue { [.real(lower), .real(upper)] }
}
