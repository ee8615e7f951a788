/// Simulated events: they have to tell the truth, and they are never added to data.
extension DefinitionReader {
  mutating func truth(
    of kind: Dataset.Kind?, in entry: Fields, eventID: [String]
  ) -> [String] {
    let truth = texts("truth", in: entry)
    switch kind {
    case .simulation:
      if entry["truth"] == nil { report(.simulationWithoutTruth(at: entry.span)) }
    case .data, .pseudoData:
      if entry["truth"] != nil { report(.surplusTruth(at: entry.place(of: "truth"))) }
    case nil: break
    }
    for branch in truth where eventID.contains(branch.value) {
      report(.truthNamesEvents(branch.value, at: branch.span))
    }
    return truth.map(\.value)
  }

  /// A column that is measured is no proof of a simulation.
  mutating func checkTruth(of datasets: [Dataset], isNotIn names: Names) {
    for dataset in datasets {
      for branch in dataset.truth where names.columns.contains(where: { $0.branch == branch }) {
        report(.truthIsMeasured(branch, at: dataset.span))
      }
    }
  }

  /// What is read together is all simulated or all not; a rehearsal reads datasets of its own.
  mutating func checkSimulationStandsAlone(
    _ datasets: [Dataset], apartFrom stages: [DeclaredStage]
  ) {
    let rehearsed = stages.flatMap(\.rehearsed)
    for group in [true, false].map({ own in datasets.filter { rehearsed.contains($0.name) == own } }
    ) {
      let others = group.filter { $0.kind != .simulation }
      guard let other = others.first, others.count < group.count else { continue }
      report(.simulationWithData(at: other.span))
    }
  }
}

extension Diagnostic {
  fileprivate static func simulationWithoutTruth(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "simulation-without-truth",
      message: "simulated events need the key 'truth', the branches that hold what was generated",
      span: span)
  }

  fileprivate static func surplusTruth(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "surplus-truth",
      message: "only events of 'kind: simulation' have branches of the truth", span: span)
  }

  fileprivate static func truthNamesEvents(_ branch: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "truth-is-measured",
      message: "'\(branch.prefix(80))' names events, so it is not the truth of a simulation",
      span: span)
  }

  fileprivate static func truthIsMeasured(_ branch: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "truth-is-measured",
      message: "'\(branch.prefix(80))' is one of the columns, so it is not the truth of a "
        + "simulation", span: span)
  }

  fileprivate static func simulationWithData(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "simulation-with-data",
      message: "simulated events are not added to others; give them an analysis file of their own",
      span: span)
  }
}
