import BlindAnalysis
import Ledger
import Report

/// The text that is open for signatures: the statement of a freeze, or a change of the signers.
struct Proposal {
  let statement: Statement
  /// Where the text lies, relative to the project.
  let path: String
  /// As it is typed where the user is.
  var shownPath: String { analysis.file.shownPath(of: path) }
  private let subject: Subject
  private let history: AnalysisHistory
  private let analysis: OpenedAnalysis

  private enum Subject {
    case freeze(FreezeRecord)
    case amendment(SignersAmendment)
  }

  /// - Throws: ``Refusal`` if there is nothing to sign now.
  init(
    _ asked: SigningRequest.Subject, of analysis: OpenedAnalysis, in journal: AnalysisJournal
  ) throws {
    (self.analysis, history) = (analysis, journal.history)
    switch asked {
    case .statement:
      let freeze = try analysis.freezeToSign(journal.history)
      (subject, statement) = (.freeze(freeze), Statement(of: freeze))
      path = analysis.resultPath("statement.txt", later: freeze.postUnblind?.number)
    case .signers:
      guard let amendment = journal.history.signers.amendment, journal.history.opened == nil else {
        throw Refusal(
          .wrongState, "no change of the signers is proposed",
          next: "na64-blind signers \(analysis.file.words) --amend --reason \"…\"")
      }
      (subject, statement) = (.amendment(amendment), Statement(of: amendment))
      path = analysis.resultPath("signers.txt", later: nil)
    }
  }

  /// Refuses a text that lies there with other words: people must not read one and sign another.
  func checkFile() throws {
    let lying = try analysis.project.readIfPresent(path, limit: 1 << 20)
    guard lying == nil || lying == Array(statement.text.utf8) else {
      throw Refusal(
        .signOffInvalid, "'\(path)' is not what this program writes for the record in the ledger",
        next: "remove it, or sign with the version of the program that wrote it")
    }
  }

  func signer(with key: SSHPublicKey) -> Signer? {
    switch subject {
    case .freeze(let freeze): freeze.quorum.member(with: key)
    case .amendment(let amendment): amendment.signer(with: key)
    }
  }

  /// The entry for a signature, and whose it is.
  ///
  /// - Parameter name: Who was meant to sign; nil if nobody said.
  /// - Throws: ``Refusal`` for one that does not count.
  func event(
    for signed: SignedText, by name: String?
  ) throws -> (ProcedureEvent, signer: String) {
    let key = signed.signature.key
    if let objection = objection(to: signed) { throw objection }
    let signer = signer(with: key)?.name ?? ""
    guard !hasSigned(key) else {
      throw Refusal(
        .signOffInvalid, "'\(signer)' has signed already, and counts once",
        next: "na64-blind status \(analysis.file.words)")
    }
    guard name == nil || name == signer else {
      throw Refusal(
        .signOffInvalid, "the key is that of '\(signer)', not of '\((name ?? "").printable)'",
        next: "give --as \(signer), or sign with the other key")
    }
    return (entry(signed, by: signer), signer)
  }

  private func objection(to signed: SignedText) -> Refusal? {
    switch subject {
    case .freeze(let freeze): freeze.objection(to: signed)
    case .amendment(let amendment): amendment.objection(to: signed)
    }
  }

  private func hasSigned(_ key: SSHPublicKey) -> Bool {
    switch subject {
    case .freeze: history.signOff(with: key) != nil
    case .amendment: history.signers.hasApproved(key)
    }
  }

  private func entry(_ signed: SignedText, by signer: String) -> ProcedureEvent {
    switch subject {
    case .freeze(let freeze):
      .signOff(
        SignOffRecord(
          analysis: freeze.analysis, freeze: freeze.digest, statement: statement.digest,
          signer: signer, method: .ssh(signed)))
    case .amendment(let amendment):
      .approveSigners(ApprovalRecord(of: amendment, signer: signer, signed: signed))
    }
  }
}

extension OpenedAnalysis {
  /// The freeze that people may sign now.
  fileprivate func freezeToSign(_ history: AnalysisHistory) throws -> FreezeRecord {
    guard let freeze = history.freeze, history.opened == nil else {
      throw Refusal(
        .wrongState,
        history.opened == nil ? "the analysis is not frozen" : "the box of this analysis is open",
        next: "na64-blind status \(file.words)")
    }
    guard !freeze.quorum.isTyped else {
      throw Refusal(
        .wrongState, "this freeze names no signers; one person types the phrase",
        next: "na64-blind unblind \(file.words) --sign-off")
    }
    guard freeze.definition == definition.digest else {
      throw Refusal(
        .signOffInvalid, "the definition is not the frozen one",
        next:
          "restore it, or take the freeze back: na64-blind unfreeze \(file.words) --reason \"…\"")
    }
    guard history.isUnderItsSigners else {
      throw Refusal(
        .signOffInvalid, "the signers were changed after the freeze",
        next: "take the freeze back and freeze again: na64-blind unfreeze \(file.words) "
          + "--reason \"…\"")
    }
    try checkFileOfSigners(freeze)
    return freeze
  }

  /// What to type after a freeze that asks for signatures.
  func howToSign(_ freeze: FreezeRecord) -> [String] {
    guard !freeze.quorum.isTyped else {
      let verb = freeze.sealed.isEmpty ? "--sign-off" : "--request"
      return ["", "Next: na64-blind unblind \(file.words) \(verb)"]
    }
    return [
      "", "To sign with an SSH key: na64-blind sign \(file.words)",
      "or where there is no copy of this project, with the statement alone:",
      "  ssh-keygen -Y sign -n na64-blind -f KEY statement.txt",
      "  na64-blind sign \(file.words) --signature statement.txt.sig",
    ]
  }
}
