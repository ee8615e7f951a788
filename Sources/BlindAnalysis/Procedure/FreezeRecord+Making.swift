public import Ledger

extension FreezeRecord {
  /// Fixes an analysis: what it is, what it rests on, and what its estimate says.
  ///
  /// - Parameters:
  ///   - mask: The mask in force.
  ///   - headline: The numbers people sign: backgrounds and expected limit.
  ///   - quorum: Who has to sign, as the file of signers says now.
  ///   - seen: Earlier looks at what is blind now.
  ///   - postUnblind: The mark of a definition that was made after an opening.
  ///   - earlier: The stages that were opened before it.
  ///   - head: How far the ledger reaches before the freeze is written to it.
  /// - Throws: `CanonicalWriteError` if the record has no canonical form.
  public init(
    freezing definition: AnalysisDefinition, on open: [OpenSummary], under mask: EffectiveMask,
    estimate: Digest, headline: CanonicalValue, quorum: Quorum, tool: ToolRecord,
    seen: [SeenRegion], postUnblind: PostUnblind?, earlier: [EarlierStage] = [],
    after head: LedgerHead
  ) throws {
    var members: [String: CanonicalValue] = [
      "schema": "na64-blind/freeze/1",
      "analysis": .string(definition.name),
      "title": .string(definition.title),
      "stage": .string(definition.stage.name),
      "definition": definition.canonical,
      "definition-digest": .string(definition.digest.description),
      "mask": mask.canonical,
      "signal-region": [
        "name": .string(definition.signalRegion.name),
        "condition": .string(definition.signalRegion.condition.canonical),
      ],
      "data": .array(zip(definition.datasets, open).map(Self.data)),
      "estimate-digest": .string(estimate.description),
      "headline": headline,
      "procedure": definition.procedureRecord,
      "tool": tool.canonical,
      "random-seed": .null,
      "sign-off": quorum.canonical,
      "ledger": head.canonicalValue,
      "already-seen": .array(seen.map(\.canonical)),
      "declared-seen": .array(definition.seen.map(\.canonical)),
    ]
    if let postUnblind { members[Self.postUnblindKey] = postUnblind.canonical }
    if definition.hasStages || !earlier.isEmpty {
      members[Self.shownKey] = OpenedEvents(of: definition)?.canonical
      members[Self.earlierKey] = .array(earlier.map(\.canonical))
      members["opens-text"] = .string(definition.stage.box)
    }
    try self.init(reading: CanonicalValue.object(members).asReadBack())
  }

  private static func data(_ dataset: Dataset, _ open: OpenSummary) -> CanonicalValue {
    var members = open.record.canonical.object ?? [:]
    members["kind"] = .string(dataset.kind.rawValue)
    members["on-target"] = .real(dataset.exposure.value)
    return .object(members)
  }

  /// What one person types to open the box: it names the analysis and the digest that was read.
  public var phrase: String { "open \(analysis) \(digest.short)" }
}

extension AnalysisDefinition {
  /// What will be printed and what follows from it, agreed before the opening.
  fileprivate var procedureRecord: CanonicalValue {
    let more: [CanonicalValue] = hasStages ? [.string(Stage.compatibility)] : []
    return [
      "prints": .array(["events in the signal box", "their identifiers", "upper limit"] + more),
      "method": .string(limit.method.rawValue), "statistic": .string(limit.statistic.rawValue),
      "background-prior": .string(limit.backgroundPrior.rawValue),
      "confidence": .real(limit.confidence),
      "follows": .array(
        procedure.map { ["count": .string($0.count.description), "text": .string($0.text)] }),
    ]
  }
}
