import Ledger

extension Beam {
  var canonical: CanonicalValue {
    ["momentum": .real(momentum), "particle": .string(particle.rawValue)]
  }
}

extension Dataset {
  var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "event-id": .array(eventID.map { .string($0) }),
      "exposure": exposure.canonical,
      "files": .array(files.map { .string($0) }),
      "format": format.canonical,
      "kind": .string(kind.rawValue),
      "name": .string(name),
    ]
    if !truth.isEmpty { members["truth"] = .array(truth.map { .string($0) }) }
    if let spills { members[spills.meaning.rawValue] = .string(spills.file) }
    if let vault { members["vault"] = .string(vault) }
    return .object(members)
  }
}

extension Dataset.Format {
  var canonical: CanonicalValue {
    switch self {
    case .root(let tree): ["name": "root", "tree": .string(tree)]
    case .csv: ["name": "csv"]
    }
  }
}

extension Column {
  var canonical: CanonicalValue {
    ["branch": .string(branch), "unit": unit.map { .string($0.name) } ?? nil]
  }
}

extension Cut {
  var canonical: CanonicalValue {
    ["name": .string(name), "require": .string(condition.canonical)]
  }
}

extension DeclaredNumber {
  var canonical: CanonicalValue { ["uncertainty": .real(uncertainty), "value": .real(value)] }
}

extension Signal {
  /// Names are there only if the file has some.
  var canonical: CanonicalValue {
    var fields: [String: CanonicalValue] = [
      "efficiency": efficiency.canonical,
      "parameter": [
        "enters": .string(parameter.power.rawValue), "name": .string(parameter.name),
      ],
      "yield": yield.canonical,
    ]
    if !named.isEmpty {
      fields["named"] = .array(named.map { [.string($0.name), $0.number.canonical] })
    }
    return .object(fields)
  }
}

extension LimitSettings {
  var canonical: CanonicalValue {
    var fields: [String: CanonicalValue] = [
      "background prior": .string(backgroundPrior.rawValue),
      "confidence": .real(confidence),
      "method": .string(method.rawValue),
      "statistic": .string(statistic.rawValue),
    ]
    if upperLimits != .listed { fields["upper limits"] = .string(upperLimits.rawValue) }
    return .object(fields)
  }
}

extension SignOffPolicy {
  var canonical: CanonicalValue {
    ["required": .integer(required), "signers": signers.map { .string($0) } ?? nil]
  }
}
