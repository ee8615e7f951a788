public import Ledger

/// The signers of an analysis over time: fixed by its first freeze, changed by amendments only.
public struct SignersHistory: Hashable, Sendable {
  /// Who has to sign, since the first freeze; nil before it.
  public private(set) var quorum: Quorum?
  /// A change that has not all its signatures yet.
  public private(set) var amendment: SignersAmendment?
  /// Its signatures, each of another key.
  public private(set) var approvals: [ApprovalRecord] = []

  /// Whether a freeze may name these signers: one person who types may call in others at any time.
  public func permits(_ new: Quorum) -> Bool {
    quorum.map { $0 == new || $0.isTyped } ?? true
  }

  /// How many signatures a change misses, from the old signers and from the new ones.
  public var missing: (old: Int, new: Int) {
    guard let amendment else { return (0, 0) }
    let signatures = approvals.map(\.signed)
    return (amendment.old.missing(after: signatures), amendment.new.missing(after: signatures))
  }

  /// Takes the signers of a freeze; false if they are not those in force.
  mutating func adopt(_ new: Quorum) -> Bool {
    guard permits(new) else { return false }
    // A change that was proposed to other signers has lost its ground.
    if quorum != new { (amendment, approvals) = (nil, []) }
    quorum = new
    return true
  }

  /// Takes a proposal in the place of any other.
  mutating func propose(_ new: SignersAmendment) -> Bool {
    guard let quorum, !quorum.isTyped, new.old == quorum, new.new != quorum else { return false }
    (amendment, approvals) = (new, [])
    return true
  }

  /// Takes a signature under the proposal, which is in force with the last one it needs.
  mutating func approve(_ record: ApprovalRecord) -> Bool {
    guard let amendment, amendment.digest == record.amendment,
      amendment.signer(with: record.signed.signature.key)?.name == record.signer,
      !hasApproved(record.signed.signature.key), amendment.objection(to: record.signed) == nil
    else { return false }
    approvals.append(record)
    if missing == (0, 0) { (quorum, self.amendment, approvals) = (amendment.new, nil, []) }
    return true
  }

  /// Takes what another stage of the analysis did about its signers.
  mutating func follow(_ event: ProcedureEvent) {
    switch event {
    case .freeze(let record): _ = adopt(record.quorum)
    case .amendSigners(let record): _ = propose(record)
    case .approveSigners(let record): _ = approve(record)
    default: break
    }
  }

  /// Whether this key signed the proposal already.
  public func hasApproved(_ key: SSHPublicKey) -> Bool {
    approvals.contains { $0.signed.signature.key == key }
  }
}

extension AnalysisHistory {
  /// The analyses that were frozen on data, by name in the order of their first freeze.
  ///
  /// - Parameter isOneOfThem: Whether a recorded file is one of these data.
  /// - Throws: ``Refusal`` with the ledger's status for a record that cannot be read.
  public static func frozen(
    on isOneOfThem: (String) -> Bool, in ledger: LedgerHistory
  ) throws -> [String] {
    var names: [String] = []
    for entry in ledger.entries where entry.kind == "freeze" {
      guard case .freeze(let record) = try ProcedureEvent(reading: entry),
        record.data.flatMap(\.files).contains(where: isOneOfThem), !names.contains(record.analysis)
      else { continue }
      names.append(record.analysis)
    }
    return names
  }
}
