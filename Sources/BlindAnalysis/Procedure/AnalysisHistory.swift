public import Ledger

/// Where an analysis stands; the specification, section 3.
public enum AnalysisStage: String, Hashable, Sendable, CaseIterable {
  /// Nothing is recorded.
  case draft
  /// The blind region is registered, but this version of the definition has no estimate.
  case blinded
  case estimated
  case frozen
  /// Signed off by as many as the freeze asks for.
  case cleared
  /// The box was being opened and the run did not come to its end.
  case interrupted
  case unblinded
}

/// The state machine of one analysis, folded from the ledger; nothing else is stored.
public struct AnalysisHistory: Sendable {
  public let analysis: String
  /// Every definition that was about to read data, oldest first.
  public private(set) var registrations: [RegistrationRecord] = []
  /// Every registered estimate, oldest first.
  public private(set) var estimates: [EstimateRecord] = []
  /// The freeze in force.
  public private(set) var freeze: FreezeRecord?
  public private(set) var signOffs: [SignOffRecord] = []
  /// Who has to sign, and what is proposed to change that.
  public private(set) var signers = SignersHistory()
  /// The freeze the box was opened under, from `unblind-begin` on.
  public private(set) var opened: Digest?
  /// Digest of its result, after `unblind-end`.
  public private(set) var result: Digest?
  /// Openings that an amendment put behind another one, the first first.
  public private(set) var amended: [FinishedOpening] = []
  /// The newest permission to open again.
  public private(set) var amendment: AmendmentRecord?

  public init(of analysis: String) { self.analysis = analysis }

  /// Folds the entries that belong to the analysis; of its other stages those about the signers, who
  /// are the same for all of them.
  ///
  /// - Throws: ``Refusal`` with the ledger's status if the entries tell an impossible story.
  public init(of analysis: String, in entries: [LedgerEntry]) throws {
    self.init(of: analysis)
    for entry in entries {
      guard let owner = entry.body["analysis"]?.string,
        owner == analysis || StageName(owner).isBeside(StageName(analysis)),
        let event = try ProcedureEvent(reading: entry)
      else { continue }
      guard owner == analysis else {
        signers.follow(event)
        continue
      }
      guard apply(event) else {
        throw Refusal(
          .ledgerInvalid,
          "entry #\(entry.sequence) of the ledger, '\(entry.kind)', cannot follow what is before it"
        )
      }
    }
  }

  /// Takes one step; false if the step is not allowed here, and then nothing has changed.
  public mutating func apply(_ event: ProcedureEvent) -> Bool {
    switch event {
    case .register(let record):
      registrations.append(record)
      return true
    case .sketch, .recognise: return true
    case .estimate(let record):
      estimates.append(record)
      return true
    case .freeze(let record): return begin(record)
    case .unfreeze(let digest, _): return unfreeze(digest)
    case .signOff(let record): return sign(record)
    case .amendSigners(let record): return opened == nil && signers.propose(record)
    case .approveSigners(let record): return opened == nil && signers.approve(record)
    case .unblindBegin(let digest): return open(digest)
    case .unblindEnd(let digest, let result): return close(digest, result)
    case .amend(let record): return amend(record)
    }
  }

  /// Where the analysis stands for a definition of the given digest.
  public func stage(for definition: Digest) -> AnalysisStage {
    if result != nil || opening(of: definition) != nil { return .unblinded }
    if freeze == nil, let amendment, amendment.definition != definition { return .unblinded }
    if opened != nil { return .interrupted }
    if freeze != nil { return isCleared ? .cleared : .frozen }
    if estimates.contains(where: { $0.definition == definition }) { return .estimated }
    return estimates.isEmpty && registrations.isEmpty ? .draft : .blinded
  }

  /// The newest estimate of a definition.
  public func estimate(of definition: Digest) -> EstimateRecord? {
    estimates.last { $0.definition == definition }
  }

  /// Whether as many different people signed as the freeze asks for.
  public var isCleared: Bool {
    guard let freeze, isUnderItsSigners else { return false }
    return Set(signOffs.map(\.signer)).count >= freeze.quorum.required
  }

  /// Whether the signers of the freeze are still those in force.
  public var isUnderItsSigners: Bool { freeze?.quorum == signers.quorum }

  private mutating func begin(_ record: FreezeRecord) -> Bool {
    guard freeze == nil, opened == nil,
      record.postUnblind?.reason == amendment?.reason,
      amendment == nil || amendment?.definition == record.definition,
      estimates.contains(where: {
        $0.definition == record.definition && $0.estimate == record.estimate
      })
    else { return false }
    guard signers.adopt(record.quorum) else { return false }
    freeze = record
    return true
  }

  private mutating func unfreeze(_ digest: Digest) -> Bool {
    guard let freeze, freeze.digest == digest, opened == nil else { return false }
    (self.freeze, signOffs) = (nil, [])
    return true
  }

  private mutating func sign(_ record: SignOffRecord) -> Bool {
    guard let freeze, freeze.digest == record.freeze, opened == nil else { return false }
    guard isUnderItsSigners, admits(record, under: freeze) else { return false }
    signOffs.append(record)
    return true
  }

  /// A signature counts once per key; a name that is typed proves nobody, so it can stand for one
  /// person where nobody has a key, and for nothing else.
  private func admits(_ record: SignOffRecord, under freeze: FreezeRecord) -> Bool {
    guard let signed = record.signed else { return freeze.quorum.isTyped }
    return freeze.quorum.member(with: signed.signature.key)?.name == record.signer
      && signOff(with: signed.signature.key) == nil && freeze.objection(to: signed) == nil
  }

  /// The sign-off that was made with a key.
  public func signOff(with key: SSHPublicKey) -> SignOffRecord? {
    signOffs.first { $0.signed?.signature.key == key }
  }

  private mutating func open(_ digest: Digest) -> Bool {
    guard let freeze, freeze.digest == digest, opened == nil, isCleared else { return false }
    opened = digest
    return true
  }

  private mutating func close(_ digest: Digest, _ result: Digest) -> Bool {
    guard opened == digest, self.result == nil else { return false }
    self.result = result
    return true
  }

  /// Possible before a freeze and after a result: what was begun is ended or taken back first.
  private mutating func amend(_ record: AmendmentRecord) -> Bool {
    guard freeze == nil || result != nil, opening(of: record.definition) == nil else {
      return false
    }
    (amended, amendment) = (openings, record)
    (freeze, signOffs, opened, result) = (nil, [], nil, nil)
    return true
  }
}
