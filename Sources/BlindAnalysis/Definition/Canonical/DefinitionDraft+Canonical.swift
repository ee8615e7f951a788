import Ledger

/// Everything that decides a number or the procedure, and nothing else.
///
/// Left out are title and sources (they explain) and whatever is layout: comments, the order of
/// keys, units and spellings of numbers. Numbers are in canonical units, expressions in canonical
/// texts. File names stay in, so that a definition cannot be pointed at other data after freezing.
extension DefinitionDraft {
  var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "na64-blind": .integer(Grammar.formatVersion),
      "analysis": .string(name),
      "beam": beam.canonical,
      "data": .array(datasets.map(\.canonical)),
      "columns": .object(keyed: names.columns, by: \.name, \.canonical),
      "derived": .object(keyed: names.derived, by: \.name) { .string($0.expression.canonical) },
      "selection": .array(selection.map(\.canonical)),
      "regions": .object(keyed: regions, by: \.name) { .string($0.condition.canonical) },
      "blind": ["region": .string(mask.canonical), "signal": .string(signalRegion.name)],
      "backgrounds": .object(keyed: backgrounds, by: \.name, \.canonical),
      "limit": limit.canonical,
      "procedure": .object(keyed: procedure, by: \.count.description) { .string($0.text) },
      "sign-off": signOff.canonical,
    ]
    if !seen.isEmpty { members["seen"] = .array(seen.map(\.canonical)) }
    if let signal { members["signal"] = signal.canonical }
    if stage.kind != .signal {
      members["stage"] = stage.canonical
    } else if !stages.isEmpty {
      members["stages"] = .array(stages.map(\.canonical))
    }
    return .object(members)
  }
}

extension CanonicalValue {
  /// An object of values with names; of two with one name the first stays.
  static func object<Value>(
    keyed values: [Value], by name: (Value) -> String, _ canonical: (Value) -> CanonicalValue
  ) -> CanonicalValue {
    .object(Dictionary(values.map { (name($0), canonical($0)) }) { first, _ in first })
  }
}
