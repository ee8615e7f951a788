public import Ledger

/// What the gate must find equal to the frozen record, as it is at the moment of opening.
public struct UnblindingCircumstances: Sendable {
  public let definition: Digest
  public let tool: ToolRecord
  public let data: [OpenDataRecord]
  public let estimate: Digest
  /// What the ledger knows about these data.
  public let known: DataHistory
  /// Why an interrupted opening goes on with another program; nil if it may not.
  private let toolNote: String?

  public init(
    definition: Digest, tool: ToolRecord, data: [OpenDataRecord], estimate: Digest,
    known: DataHistory, toolNote: String? = nil
  ) {
    (self.definition, self.tool, self.data) = (definition, tool, data)
    (self.estimate, self.known) = (estimate, known)
    self.toolNote = toolNote
  }

  /// The note on the program, where the program is another one.
  func toolNote(against freeze: FreezeRecord) -> String? { tool == freeze.tool ? nil : toolNote }
}

/// A request to open the box.
public struct UnblindingRequest: Sendable {
  public enum Intent: Hashable, Sendable {
    /// One person types the phrase that ``FreezeRecord/phrase`` asks for, having seen a statement.
    case open(phrase: String, statement: Digest)
    /// As many members as the freeze asks for signed the statement; the ledger has the signatures.
    case signed(statement: Digest)
    /// Go on with an opening that did not come to its end.
    case resume
  }

  public let intent: Intent
  public let circumstances: UnblindingCircumstances
  public let actor: String

  public init(intent: Intent, circumstances: UnblindingCircumstances, actor: String) {
    (self.intent, self.circumstances, self.actor) = (intent, circumstances, actor)
  }
}

/// The only maker of authorisations: it compares everything with the freeze, then writes the
/// ledger, then hands out a key.
public struct UnblindingGate {
  /// The ledger as it stands, with what the gate wrote.
  public private(set) var journal: AnalysisJournal

  public init(_ journal: AnalysisJournal) { self.journal = journal }

  /// The freeze under which the box may be opened now; asked before any data are read.
  ///
  /// - Parameter definition: Digest of the definition as it is now.
  /// - Throws: ``Refusal`` that says what is missing before, or that the definition changed.
  public func freeze(for definition: Digest, resuming: Bool) throws -> FreezeRecord {
    try journal.history.refuseOtherDefinition(definition)
    let freeze = try journal.freezeForOpening(of: definition, resuming: resuming)
    guard definition == freeze.definition else {
      throw Refusal(
        .signOffInvalid, "the definition is not the frozen one, so its sign-off does not count",
        next:
          "restore the frozen definition, or take the freeze back: na64-blind unfreeze FILE --reason \"…\""
      )
    }
    return freeze
  }

  /// Records what happened to sealed data on the way to an opening.
  public mutating func record(
    _ event: SealingEvent, in project: borrowing LockedProject
  ) throws {
    try journal.append(event, in: project)
  }

  /// Records that the result of an opening is written.
  public mutating func close(
    _ freeze: FreezeRecord, result: Digest, in project: borrowing LockedProject
  ) throws {
    try journal.append(.unblindEnd(freeze: freeze.digest, result: result), in: project)
  }

  /// Whether the circumstances and the sign-off are those of the freeze.
  func admit(_ request: UnblindingRequest) throws -> FreezeRecord {
    let freeze = try freeze(
      for: request.circumstances.definition, resuming: request.intent == .resume)
    try verify(request.circumstances, against: freeze)
    switch request.intent {
    case .open(let phrase, _): try check(phrase, against: freeze)
    case .signed(let statement): try verifySignOffs(of: freeze, on: statement)
    case .resume: break
    }
    return freeze
  }

  mutating func recordOpening(
    of freeze: FreezeRecord, for request: UnblindingRequest, using releases: [SealingEvent],
    in project: borrowing LockedProject
  ) throws {
    // A resumed opening stands in the ledger already.
    guard request.intent != .resume else { return }
    for release in releases { try journal.append(release, in: project) }
    if case .open(_, let statement) = request.intent, !journal.history.isCleared {
      let signOff = SignOffRecord(
        analysis: freeze.analysis, freeze: freeze.digest, statement: statement,
        signer: request.actor, method: .typed)
      try journal.append(.signOff(signOff), in: project)
    }
    try journal.append(.unblindBegin(freeze: freeze.digest), in: project)
  }

  /// Compares everything that must be as it was frozen; asked before anybody signs off.
  ///
  /// - Throws: ``Refusal`` with the exit status that belongs to the first difference.
  public func verify(
    _ now: UnblindingCircumstances, against freeze: FreezeRecord
  ) throws {
    try now.known.refuseSecondOpening(of: now.definition, except: freeze.digest)
    guard
      now.known.postUnblindNumber(of: now.definition, in: freeze.analysis)
        == freeze.postUnblind?.number
    else {
      throw Refusal(
        .unblindedDifferently,
        "the freeze does not carry the post-unblind number of its definition",
        next: "take the freeze back and freeze again: na64-blind unfreeze FILE --reason \"…\"")
    }
    try verifyTool(now, against: freeze)
    guard now.data == freeze.data else {
      throw Refusal(
        .dataChanged, "the open data or lists of spills are not those of the freeze",
        next: "restore the files, or take the freeze back and estimate again: "
          + "na64-blind unfreeze FILE --reason \"…\"")
    }
    guard now.estimate == freeze.estimate else {
      throw Refusal(
        .dataChanged, "the estimate does not come out as it was frozen",
        next: "make it again and compare it with the frozen one: na64-blind estimate FILE")
    }
  }

  /// Another program needs a new freeze; only where that is too late, a note will do.
  private func verifyTool(_ now: UnblindingCircumstances, against freeze: FreezeRecord) throws {
    guard now.tool != freeze.tool else { return }
    let isTooLate = journal.history.opened == freeze.digest
    guard isTooLate, now.toolNote(against: freeze) != nil else {
      throw Refusal(
        .toolMismatch, "this is not the program that made the frozen estimate",
        next: "use version \(freeze.tool.version) as built then, or "
          + (isTooLate
            ? "say why: na64-blind unblind FILE --resume --tool-note \"…\""
            : "take the freeze back and freeze again: na64-blind unfreeze FILE --reason \"…\""))
    }
  }

  func freezeForRecount(of definition: Digest, data: [OpenDataRecord]) throws -> FreezeRecord {
    guard let opening = journal.history.opening(of: definition) else {
      throw Refusal(
        .refusedWhileBlinded, "the box is not open for this definition, so it is not counted again",
        next: "na64-blind status FILE")
    }
    let vaults = try ResharedVaults(in: journal.ledger)
    guard
      data.count == opening.freeze.data.count,
      zip(data, opening.freeze.data).allSatisfy({ vaults.holdSame($0, as: $1) })
    else {
      throw Refusal(
        .dataChanged, "the open data or lists of spills are not those of the freeze",
        next: "restore the files where they were")
    }
    return opening.freeze
  }

  /// Verifies every signature under the freeze once more, from the ledger's own bytes.
  ///
  /// - Parameter statement: Digest of the statement as this program writes it.
  /// - Throws: ``Refusal`` that says who signed and who is missing.
  public func verifySignOffs(of freeze: FreezeRecord, on statement: Digest) throws {
    let history = journal.history
    guard history.isUnderItsSigners else {
      throw Refusal(
        .signOffInvalid, "the signers were changed after the freeze, so its sign-offs do not count",
        next: "take the freeze back, freeze and sign again: na64-blind unfreeze FILE --reason \"…\""
      )
    }
    var keys: Set<SSHPublicKey> = []
    for record in history.signOffs {
      guard let signed = record.signed, record.statement == statement,
        Digest(ofBytes: Array(signed.text.utf8), as: .statement) == statement
      else {
        throw Refusal(
          .signOffInvalid, "'\(record.signer)' did not sign this statement",
          next:
            "take the freeze back, freeze and sign again: na64-blind unfreeze FILE --reason \"…\"")
      }
      if let objection = freeze.objection(to: signed) { throw objection }
      keys.insert(signed.signature.key)
    }
    guard keys.count >= freeze.quorum.required else {
      throw Refusal(
        .signOffInvalid, freeze.quorum.progress(signed: keys), next: "na64-blind sign FILE")
    }
  }

  private func check(_ phrase: String, against freeze: FreezeRecord) throws {
    guard freeze.quorum.isTyped else {
      throw Refusal(
        .signOffInvalid,
        "a phrase was typed, but the freeze asks for the signatures of \(freeze.quorum.required) of "
          + freeze.quorum.names, next: "na64-blind sign FILE")
    }
    guard phrase == freeze.phrase else {
      let words = phrase.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      throw Refusal(
        .signOffInvalid,
        "the phrase is not the one the statement asks for"
          + (words == freeze.phrase ? ", for its blanks" : "") + "; nothing was opened",
        next: "read the statement and type its last line")
    }
  }
}
