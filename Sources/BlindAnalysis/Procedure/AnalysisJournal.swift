public import Ledger

/// The ledger as one analysis uses it: every step goes through the state machine first.
public struct AnalysisJournal: Sendable {
  public private(set) var history: AnalysisHistory
  /// The ledger of the whole project, verified.
  public private(set) var ledger: LedgerHistory
  private let actor: String
  private let clock: WallClock
  private let clockNote: String?

  /// Reads and verifies the ledger of a project; needs no permission to write.
  ///
  /// - Parameter clockNote: Why the clock and the ledger disagree: kept in every entry made, and
  ///   entries from the future are accepted.
  /// - Throws: `LedgerError` if the chain is broken; ``Refusal`` if its story is impossible.
  public init(
    of analysis: String, in folder: ProjectFolder, actor: String, clock: WallClock,
    clockNote: String? = nil
  ) throws {
    ledger = try folder.ledger(now: clockNote == nil ? clock.now : .latest)
    history = try AnalysisHistory(of: analysis, in: ledger.entries)
    (self.actor, self.clock, self.clockNote) = (actor, clock, clockNote)
  }

  /// Records a step, durable when this returns, if the state machine allows it.
  public mutating func append(
    _ event: ProcedureEvent, in project: borrowing LockedProject
  ) throws {
    // Memberships are judged when a signature is entered: a clock note makes that no earlier.
    if let time = event.time, ledger.settled(time) != time {
      throw LedgerError.clockBehind(last: ledger.settled(time), now: time)
    }
    var next = history
    guard next.apply(event) else {
      throw Refusal(.wrongState, "'\(event.kind)' is not possible now", next: Self.statusHint)
    }
    let draft = LedgerDraft(
      kind: event.kind, actor: actor, time: event.time ?? clock.now,
      body: event.body(of: history.analysis), clockNote: clockNote)
    ledger = try project.append(draft, to: ledger)
    history = next
  }

  /// Records something about sealed data, which is no step of the analysis.
  public mutating func append(
    _ event: SealingEvent, in project: borrowing LockedProject
  ) throws {
    let draft = LedgerDraft(
      kind: event.kind, actor: actor, time: clock.now, body: event.body(of: history.analysis))
    ledger = try project.append(draft, to: ledger)
  }

  /// The freeze under which the box may be opened now.
  ///
  /// - Parameter definition: Digest of the definition as it is now.
  /// - Throws: ``Refusal`` that says what is missing before.
  func freezeForOpening(of definition: Digest, resuming: Bool) throws -> FreezeRecord {
    if history.result != nil {
      throw Refusal(
        .wrongState, "the box of '\(history.analysis)' is open already; its first result stays",
        next: Self.statusHint)
    }
    guard let freeze = history.freeze else {
      throw Refusal(
        .refusedWhileBlinded, "the analysis is not frozen, so the box stays shut",
        next: history.estimate(of: definition) == nil
          ? "na64-blind estimate FILE" : "na64-blind freeze FILE")
    }
    guard resuming == (history.opened != nil) else {
      throw resuming
        ? Refusal(.wrongState, "there is no interrupted opening to resume", next: Self.statusHint)
        : Refusal(
          .wrongState, "an opening of this box was interrupted",
          next: "na64-blind unblind FILE --resume")
    }
    return freeze
  }

  private static let statusHint = "na64-blind status FILE"
}
