/// The lines of the background table.
extension DefinitionReader {
  /// What a background model may refer to.
  struct BackgroundContext {
    let names: Names
    let regions: Regions
    /// Nil when it could not be read, as below.
    let signal: Region?
    let beam: Beam?
  }

  mutating func backgrounds(in fields: Fields, _ context: BackgroundContext) -> [Background] {
    named("backgrounds", in: fields).compactMap { entry in
      guard isGoodName(entry.key, at: entry.keySpan),
        let model = model(entry.value, named: entry.key, context)
      else { return nil }
      return Background(name: entry.key, model: model, span: entry.keySpan)
    }
  }

  private mutating func model(
    _ node: YAMLNode, named name: String, _ context: BackgroundContext
  ) -> Background.Model? {
    guard let (kind, model) = openVariant(node, of: Grammar.background, named: name) else {
      return nil
    }
    switch kind {
    case Grammar.BackgroundModelName.sideBand:
      return sideBandExtrapolation(model, context).map { .sideBandExtrapolation($0) }
    case Grammar.BackgroundModelName.declared:
      return declaredNumber("value", in: model, .notNegative).map { .declared($0) }
    case Grammar.BackgroundModelName.decayInFlight:
      return decays(model, context).map { .decayInFlight($0) }
    case Grammar.BackgroundModelName.upperLimit:
      return upperLimit(model).map { .upperLimit($0) }
    default:
      return FactorBackground.Model(rawValue: kind).flatMap {
        factorBackground($0, model, named: name, context).map { .factors($0) }
      }
    }
  }

  private mutating func upperLimit(_ fields: Fields) -> DeclaredUpperLimit? {
    let source = text("source", in: fields)
    let confidence = number("confidence", in: fields, .confidence)
    guard let value = number("value", in: fields, .notNegative), let confidence else { return nil }
    return DeclaredUpperLimit(value: value, confidence: confidence, source: source?.value)
  }
}
