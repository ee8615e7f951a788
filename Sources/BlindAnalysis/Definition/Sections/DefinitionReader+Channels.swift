/// A file of channels: nuisance parameters and what depends on them.
extension DefinitionReader {
  mutating func channelDraft(_ root: YAMLNode) -> ChannelDraft? {
    guard let fields = open(root, as: Grammar.channelFile) else { return nil }
    _ = integer("na64-blind-channels", in: fields)
    let title = text("title", in: fields)?.value
    let source = text("source", in: fields)?.value
    let nuisances = nuisances(in: fields)
    var names: Set<String> = []
    let channels = sections("channels", in: fields).compactMap { section in
      channel(section, nuisances, &names)
    }
    guard channels.count == fields.count(of: "channels"),
      nuisances.count == fields.count(of: "nuisances")
    else { return nil }
    checkSomeSignal(channels, in: fields)
    return ChannelDraft(
      title: title, source: source, nuisances: nuisances, channels: channels)
  }

  private mutating func nuisances(in fields: Fields) -> [DeclaredNuisance] {
    named("nuisances", in: fields).compactMap { entry in
      guard isGoodName(entry.key, at: entry.keySpan),
        let (kind, fields) = openVariant(entry.value, of: Grammar.nuisance, named: entry.key),
        let constraint = constraint(kind, fields)
      else { return nil }
      return DeclaredNuisance(
        name: entry.key, constraint: constraint, source: text("source", in: fields)?.value)
    }
  }

  private mutating func constraint(
    _ kind: String, _ fields: Fields
  ) -> DeclaredNuisance.Constraint? {
    switch kind {
    case Grammar.NuisanceConstraintName.logNormal: return .logNormal
    case Grammar.NuisanceConstraintName.gaussian: return .gaussian
    case Grammar.NuisanceConstraintName.gamma:
      return number("count", in: fields, .notNegative).map { .gamma(count: $0) }
    default:
      let passed = number("passed", in: fields, .notNegative)
      let total = number("total", in: fields, .positive)
      guard let passed, let total else { return nil }
      guard passed <= total else {
        report(.moreThanAll(at: fields.place(of: "passed")))
        return nil
      }
      return .beta(passed: passed, total: total)
    }
  }

  private mutating func channel(
    _ fields: Fields, _ nuisances: [DeclaredNuisance], _ names: inout Set<String>
  ) -> DeclaredChannel? {
    let name = name(in: fields, others: &names)
    let observed = integer("observed", in: fields)
    let signal = open("signal", in: fields).flatMap { sample($0, named: "signal", nuisances) }
    let backgrounds = named("backgrounds", in: fields).compactMap { entry -> DeclaredSample? in
      guard isGoodName(entry.key, at: entry.keySpan),
        let section = open(entry.value, as: Grammar.sample)
      else { return nil }
      return sample(section, named: entry.key, nuisances)
    }
    guard let name, let observed, let signal, backgrounds.count == fields.count(of: "backgrounds")
    else { return nil }
    return DeclaredChannel(
      name: name, observed: observed, signal: signal, backgrounds: backgrounds)
  }

  /// Without signal there is nothing to set a limit on.
  private mutating func checkSomeSignal(_ channels: [DeclaredChannel], in fields: Fields) {
    let someSignal = channels.contains { channel in
      switch channel.signal.amount {
      case .expected(let amount), .scale(let amount): amount > 0
      }
    }
    if !someSignal { report(.noSignal(at: fields.place(of: "channels"))) }
  }
}

extension Diagnostic {
  static func moreThanAll(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "more-than-all",
      message: "'passed' is larger than 'total'; an efficiency is k of n with k at most n",
      span: span)
  }

  fileprivate static func noSignal(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "no-signal",
      message: "no channel expects any signal; give at least one a signal above zero", span: span)
  }
}
