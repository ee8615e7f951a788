import BlindAnalysis
import Ledger
import Report

/// How somebody signs.
struct SigningRequest {
  enum Source {
    /// `ssh-keygen` signs now, with the key of a path, or with an own key that is a member's.
    case key(String?)
    /// Made before, in a file; `-` is standard input.
    case signature(String)
  }

  enum Subject { case statement, signers }

  let subject: Subject
  let source: Source
  /// Who is meant to sign, if that was said.
  let name: String?
}

/// One signature under a text, from showing the text to the entry in the ledger.
struct Signing {
  let analysis: OpenedAnalysis
  let request: SigningRequest

  /// Shows the text, takes the signature and records it.
  ///
  /// The project is locked for the record only: nobody waits for somebody else's passphrase.
  func run() throws -> SigningReport {
    let proposal = try Proposal(request.subject, of: analysis, in: analysis.journal())
    try proposal.checkFile()
    analysis.environment.printError(proposal.statement.text)
    let signature = try signature(under: proposal)
    let locked = try analysis.project.lock()
    var journal = try analysis.journal()
    let now = try Proposal(request.subject, of: analysis, in: journal)
    guard now.statement.digest == proposal.statement.digest else {
      throw Refusal(
        .wrongState, "the analysis changed while the signature was made; nothing was recorded",
        next: "na64-blind status \(analysis.file.words)")
    }
    // A clock that is excused for being behind ends no membership later.
    let clock = analysis.environment.clock.now
    let time = analysis.environment.clockNote == nil ? clock : journal.ledger.settled(clock)
    let signed = SignedText(now.statement.text, signature: signature, at: time)
    let (event, signer) = try now.event(for: signed, by: request.name)
    try journal.append(event, in: locked)
    return SigningReport(of: signer, in: journal.history, analysis, request.subject)
  }

  private func signature(under proposal: Proposal) throws -> SSHSignature {
    let armour =
      switch request.source {
      case .signature("-"): analysis.environment.readInput()
      case .signature(let path):
        try AnalysisFile.bytes(
          of: path, limit: SSHSignature.sizeLimit,
          next: "give a file that 'ssh-keygen -Y sign -n na64-blind' wrote, or - for standard input"
        )
      case .key(let path):
        try analysis.environment.keys.sign(
          proposal.statement.text, path ?? ownKey(for: proposal))
      }
    do {
      return try SSHSignature(armoured: armour)
    } catch {
      throw Refusal(
        .signOffInvalid, "the signature cannot be read: \(error)",
        next: "ssh-keygen -Y sign -n na64-blind -f KEY \(proposal.shownPath)")
    }
  }

  /// The first own key that belongs to somebody who may sign.
  private func ownKey(for proposal: Proposal) throws -> String {
    let own = analysis.environment.keys.publicKeys().first { found in
      proposal.signer(with: found.key).map { request.name == nil || $0.name == request.name }
        ?? false
    }
    guard let own else {
      throw Refusal(
        .keyUnusable, "none of the public keys in ~/.ssh belongs to a signer",
        next: "name one with --key PATH, or sign elsewhere with 'ssh-keygen -Y sign -n na64-blind "
          + "-f KEY \(proposal.shownPath)' and give --signature \(proposal.shownPath).sig")
    }
    return own.path
  }
}

/// What was signed, and what is still missing.
struct SigningReport {
  private let signer: String
  private let progress: String
  private let next: String
  private let isComplete: Bool

  init(
    of signer: String, in history: AnalysisHistory, _ analysis: OpenedAnalysis,
    _ subject: SigningRequest.Subject
  ) {
    self.signer = signer
    let file = analysis.file.words
    switch subject {
    case .statement:
      let keys = Set(history.signOffs.compactMap { $0.signed?.signature.key })
      isComplete = history.isCleared
      progress = history.freeze?.quorum.progress(signed: keys) ?? ""
      next = "na64-blind " + (isComplete ? "unblind \(file) --sign-off" : "sign \(file)")
    case .signers:
      let missing = history.signers.missing
      isComplete = history.signers.amendment == nil
      progress =
        isComplete
        ? "the change of the signers is in force"
        : "still missing: \(missing.old) of the present signers, \(missing.new) of the proposed ones"
      next = "na64-blind " + (isComplete ? "status \(file)" : "sign \(file) --signers")
    }
  }

  var lines: [String] { ["Signed by \(signer); \(progress)", "Next: \(next)"] }

  var document: CanonicalValue {
    [
      "schema": "na64-blind/sign/1", "signer": .string(signer), "complete": .bool(isComplete),
      "progress": .string(progress), "next": .string(next),
    ]
  }
}
