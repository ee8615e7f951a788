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
    throw Refusal(
      .dataChanged,
      "'\(dataset.name)' is declared as \(dataset.kind.rawValue), but '\(analysis.printable)' read these events "
        + "as data",
      next: "declare them as 'kind: data'; generated events have run numbers of their own")
  }
}
