public import Ledger

/// A change of the signers that awaits the signatures of the old ones and of the new ones.
public struct SignersAmendment: Hashable, Sendable {
  public let analysis: String
  /// The signers in force when it was proposed.
  public let old: Quorum
  public let new: Quorum
  public let reason: String
  /// How far the ledger reached: the same change proposed again is another one.
  public let ledger: LedgerHead
  /// What people sign.
  public let digest: Digest

  public init(
    of analysis: String, from old: Quorum, to new: Quorum, reason: String, after ledger: LedgerHead
  ) throws {
    let reason = try CanonicalValue.string(reason).asReadBack().string ?? ""
    (self.analysis, self.old, self.new) = (analysis, old, new)
    (self.reason, self.ledger) = (reason, ledger)
    digest = try Digest(
      of: Self.canonical(analysis, old, new, reason, ledger), as: .signersAmendment)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "change of the signers")
    guard let head = LedgerHead(try record.value("ledger")) else {
      throw Refusal(.ledgerInvalid, "the ledger holds a change of the signers without its place")
    }
    try self.init(
      of: record.string("analysis"), from: Quorum(reading: record.value("old")),
      to: Quorum(reading: record.value("new")), reason: record.string("reason"), after: head)
  }

  var canonical: CanonicalValue { Self.canonical(analysis, old, new, reason, ledger) }

  private static func canonical(
    _ analysis: String, _ old: Quorum, _ new: Quorum, _ reason: String, _ ledger: LedgerHead
  ) -> CanonicalValue {
    [
      "analysis": .string(analysis), "old": old.canonical, "new": new.canonical,
      "reason": .string(reason), "ledger": ledger.canonicalValue,
    ]
  }

  /// The line of its statement that names it.
  public var statementLine: String { "Amendment digest \(digest)" }

  /// Whose key it is, before or after the change.
  public func signer(with key: SSHPublicKey) -> Signer? {
    old.member(with: key) ?? new.member(with: key)
  }

  /// Why a signature does not count; nil if it does.
  public func objection(to signed: SignedText) -> Refusal? {
    do throws(SignatureFault) {
      try signed.verify(stating: statementLine)
    } catch {
      return Refusal(
        .signOffInvalid, "the signature does not count: \(error)",
        next: "sign the text as 'na64-blind signers FILE --amend' wrote it")
    }
    guard [old, new].contains(where: { $0.counts(signed) }) else {
      return Refusal(
        .signOffInvalid,
        "the key \(signed.signature.key.fingerprint) is no present member's, neither before nor "
          + "after the change", next: "compare the keys: na64-blind signers FILE")
    }
    return nil
  }
}

/// A signature under a change of the signers.
public struct ApprovalRecord: Hashable, Sendable {
  public let analysis: String
  public let amendment: Digest
  public let signer: String
  public let signed: SignedText

  public init(of amendment: SignersAmendment, signer: String, signed: SignedText) {
    (analysis, self.amendment) = (amendment.analysis, amendment.digest)
    (self.signer, self.signed) = (signer, signed)
  }

  init(reading value: CanonicalValue, at time: Timestamp) throws {
    let record = RecordReader(value, named: "approval")
    (analysis, amendment) = (try record.string("analysis"), try record.digest("amendment"))
    (signer, signed) = (try record.string("signer"), try SignedText(reading: value, at: time))
  }

  var canonical: CanonicalValue {
    .object(
      signed.members.merging([
        "analysis": .string(analysis), "amendment": .string(amendment.description),
        "signer": .string(signer),
      ]) { $1 })
  }
}

extension Quorum {
  /// Whether a signature is that of a member whose membership had not ended.
  func counts(_ signed: SignedText) -> Bool {
    member(with: signed.signature.key)?.isMember(at: signed.time) ?? false
  }

  /// How many signatures are still missing from it.
  func missing(after signatures: [SignedText]) -> Int {
    isTyped ? 0 : max(0, required - signatures.count(where: counts))
  }
}
