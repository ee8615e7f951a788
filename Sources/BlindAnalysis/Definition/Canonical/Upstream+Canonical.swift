import Ledger

extension DeclaredUpstream {
  /// Keys that a file may leave out are there only if it has them.
  var canonical: CanonicalValue {
    var fields: [String: CanonicalValue] = [
      "corrections": .array(corrections.map(\.canonical)),
      "emission": [
        "angles": .array(emission.angles.map { .real($0) }),
        "weights": .array(emission.weights.map { .real($0) }),
      ],
      "escape": escape.canonical,
      "layers": .array(layers.map(\.canonical)),
      "model": .string(Grammar.BackgroundModelName.upstream),
      "process": process.canonical,
      "veto miss": vetoMiss.canonical,
    ]
    if let materialScale { fields["material scale"] = materialScale.canonical }
    if let onTarget { fields["on target"] = onTarget.canonical }
    if let comparison {
      fields["comparison"] = [
        "use": .string(comparison.use.rawValue), "with": .string(comparison.other),
      ]
    }
    return .object(fields)
  }
}

extension DeclaredUpstream.Process {
  fileprivate var canonical: CanonicalValue {
    switch self {
    case .hardBremsstrahlung(let above):
      ["above": .real(above), "kind": .string(Grammar.ProcessName.bremsstrahlung)]
    case .electronuclear(let photons, let factor):
      [
        "cross section": factor.canonical, "photons": photons.canonical,
        "kind": .string(Grammar.ProcessName.electronuclear),
      ]
    case .hadronicPhotons(let photons, let factor):
      [
        "hadronic fraction": factor.canonical, "photons": photons.canonical,
        "kind": .string(Grammar.ProcessName.hadronicPhotons),
      ]
    case .hadronic: ["kind": .string(Grammar.ProcessName.hadronic)]
    }
  }
}

extension DeclaredUpstream.Photons {
  fileprivate var canonical: CanonicalValue {
    switch self {
    case .declared(let factor): factor.canonical
    case .equivalent(let above, let virtuality):
      ["above": .real(above), "largest virtuality": .real(virtuality)]
    }
  }
}

extension DeclaredLayer {
  fileprivate var canonical: CanonicalValue {
    [
      "material": material.canonical, "name": .string(name), "position": .real(position),
      "thickness": .real(thickness),
    ]
  }
}

extension DeclaredLayer.Material {
  fileprivate var canonical: CanonicalValue {
    switch self {
    case .known(let name): .string(name)
    case .declared(let name, let density, let radiation, let interaction, _):
      [
        "density": .real(density), "interaction length": .real(interaction), "name": .string(name),
        "radiation length": .real(radiation),
      ]
    }
  }
}

extension DeclaredEscapes {
  fileprivate var canonical: CanonicalValue {
    [
      "angles": .array(angles.map { .real($0) }),
      "rows": .array(
        rows.map { ["chances": $0.chances.canonical, "position": .real($0.position)] }),
    ]
  }
}

extension DeclaredEscapes.Chances {
  fileprivate var canonical: CanonicalValue {
    switch self {
    case .declared(let probabilities): .array(probabilities.map { .real($0) })
    case .simulated(let escaped, let total):
      [
        "escaped": .array(escaped.map { .integer($0) }),
        "simulated": .array(total.map { .integer($0) }),
      ]
    }
  }
}
