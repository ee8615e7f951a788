/// One yield of a channel, with all that it depends on.
extension DefinitionReader {
  mutating func sample(
    _ fields: Fields, named name: String, _ nuisances: [DeclaredNuisance]
  ) -> DeclaredSample? {
    let amount = amount(in: fields)
    let spread = spread(in: fields, amount?.number)
    let effects = effects(in: fields, nuisances)
    let factors = factors(in: fields, nuisances)
    guard let amount, effects.count == fields.count(of: "effects"),
      factors.count == fields.count(of: "factors")
    else { return nil }
    if case .scale = amount.amount, factors.isEmpty {
      report(.scaleWithoutFactor(at: fields.place(of: "scale")))
    }
    checkMeasuredZero(amount, factors, nuisances, in: fields)
    return DeclaredSample(
      name: name, amount: amount.amount, spread: spread, effects: effects, factors: factors,
      source: text("source", in: fields)?.value)
  }

  private struct Amount {
    let amount: DeclaredSample.Amount
    let number: Placed<Quantity>
  }

  /// Exactly one of `expected` and `scale`.
  private mutating func amount(in fields: Fields) -> Amount? {
    let keys = ["expected", "scale"].filter { fields[$0] != nil }
    guard let key = keys.first, keys.count == 1 else {
      report(.expectedOrScale(at: keys.isEmpty ? fields.span : fields.place(of: "scale")))
      return nil
    }
    guard let number = quantity(key, in: fields, as: .number) else { return nil }
    guard number.value.value >= 0 else {
      report(.outOfRange("'\(key)' must be zero or more", at: number.span))
      return nil
    }
    return Amount(
      amount: key == "expected" ? .expected(number.value.value) : .scale(number.value.value),
      number: number)
  }

  /// From `0.51 ± 0.13` or the key `uncertainty`; it needs `constraint`, which needs it.
  private mutating func spread(
    in fields: Fields, _ amount: Placed<Quantity>?
  ) -> DeclaredSample.Spread? {
    let constraint: LimitSettings.BackgroundPrior? = choice("constraint", in: fields)
    guard let amount else { return nil }
    guard fields["uncertainty"] != nil || amount.value.uncertainty != nil else {
      if constraint != nil { report(.constraintWithoutUncertainty(fields.place(of: "constraint"))) }
      return nil
    }
    guard let uncertainty = uncertainty(of: amount, in: fields) else { return nil }
    guard let constraint else {
      if fields["constraint"] == nil { report(.uncertaintyWithoutConstraint(at: amount.span)) }
      return nil
    }
    guard uncertainty > 0, constraint != .none else { return nil }
    guard amount.value.value > 0 else {
      report(.uncertainZero(at: amount.span))
      return nil
    }
    return DeclaredSample.Spread(uncertainty: uncertainty, constraint: constraint)
  }

  private mutating func effects(
    in fields: Fields, _ nuisances: [DeclaredNuisance]
  ) -> [DeclaredSample.Effect] {
    named("effects", in: fields).compactMap { entry in
      guard let nuisance = nuisance(entry.key, nuisances, at: entry.keySpan) else { return nil }
      guard !nuisance.isFactor else {
        report(.effectOfFactor(entry.key, at: entry.keySpan))
        return nil
      }
      guard let scalar = scalar(entry.value, expecting: "a relative change, as in '10 %'"),
        let size = read(scalar, { Quantity.read($0, as: .number) })
      else { return nil }
      guard size.value > -1, size.value <= 10, size.uncertainty == nil else {
        report(
          .outOfRange(
            "a relative change must be above -100 % and at most 1000 %", at: entry.value.span))
        return nil
      }
      return DeclaredSample.Effect(nuisance: entry.key, relative: size.value)
    }
  }

  private mutating func factors(
    in fields: Fields, _ nuisances: [DeclaredNuisance]
  ) -> [String] {
    texts("factors", in: fields).compactMap { text in
      guard let nuisance = nuisance(text.value, nuisances, at: text.span) else { return nil }
      guard nuisance.isFactor else {
        report(.notAFactor(text.value, at: text.span))
        return nil
      }
      return text.value
    }
  }

  private mutating func nuisance(
    _ name: String, _ nuisances: [DeclaredNuisance], at span: SourceSpan
  ) -> DeclaredNuisance? {
    if let found = nuisances.first(where: { $0.name == name }) { return found }
    report(.unknownNuisance(name, known: nuisances.map(\.name), at: span))
    return nil
  }

  /// `expected` is scaled from the measured value, which must not be zero then.
  private mutating func checkMeasuredZero(
    _ amount: Amount, _ factors: [String], _ nuisances: [DeclaredNuisance], in fields: Fields
  ) {
    guard case .expected = amount.amount else { return }
    for nuisance in nuisances where factors.contains(nuisance.name) && nuisance.measuredZero {
      report(.expectedFromZero(nuisance.name, at: amount.number.span))
    }
  }
}

extension DeclaredNuisance {
  /// Whether it multiplies a yield itself.
  fileprivate var isFactor: Bool {
    switch constraint {
    case .logNormal, .gaussian: false
    case .gamma, .beta: true
    }
  }

  fileprivate var measuredZero: Bool {
    switch constraint {
    case .logNormal, .gaussian: false
    case .gamma(let count): count == 0
    case .beta(let passed, _): passed == 0
    }
  }
}
