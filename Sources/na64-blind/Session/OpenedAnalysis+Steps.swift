import BlindAnalysis
import EventData
import Inference
import Ledger
import Report

/// The steps that write to the project, each under its lock.
extension OpenedAnalysis {
  /// Registers the blind region, reads the open part, and registers and writes the estimate.
  ///
  /// The lock is held from the first look at the ledger, so that no other command can declare
  /// something else for the same data meanwhile.
  ///
  /// - Parameter frame: The plane that a figure shows; nil for no figure.
  func estimate(
    over frame: PlaneFrame? = nil
  ) throws -> (run: EstimateRun, standing: StandingText) {
    let locked = try project.lock()
    var journal = try journal()
    var inForce = try DataInForce(of: self, journal)
    let registration = RegistrationRecord(
      of: definition, reading: inForce.data.files,
      generated: inForce.data.parts.filter(\.isGenerated).flatMap(\.files),
      sealed: inForce.data.vaults.map(\.record))
    if !journal.history.registrations.contains(registration) {
      try journal.append(.register(registration), in: locked)
    }
    try record(inForce.recovered[...], in: &journal, locked)
    try inForce.remember(journal.ledger)
    let before = inForce.recovered.count
    let sample = try inForce.read(over: frame)
    try record(inForce.recovered[before...], in: &journal, locked)
    for sketch in try inForce.newSketches(in: journal.ledger) {
      try journal.append(.sketch(sketch), in: locked)
    }
    try inForce.remember(journal.ledger)
    for (first, second) in inForce.namesakes {
      environment.printError(
        "na64-blind: warning: '\(first)' and '\(second)' have events of the same names; if these are "
          + "the same events, they count twice")
    }
    let known = try DataHistory(in: journal.ledger, of: inForce.data.holds)
      .asSeen(by: definition)
    let run = try estimate(from: sample, journal: journal, known: known)
    if journal.history.estimate(of: definition.digest) != run.record {
      try journal.append(.estimate(run.record), in: locked)
    }
    try locked.write(run.document.bytes(), to: resultPath("estimate.json", later: run.postUnblind))
    return (run, try standing(journal))
  }

  /// Enters what was found about the data outside of the ledger, or by their events.
  func record(
    _ recovered: ArraySlice<RecognitionRecord>, in journal: inout AnalysisJournal,
    _ locked: borrowing LockedProject
  ) throws {
    for record in recovered { try journal.append(.recognise(record), in: locked) }
  }

  /// Fixes the analysis as it was estimated, and writes the record and the statement to sign.
  func freeze() throws -> FreezeRecord {
    let locked = try project.lock()
    var journal = try journal()
    try checkCanFreeze(journal.history)
    let earlier = try definition.openings(before: journal.ledger.entries, file: file.path.shellWord)
    let quorum = try definition.signOff.quorum(besides: file)
    var inForce = try DataInForce(of: self, journal)
    try inForce.data.checkOpenFiles()
    try inForce.known.refuseSecondOpening(of: definition.digest)
    try inForce.refuseUnsealed()
    try checkTerms(of: quorum)
    let sample = try inForce.read()
    try checkSigners(quorum, journal, about: inForce)
    try definition.refuseAsGenerated(inForce.known)
    try inForce.refuseUnsealed()
    try inForce.known.refuseSecondOpening(of: definition.digest)
    let run = try estimate(from: sample, journal: journal, known: inForce.known)
    guard journal.history.estimate(of: definition.digest) == run.record else {
      throw Refusal(
        .dataChanged,
        "the estimate does not come out as it was registered: data or program changed, or a box of "
          + "these data was opened since",
        next: "na64-blind estimate \(file.words)")
    }
    let freeze = try FreezeRecord(
      freezing: definition, on: run.estimate.open, under: inForce.mask,
      estimate: run.document.digest, headline: run.document.headline, quorum: quorum,
      tool: environment.tool(), seen: inForce.known.regionsThatShowed(definition),
      postUnblind: mark(run, in: journal.history), earlier: earlier,
      after: journal.ledger.head)
    try journal.append(.freeze(freeze), in: locked)
    try locked.write(
      freeze.value.indentedBytes(), to: resultPath("freeze.json", later: run.postUnblind))
    try locked.write(
      Array(Statement(of: freeze).text.utf8),
      to: resultPath("statement.txt", later: run.postUnblind)
    )
    return freeze
  }

  /// Takes the freeze back; its sign-offs are void.
  func unfreeze(reason: String) throws -> StandingText {
    let locked = try project.lock()
    var journal = try journal()
    guard let freeze = journal.history.freeze, journal.history.opened == nil else {
      throw Refusal(
        .wrongState,
        journal.history.opened == nil
          ? "there is no freeze to take back" : "the box is open; a freeze cannot be taken back",
        next: "na64-blind status \(file.words)")
    }
    try journal.append(.unfreeze(freeze: freeze.digest, reason: reason), in: locked)
    return try standing(journal)
  }

  private func checkCanFreeze(_ history: AnalysisHistory) throws {
    let hint = "na64-blind status \(file.words)"
    switch history.stage(for: definition.digest) {
    case .estimated: return
    case .draft, .blinded:
      throw Refusal(
        .wrongState, "this definition has no estimate yet",
        next: "na64-blind estimate \(file.words)")
    case .frozen, .cleared: throw Refusal(.wrongState, "the analysis is frozen already", next: hint)
    case .interrupted:
      throw Refusal(.wrongState, "an opening of this box was interrupted", next: hint)
    case .unblinded:
      try history.refuseOtherDefinition(definition.digest)
      throw Refusal(
        .unblindedDifferently, "the box of '\(definition.name)' is open; its first result stays",
        next: hint)
    }
  }

  /// What marks the freeze of a definition that was made after the opening.
  private func mark(_ run: EstimateRun, in history: AnalysisHistory) -> PostUnblind? {
    guard let number = run.postUnblind, let amendment = history.amendment else { return nil }
    return PostUnblind(number: number, reason: amendment.reason)
  }
}
