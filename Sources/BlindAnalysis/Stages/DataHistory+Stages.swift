import Ledger

extension DataHistory {
  /// The history as one stage of an analysis sees it: openings of the other stages bind it only if
  /// they showed events that it would open, and what the others try is none of its attempts. The
  /// opening of the signal binds them all: what is defined after it is marked as post-unblind.
  ///
  /// What is known of an opening from outside the ledger alone, as after a copy of the data, binds.
  public func asSeen(by definition: AnalysisDefinition) -> DataHistory {
    var seen = self
    let others = openings.map { ($0, StageName($0.analysis)) }
      .filter { $1.stage != nil && definition.stageName.isBeside($1) }.map(\.0)
    seen.excused = Set(
      others.filter { $0.shown?.sharesNothing(with: definition) ?? false }.map(\.freeze))
    seen.stageName = definition.stageName
    return seen
  }

  /// Openings that forbid another one of the same data.
  var bindingOpenings: [PastOpening] {
    openings.filter { $0.isCertain && !excused.contains($0.freeze) }
  }

  /// Whether it is what another stage of the analysis did, with events of its own.
  func isOfAnotherStage(_ analysis: String, opened freeze: Digest?) -> Bool {
    guard let stageName, stageName.isBeside(StageName(analysis)) else { return false }
    return freeze.map(excused.contains) ?? true
  }
}
