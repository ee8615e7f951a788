import Ledger

extension AnalysisDefinition {
  /// Refuses to take measured data for simulated ones, which may be looked at, or for those of a
  /// rehearsal, which opens their box.
  ///
  /// - Throws: ``Refusal`` with the status "data changed".
  public func refuseAsSimulation(_ known: DataHistory) throws {
    guard let analysis = known.measuredBy,
      let dataset = datasets.first(where: { $0.kind == .simulation || stage.isMock })
    else { return }
    throw Self.refusal(dataset, measuredBy: analysis)
  }

  /// Refuses to freeze or open measured data as generated ones: their own openings and signers
  /// would bind nobody here.
  ///
  /// - Throws: ``Refusal`` with the status "data changed".
  public func refuseAsGenerated(_ known: DataHistory) throws {
    guard let analysis = known.measuredElsewhereBy,
      let dataset = datasets.first(where: { $0.kind != .data })
    else { return }
    throw Self.refusal(dataset, measuredBy: analysis)
  }

  private static func refusal(_ dataset: Dataset, measuredBy analysis: String) -> Refusal {
    Refusal(
      .dataChanged,
      "'\(dataset.name)' is declared as \(dataset.kind.rawValue), but '\(analysis.printable)' read "
        + "these events as data",
      next: "declare them as 'kind: data'; generated events have run numbers of their own")
  }
}
