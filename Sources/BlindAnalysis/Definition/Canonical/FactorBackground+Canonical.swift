import Ledger

extension FactorBackground {
  var canonical: CanonicalValue {
    let inputs = inputs.map { ($0.key, $0.factor.canonical) }
    return [
      "corrections": .array(corrections.map(\.canonical)),
      "depth": depth.map(CanonicalValue.real) ?? .null,
      "divisors": .array(divisors.map(\.canonical)),
      "inputs": .object(Dictionary(inputs, uniquingKeysWith: { first, _ in first })),
      "model": .string(model.rawValue),
    ]
  }
}

extension DeclaredFactor {
  /// Without the source, which decides no number.
  var canonical: CanonicalValue {
    ["kind": .string(kind.rawValue), "law": law.canonical, "name": .string(name)]
  }
}

extension DeclaredFactor.Law {
  fileprivate var canonical: CanonicalValue {
    switch self {
    case .exact(let value): ["exact": .real(value)]
    case .gaussian(let value, let uncertainty): ["gaussian": [.real(value), .real(uncertainty)]]
    case .logNormal(let value, let uncertainty): ["log-normal": [.real(value), .real(uncertainty)]]
    case .events(let count, let scale): ["count": .integer(count), "scale": .real(scale)]
    case .region(let name, let scale): ["region": .string(name), "scale": .real(scale)]
    case .fraction(let passed, let total): ["fraction": [.integer(passed), .integer(total)]]
    case .weights(let sum, let squares): ["weights": [.real(sum), .real(squares)]]
    case .uniform(let low, let high): ["uniform": [.real(low), .real(high)]]
    }
  }
}
