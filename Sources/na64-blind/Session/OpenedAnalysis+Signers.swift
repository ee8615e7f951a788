import BlindAnalysis
import EventData
import Ledger
import Report

extension SignOffPolicy {
  /// Who has to sign, as the file of signers says now; one person who types if none is named.
  ///
  /// - Throws: ``DefinitionError`` for what the file holds; ``Refusal`` if it cannot be read.
  func quorum(besides file: AnalysisFile) throws -> Quorum {
    guard let signers else { return try .typed() }
    let path = file.path(of: signers)
    let bytes = try AnalysisFile.bytes(
      of: path, limit: Quorum.fileLimit,
      next: "write a line for each signer, as in 'alice ssh-ed25519 AAAA…'")
    return try Quorum(reading: bytes, file: path, required: required)
  }
}

/// What the signers of an analysis are, and how they change.
extension OpenedAnalysis {
  /// The signers that the files name now, beside those in force.
  func signers() throws -> SignersText {
    try SignersText(definition.signOff.quorum(besides: file), board: journal().history.signers)
  }

  /// Proposes the signers that the files name now in the place of those in force.
  func amendSigners(reason: String) throws -> Statement {
    let locked = try project.lock()
    var journal = try journal()
    let new = try definition.signOff.quorum(besides: file)
    let old = try quorumToAmend(journal.history)
    guard new != old else {
      throw Refusal(
        .wrongState, "the files name the signers that are in force",
        next: "change the file of signers or 'required' first")
    }
    try checkTerms(of: new)
    let amendment = try SignersAmendment(
      of: definition.name, from: old, to: new, reason: reason, after: journal.ledger.head)
    try journal.append(.amendSigners(amendment), in: locked)
    let statement = Statement(of: amendment)
    try locked.write(Array(statement.text.utf8), to: resultPath("signers.txt", later: nil))
    return statement
  }

  private func quorumToAmend(_ history: AnalysisHistory) throws -> Quorum {
    guard history.opened == nil else {
      throw Refusal(
        .wrongState, "the box is open; its signers stay", next: "na64-blind status \(file.words)")
    }
    guard let quorum = history.signers.quorum, !quorum.isTyped else {
      throw Refusal(
        .wrongState, "no signers are in force, so there is nothing to change",
        next: "a freeze takes the signers that the files name: na64-blind freeze \(file.words)")
    }
    return quorum
  }

  /// Refuses signers that are not those in force, here or for the same data elsewhere: before a
  /// freeze, and before an opening, since others may have come into force after the freeze.
  ///
  /// - Parameter inForce: The data, read already, so that copies of them are known.
  func checkSigners(
    _ quorum: Quorum, _ journal: AnalysisJournal, about inForce: DataInForce
  ) throws {
    let names = try AnalysisHistory.frozen(on: inForce.holds, in: journal.ledger)
    for name in [definition.name] + names {
      let board = try AnalysisHistory(of: name, in: journal.ledger.entries).signers
      guard board.permits(quorum) else {
        throw Refusal(
          .signOffInvalid,
          "these are not the signers that are in force for '\(name)', which reads the same data",
          next: "restore the file of signers and 'required', or change the signers: "
            + "na64-blind signers FILE --amend --reason \"…\"")
      }
    }
  }

  /// Refuses signers of whom too few could sign now.
  func checkTerms(of quorum: Quorum) throws {
    let now = environment.clock.now
    let present = quorum.members.count { $0.isMember(at: now) }
    guard quorum.isTyped || present >= quorum.required else {
      throw Refusal(
        .badInput,
        "\(quorum.required) signatures are asked for, but only \(present) memberships have not "
          + "ended", next: "extend memberships with 'until' in the file of signers")
    }
  }

  /// Refuses to go on when the file of signers is not the frozen one.
  func checkFileOfSigners(_ freeze: FreezeRecord) throws {
    guard try definition.signOff.quorum(besides: file) == freeze.quorum else {
      throw Refusal(
        .signOffInvalid, "the file of signers is not the frozen one; it has no effect now",
        next: "restore it, or change the signers: na64-blind signers \(file.words) --amend "
          + "--reason \"…\"")
    }
  }
}
