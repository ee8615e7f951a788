/// The lines of the background table.
extension DefinitionReader {
  /// What a background model may refer to.
  struct BackgroundContext {
    let names: Names
    var regions: Regions
    /// Nil when it could not be read, as below. In a stage of its own, the validation region.
    var signal: Region?
    let beam: Beam?
    let datasets: [String]
    /// Those that the background at hand names; nil for all.
    var named: [String]?
  }

  mutating func backgrounds(in fields: Fields, _ context: BackgroundContext) -> [Background] {
    let entries = named("backgrounds", in: fields)
    let backgrounds = entries.compactMap { background($0, context) }
    if backgrounds.count == entries.count { checkComparisons(backgrounds) }
    return backgrounds
  }

  /// Two estimates of the same events are a pair: neither is compared with a third.
  private mutating func checkComparisons(_ backgrounds: [Background]) {
    var taken: Set<String> = []
    for background in backgrounds {
      guard let other = background.comparedWith else { continue }
      let possible = backgrounds.filter {
        $0.name != background.name && $0.comparedWith == nil && $0.isEstimate
          && !taken.contains($0.name)
      }.map(\.name)
      if !possible.contains(other) {
        report(.unknownBackground(other, known: possible, at: background.span))
      }
      taken.insert(other)
    }
  }

  private mutating func background(
    _ entry: YAMLEntry, _ context: BackgroundContext
  ) -> Background? {
    guard isGoodName(entry.key, at: entry.keySpan),
      let (kind, fields) = openVariant(entry.value, of: Grammar.background, named: entry.key)
    else { return nil }
    var context = context
    context.named = datasets(of: fields, among: context.datasets)
    guard let model = model(kind, fields, named: entry.key, context),
      (context.named != nil) == (fields["datasets"] != nil)
    else { return nil }
    return Background(
      name: entry.key, model: model, datasets: context.named ?? context.datasets,
      namesDatasets: context.named != nil, span: entry.keySpan)
  }

  /// In the order of the section 'data', so that the order here says nothing.
  private mutating func datasets(of fields: Fields, among known: [String]) -> [String]? {
    guard fields["datasets"] != nil else { return nil }
    let named = texts("datasets", in: fields)
    let unknown = named.filter { !known.contains($0.value) }
    for name in unknown {
      report(.unknownDataset(name.value, known: known, at: name.span))
    }
    guard unknown.isEmpty, named.count == fields.count(of: "datasets") else { return nil }
    return known.filter { name in named.contains { $0.value == name } }
  }

  private mutating func model(
    _ kind: String, _ model: Fields, named name: String, _ context: BackgroundContext
  ) -> Background.Model? {
    switch kind {
    case Grammar.BackgroundModelName.sideBand:
      return sideBandExtrapolation(model, context).map { .sideBandExtrapolation($0) }
    case Grammar.BackgroundModelName.planeSideBand:
      return planeSideBand(model, context).map { .planeSideBand($0) }
    case Grammar.BackgroundModelName.declared:
      return declaredNumber("value", in: model, .notNegative).map { .declared($0) }
    case Grammar.BackgroundModelName.decayInFlight:
      return decays(model, context).map { .decayInFlight($0) }
    case Grammar.BackgroundModelName.upstream:
      return upstream(model, named: name, context).map { .upstream($0) }
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
