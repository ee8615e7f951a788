import BlindAnalysis
import EventData
import Ledger
import Report

extension OpenedAnalysis {
  /// Allows this definition to be frozen and opened although a box of its data is open already.
  func amend(reason: String) throws -> StandingText {
    let locked = try project.lock()
    var journal = try journal()
    let inForce = try DataInForce(of: self, journal)
    try checkCanAmend(journal.history, known: inForce.known)
    let record = AmendmentRecord(of: definition, reading: inForce.data.files, reason: reason)
    try journal.append(.amend(record), in: locked)
    return try standing(journal)
  }

  private func checkCanAmend(_ history: AnalysisHistory, known: DataHistory) throws {
    let status = "na64-blind status \(file.words)"
    func refuse(_ message: String, next: String) -> Refusal {
      Refusal(.wrongState, message, next: next)
    }
    guard known.isOpened || !history.openings.isEmpty || history.opened != nil else {
      throw refuse(
        "no box of these data is open, so there is nothing to amend",
        next: "as often as you like: na64-blind estimate \(file.words)")
    }
    if history.opened != nil, history.result == nil {
      throw refuse(
        "an opening of this box was interrupted",
        next: "na64-blind unblind \(file.words) --resume")
    }
    if history.freeze != nil, history.result == nil {
      throw refuse(
        "an analysis of this name is frozen",
        next: "na64-blind unfreeze \(file.words) --reason \"…\"")
    }
    guard history.opening(of: definition.digest) == nil else {
      throw refuse("the box was opened for this very definition", next: status)
    }
    guard history.amendment?.definition != definition.digest else {
      throw refuse("this definition was amended already", next: status)
    }
  }
}
