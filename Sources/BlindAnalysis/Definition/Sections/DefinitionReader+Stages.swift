import Ledger

/// The stages that come before the signal.
extension DefinitionReader {
  mutating func stages(
    in fields: Fields, _ datasets: [Dataset], _ context: BackgroundContext, mask: Mask?
  ) -> [DeclaredStage] {
    var taken: Set<String> = []
    return list("stages", in: fields).compactMap { node -> DeclaredStage? in
      guard let (kind, entry) = openVariant(node, of: Grammar.stage, named: "a stage") else {
        return nil
      }
      let procedure = procedure(in: entry)
      let content = content(Stage.Kind(rawValue: kind), entry, datasets, context, mask)
      guard let content, procedure.count == entry.count(of: "procedure") else { return nil }
      let stage = DeclaredStage(content: content, procedure: procedure)
      guard taken.insert(stage.stage.name).inserted else {
        report(.duplicateName(stage.stage.name, at: entry.place(of: "name")))
        return nil
      }
      return stage
    }
  }

  private mutating func content(
    _ kind: Stage.Kind?, _ entry: Fields, _ datasets: [Dataset], _ context: BackgroundContext,
    _ mask: Mask?
  ) -> DeclaredStage.Content? {
    switch kind {
    case .rehearsal:
      return rehearsal(in: entry, datasets, context).map { .rehearsal(datasets: $0) }
    case .burn:
      return number("fraction", in: entry, .confidence).map { .burn(fraction: $0) }
    case .validation: return validation(in: entry, context, mask)
    case .signal, nil: return nil
    }
  }

  // MARK: Rehearsal

  /// In the order of the section 'data'.
  private mutating func rehearsal(
    in entry: Fields, _ datasets: [Dataset], _ context: BackgroundContext
  ) -> [String]? {
    let named = texts("data", in: entry)
    var isRight = named.count == entry.count(of: "data")
    for name in named {
      guard context.datasets.contains(name.value) else {
        report(.unknownDataset(name.value, known: context.datasets, at: name.span))
        isRight = false
        continue
      }
      // A dataset with a mistake of its own has been reported.
      let dataset = datasets.first { $0.name == name.value }
      guard dataset?.kind == .data || dataset?.vault != nil else { continue }
      report(.rehearsalOnData(name.value, at: name.span))
      isRight = false
    }
    let chosen = context.datasets.filter { known in named.contains { $0.value == known } }
    if isRight, chosen.count == context.datasets.count, let first = named.first {
      report(.nothingButRehearsal(at: first.span))
      return nil
    }
    return isRight ? chosen : nil
  }

  // MARK: Validation regions

  /// That it shares no event with the box is checked when a stage is used, see
  /// ``AnalysisDefinition/checkStages()``.
  private mutating func validation(
    in entry: Fields, _ context: BackgroundContext, _ mask: Mask?
  ) -> DeclaredStage.Content? {
    let name = stageName(in: entry, context)
    let condition = entry["region"].flatMap { expression($0, context.names, as: .condition) }
    if let condition, let mask { check(condition, inside: mask, at: entry.place(of: "region")) }
    guard let name, let condition else { return nil }
    let region = Region(name: name, condition: condition, span: entry.place(of: "region"))
    var inside = context
    inside.regions.all.removeAll { $0.name == context.signal?.name }
    inside.regions.all.append(region)
    inside.signal = region
    let backgrounds = backgrounds(in: entry, inside)
    guard backgrounds.count == entry.count(of: "backgrounds") else { return nil }
    return .validation(region, backgrounds: backgrounds)
  }

  /// It names a folder below that of the analysis, beside files and folders with other contents.
  private mutating func stageName(in entry: Fields, _ context: BackgroundContext) -> String? {
    guard let name = text("name", in: entry) else { return nil }
    guard isFolderName(name.value), !name.value.hasPrefix(PostUnblind.folderPrefix),
      !name.value.contains("."), !Self.otherFolders.contains(name.value),
      Stage.Kind(rawValue: name.value) == nil
    else {
      report(.badStageName(name.value, at: name.span))
      return nil
    }
    guard !context.regions.names.contains(name.value) else {
      report(.duplicateName(name.value, at: name.span))
      return nil
    }
    return name.value
  }

  private static let otherFolders =
    ["figures", "sealed-rows"] + ReleaseRequest.Purpose.allCases.map { "\($0.rawValue)-releases" }

  private mutating func check(
    _ condition: CheckedExpression, inside mask: Mask, at span: SourceSpan
  ) {
    guard !condition.isProvablyEmpty else {
      report(.emptyRegion(at: span))
      return
    }
    let proof = mask.proofOfContaining(
      NamedRegion("the validation region", condition), maskName: "the blind region")
    if let reason = proof.reason { report(.validationOutsideBlind(reason, at: span)) }
  }
}

extension Diagnostic {
  fileprivate static func rehearsalOnData(_ name: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "rehearsal-on-data",
      message:
        "a rehearsal reads data that a generator made and nobody sealed; '\(name)' is not of "
        + "'kind: simulation' or 'kind: pseudo-data', or has a vault", span: span)
  }

  fileprivate static func nothingButRehearsal(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "nothing-but-rehearsal",
      message: "the rehearsal takes every dataset, which leaves none for the signal", span: span)
  }

  fileprivate static func badStageName(_ name: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "bad-stage-name",
      message: "'\(name.prefix(80))' cannot name a validation region; use 1 to 64 letters, digits, "
        + "'_' and '-', begin with a letter or digit, and leave the names of the other stages and "
        + "of other records of the analysis",
      span: span)
  }

  fileprivate static func validationOutsideBlind(_ reason: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "validation-outside-blind",
      message: "a validation region with a stage of its own must lie inside the blind region: "
        + "\(reason); an open region needs no stage, see 'validate'", span: span)
  }
}
