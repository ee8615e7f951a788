/// Backgrounds made of named factors.
extension DefinitionReader {
  mutating func factorBackground(
    _ model: FactorBackground.Model, _ fields: Fields, named name: String,
    _ context: BackgroundContext
  ) -> FactorBackground? {
    let before = findings.count
    var inputs: [FactorBackground.Input] = []
    for key in fields.section.keys {
      guard case .section = key.shape, let section = open(key.name, in: fields) else { continue }
      let usual = "\(name): \(key.name)"
      if let factor = factor(section, usualName: usual, context) {
        inputs.append(.init(key: key.name, factor: factor))
      }
    }
    let product = factors(model == .factors ? "product" : "corrections", in: fields, context)
    let divisors = factors("over", in: fields, context)
    let depth =
      fields["depth"] == nil ? nil : number("depth", in: fields, as: .length, .notNegative)
    checkAlternatives(model, fields)
    guard !findings.dropFirst(before).contains(where: { $0.severity == .error }) else { return nil }
    return FactorBackground(
      model: model, inputs: inputs, corrections: product, divisors: divisors, depth: depth)
  }

  /// The factor under a key of a model; nil if it is absent or wrong.
  mutating func inputFactor(
    _ key: String, in fields: Fields, named name: String, _ context: BackgroundContext
  ) -> DeclaredFactor? {
    open(key, in: fields).flatMap { factor($0, usualName: "\(name): \(key)", context) }
  }

  /// Some models can be given in two ways, and need exactly one.
  private mutating func checkAlternatives(_ model: FactorBackground.Model, _ fields: Fields) {
    let (first, second): ([String], [String])
    switch model {
    case .controlRegion: (first, second) = (["transfer"], ["simulated box", "simulated control"])
    case .punchThrough: (first, second) = (["leak"], ["interaction length", "depth"])
    default: return
    }
    let given = (first.filter { fields[$0] != nil }, second.filter { fields[$0] != nil })
    let isOneOfThem = given == (first, []) || given == ([], second)
    if !isOneOfThem { report(.eitherOr(first, second, at: fields.span)) }
  }

  mutating func factors(
    _ key: String, in fields: Fields, _ context: BackgroundContext
  ) -> [DeclaredFactor] {
    guard fields.section.key(key) != nil else { return [] }
    return named(key, in: fields).compactMap { entry in
      guard isGoodName(entry.key, at: entry.keySpan),
        let section = open(entry.value, as: Grammar.factor)
      else { return nil }
      return factor(section, usualName: entry.key, context)
    }
  }

  mutating func factor(
    _ fields: Fields, usualName: String, _ context: BackgroundContext
  ) -> DeclaredFactor? {
    let kinds = ["value", "count", "region", "passed", "sum of weights", "low"]
      .filter { fields[$0] != nil }
    guard let kind = kinds.first, kinds.count == 1 else {
      report(.oneOfFactorKinds(at: fields.span))
      return nil
    }
    let given: DeclaredFactor.Kind? = choice("kind", in: fields)
    let name = text("name", in: fields)
    if kind != "region", fields["source"] == nil {
      report(.missingExpected("source", of: "a factor", at: fields.span))
    }
    guard let law = law(kind, fields, context), checkCompanions(of: kind, fields) else {
      return nil
    }
    return DeclaredFactor(
      name: name?.value ?? law.commonName(context.named) ?? usualName, law: law,
      kind: given ?? (["value", "low"].contains(kind) ? .systematic : .statistical),
      source: text("source", in: fields)?.value)
  }

  /// Keys that mean nothing beside the one that says what the factor is.
  private mutating func checkCompanions(of kind: String, _ fields: Fields) -> Bool {
    let companions = [
      "value": ["uncertainty", "constraint"], "count": ["scale"], "region": ["scale"],
      "passed": ["total"], "sum of weights": ["sum of squared weights"], "low": ["high"],
    ]
    let allowed = companions[kind] ?? []
    let others = companions.values.flatMap { $0 }.filter { !allowed.contains($0) }.sorted()
    guard let surplus = others.first(where: { fields[$0] != nil }) else { return true }
    report(.meaningless(surplus, beside: kind, at: fields.place(of: surplus)))
    return false
  }

  private mutating func law(
    _ kind: String, _ fields: Fields, _ context: BackgroundContext
  ) -> DeclaredFactor.Law? {
    switch kind {
    case "value": return declaredLaw(fields)
    case "count":
      let scale = scale(in: fields)
      guard let count = integer("count", in: fields), let scale else { return nil }
      return .events(count, scale: scale)
    case "region":
      let scale = scale(in: fields)
      guard let region = region("region", in: fields, context.regions), let scale else {
        return nil
      }
      guard region.value.name != context.signal?.name else {
        report(.countOfSignal(region.value.name, at: region.span))
        return nil
      }
      return .region(region.value.name, scale: scale)
    case "passed": return fraction(fields)
    case "sum of weights":
      return weights(fields)
    default:
      let low = quantity("low", in: fields, as: .number)?.value.value
      guard let high = required("high", fields, .positive), let low else { return nil }
      guard low < high else {
        report(.outOfRange("'high' must be above 'low'", at: fields.place(of: "high")))
        return nil
      }
      return .uniform(from: low, to: high)
    }
  }

  /// A sum of zero does not say what the event that was not seen would have stood for.
  private mutating func weights(_ fields: Fields) -> DeclaredFactor.Law? {
    let sum = number("sum of weights", in: fields, .notNegative)
    guard let squares = required("sum of squared weights", fields, .notNegative), let sum else {
      return nil
    }
    guard sum > 0, squares > 0 else {
      report(.noWeights(at: fields.place(of: "sum of weights")))
      return nil
    }
    // Weights of one sign have Σw² ≤ (Σw)²; the rest is room for rounding.
    if squares > 1.001 * sum * sum {
      report(.fewerThanOneEvent(at: fields.place(of: "sum of squared weights")))
    }
    return .weights(sum: sum, sumOfSquares: squares)
  }

  private mutating func fraction(_ fields: Fields) -> DeclaredFactor.Law? {
    let passed = integer("passed", in: fields)
    guard fields["total"] != nil else {
      report(.missingKey("total", of: "a fraction", at: fields.span))
      return nil
    }
    guard let total = integer("total", in: fields), let passed else { return nil }
    guard passed <= total else {
      report(.moreThanAll(at: fields.place(of: "passed")))
      return nil
    }
    return .fraction(passed: passed, total: total)
  }

  private mutating func declaredLaw(_ fields: Fields) -> DeclaredFactor.Law? {
    let constraint: FactorConstraint? = choice("constraint", in: fields)
    guard let value = quantity("value", in: fields, as: .number) else { return nil }
    guard value.value.value >= 0 else {
      report(.outOfRange("'value' must be zero or more", at: value.span))
      return nil
    }
    guard fields["uncertainty"] != nil || value.value.uncertainty != nil else {
      return .exact(value.value.value)
    }
    guard let uncertainty = uncertainty(of: value, in: fields) else { return nil }
    guard uncertainty > 0 else { return .exact(value.value.value) }
    switch constraint {
    case .logNormal where value.value.value > 0:
      return .logNormal(value.value.value, uncertainty: uncertainty)
    case .logNormal: report(.logNormalZero(at: value.span))
    case .gaussian: return .gaussian(value.value.value, uncertainty: uncertainty)
    case nil:
      if fields["constraint"] == nil { report(.factorWithoutConstraint(at: value.span)) }
    }
    return nil
  }

  private enum FactorConstraint: String {
    case logNormal = "log-normal"
    case gaussian
  }

  /// What one event stands for: one unless it is given.
  private mutating func scale(in fields: Fields) -> Double? {
    fields["scale"] == nil ? 1 : number("scale", in: fields, .positive)
  }

  private mutating func required(_ key: String, _ fields: Fields, _ bound: Bound) -> Double? {
    guard fields[key] != nil else {
      report(.missingKey(key, of: "a factor", at: fields.span))
      return nil
    }
    return number(key, in: fields, bound)
  }
}

extension DeclaredFactor.Law {
  /// The events of a region are the same events in every background.
  ///
  /// - Parameter datasets: In which they are counted; nil for all.
  fileprivate func commonName(_ datasets: [String]?) -> String? {
    guard case .region(let region, 1) = self else { return nil }
    return "events in '\(region)'"
      + (datasets.map { " of " + $0.joined(separator: ", ") } ?? "")
  }
}
