import Ledger

/// A stage before the signal, as the analysis file declares it.
struct DeclaredStage: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    /// Datasets that only the rehearsal reads.
    case rehearsal(datasets: [String])
    /// Above 0, below 1.
    case burn(fraction: Double)
    /// A blind region beside the box, and the backgrounds in it.
    case validation(Region, backgrounds: [Background])
  }

  let content: Content
  /// What follows from each count in its region; empty when the file states none.
  let procedure: [ProcedureStep]

  /// The datasets that it has for itself.
  var rehearsed: [String] {
    if case .rehearsal(let datasets) = content { datasets } else { [] }
  }

  var stage: Stage {
    switch content {
    case .rehearsal:
      Stage(kind: .rehearsal, name: Stage.Kind.rehearsal.rawValue, share: .all)
    case .burn(let fraction):
      Stage(kind: .burn, name: Stage.Kind.burn.rawValue, share: .burnt(fraction))
    case .validation(let region, _): Stage(kind: .validation, name: region.name, share: .all)
    }
  }

  /// As the definition of the signal stage keeps it: what decides which events are left.
  var canonical: CanonicalValue {
    var members = stage.canonical.object ?? [:]
    switch content {
    case .rehearsal, .burn: break
    case .validation(let region, _): members["region"] = .string(region.condition.canonical)
    }
    return .object(members)
  }
}

extension Stage {
  var canonical: CanonicalValue {
    ["kind": .string(kind.rawValue), "name": .string(name), "opens": share.canonical]
  }
}

// MARK: The definitions of the stages

extension DefinitionDraft {
  private var burnt: Double? {
    stages.compactMap { stage -> Double? in
      if case .burn(let fraction) = stage.content { fraction } else { nil }
    }.first
  }

  /// The signal stage: the measured data, and the box without what a burn sample showed of it.
  var atSignal: DefinitionDraft {
    var draft = self
    let rehearsed = stages.flatMap(\.rehearsed)
    draft.keep { !rehearsed.contains($0) }
    if let burnt {
      draft.stage = Stage(kind: .signal, name: Stage.signal.name, share: .kept(burnt: burnt))
    }
    return draft
  }

  /// A stage before it, under a name of its own.
  func at(_ declared: DeclaredStage) -> DefinitionDraft {
    var draft = self
    let rehearsed = stages.flatMap(\.rehearsed)
    draft.stage = declared.stage
    draft.name = StageName(analysis: name, stage: declared.stage).description
    draft.procedure = declared.procedure
    switch declared.content {
    case .rehearsal(let datasets): draft.keep(datasets.contains)
    case .burn: draft.keep { !rehearsed.contains($0) }
    case .validation(let region, let backgrounds):
      draft.regions = regions.filter { $0.name != signalRegion.name } + [region]
      (draft.signalRegion, draft.backgrounds, draft.signal) = (region, backgrounds, nil)
      draft.keep { !rehearsed.contains($0) }
    }
    return draft
  }

  /// Leaves some datasets, and the backgrounds that are for one of them.
  private mutating func keep(_ isKept: (String) -> Bool) {
    datasets.removeAll { !isKept($0.name) }
    backgrounds = backgrounds.compactMap { $0.keeping(isKept) }
  }
}

extension Background {
  /// The background for some of its datasets; nil if none is left.
  func keeping(_ isKept: (String) -> Bool) -> Background? {
    let left = datasets.filter(isKept)
    guard !left.isEmpty else { return nil }
    return Background(
      name: name, model: model, datasets: left, namesDatasets: namesDatasets, span: span)
  }
}
