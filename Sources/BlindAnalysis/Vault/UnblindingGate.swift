public import Ledger

/// What the gate must find equal to the frozen record, as it is at the moment of opening.
public struct UnblindingCircumstances: Sendable {
  public let definition: Digest
  public let tool: ToolRecord
  public let data: [OpenDataRecord]
  public let estimate: Digest
  /// What the ledger knows about these data.
  public let known: DataHistory

  public init(
    definition: Digest, tool: ToolRecord, data: [OpenDataRecord], estimate: Digest,
    known: DataHistory
  ) {
    (self.definition, self.tool, self.data) = (definition, tool, data)
    (self.estimate, self.known) = (estimate, known)
  }
}

/// A request to open the box.
public struct UnblindingRequest: Sendable {
  public enum Intent: Hashable, Sendable {
    /// One person types the phrase that ``FreezeRecord/phrase`` asks for, having seen a statement.
    case open(phrase: String, statement: Digest)
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
    let freeze = try journal.freezeForOpening(resuming: resuming)
    guard definition == freeze.definition else {
      throw Refusal(
        .signOffInvalid, "the definition is not the frozen one, so its sign-off does not count",
        next: "restore the frozen definition, or 'na64-blind unfreeze' and freeze again")
    }
    return freeze
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
    if case .open(let phrase, _) = request.intent { try check(phrase, against: freeze) }
    return freeze
  }

  mutating func recordOpening(
    of freeze: FreezeRecord, for request: UnblindingRequest, in project: borrowing LockedProject
  ) throws {
    // A resumed opening stands in the ledger already.
    guard case .open(_, let statement) = request.intent else { return }
    if !journal.history.isCleared {
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
        .unblindedDifferently, "the freeze does not carry the post-unblind number of its definition",
        next: "na64-blind unfreeze FILE --reason \"…\", then freeze again")
    }
    guard now.tool == freeze.tool else {
      throw Refusal(
        .toolMismatch, "this is not the program that made the frozen estimate",
        next: "use version \(freeze.tool.version) as built then, or unfreeze and freeze again")
    }
    guard now.data == freeze.data else {
      throw Refusal(
        .dataChanged, "the open data or lists of spills are not those of the freeze",
        next: "restore the files, or 'na64-blind unfreeze' and estimate again")
    }
    guard now.estimate == freeze.estimate else {
      throw Refusal(
        .dataChanged, "the estimate does not come out as it was frozen",
        next: "run 'na64-blind estimate' and compare with the frozen one")
    }
  }

  func freezeForRecount(of definition: Digest, data: [OpenDataRecord]) throws -> FreezeRecord {
    guard let opening = journal.history.opening(of: definition) else {
      throw Refusal(
        .refusedWhileBlinded, "the box is not open for this definition, so it is not counted again",
        next: "na64-blind status FILE says where the analysis stands")
    }
    guard data == opening.freeze.data else {
      throw Refusal(
        .dataChanged, "the open data or lists of spills are not those of the freeze",
        next: "restore the files where they were")
    }
    return opening.freeze
  }

  private func check(_ phrase: String, against freeze: FreezeRecord) throws {
    guard freeze.requiredSignOffs == 1 else {
      throw Refusal(
        .signOffInvalid,
        "the freeze asks for \(freeze.requiredSignOffs) signatures; a typed phrase stands for one "
          + "person only, and this version reads no signatures yet")
    }
    guard phrase == freeze.phrase else {
      throw Refusal(
        .signOffInvalid, "the phrase is not the one the statement asks for; nothing was opened",
        next: "read the statement and type its last line")
    }
  }
}
