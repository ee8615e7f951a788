/// What somebody asks the members of some vaults to release their shares for.
///
/// Every field is bound to every release, so that a release is of use for this request alone.
public struct ReleaseRequest: Hashable, Sendable {
  /// The whole request.
  public let value: CanonicalValue
  public let digest: Digest
  public let purpose: Purpose
  /// Whose compartments are asked for; several for a vault that is sealed anew.
  public let stages: [String]
  public let vaults: [VaultReference]
  /// How far the ledger reached when it was made.
  public let ledger: LedgerHead
  /// What the purpose is about: the frozen analysis, or the new members.
  public let terms: CanonicalValue
  let recipient: MemberPublicKey

  public enum Purpose: String, Hashable, Sendable, CaseIterable {
    /// To count the sealed rows for one frozen analysis.
    case unblind
    /// To seal the same rows anew for other members.
    case reshare
  }

  /// - Parameters:
  ///   - key: Of this request alone; whoever has it receives the shares.
  /// - Throws: ``CanonicalWriteError`` for terms without a canonical form.
  public init(
    _ purpose: Purpose, of stages: [String], in vaults: [VaultReference], terms: CanonicalValue,
    after ledger: LedgerHead, receivedBy key: MemberKey
  ) throws {
    var members: [String: CanonicalValue] = [
      "schema": .string(Self.schema), "purpose": .string(purpose.rawValue),
      "vaults": .array(vaults.map(\.canonical)), "terms": terms,
      "ledger": ledger.canonicalValue, "recipient": .string(key.publicKey.description),
    ]
    if stages.count == 1 {
      members["stage"] = .string(stages[0])
    } else {
      members["stages"] = .array(stages.map(CanonicalValue.string))
    }
    try self.init(reading: .object(members))
  }

  private static let schema = "na64-blind/release-request/1"

  /// One stage under `stage`, or several under `stages`; nil for anything else.
  private static func stages(in value: CanonicalValue) -> [String]? {
    let several = value["stages"]?.array
    let stages = several?.compactMap(\.string) ?? value["stage"]?.string.map { [$0] } ?? []
    guard stages.allSatisfy(VaultMember.isName), Set(stages).count == stages.count,
      several.map({ $0.count == stages.count && stages.count > 1 }) ?? (stages.count == 1)
    else { return nil }
    return stages
  }

  /// - Throws: ``VaultError`` with `releaseInvalid`.
  public init(reading value: CanonicalValue) throws {
    guard value.object?.count == 7, value["schema"]?.string == Self.schema,
      let purpose = value["purpose"]?.string.flatMap(Purpose.init(rawValue:)),
      let stages = Self.stages(in: value),
      let vaults = value["vaults"]?.array?.compactMap(VaultReference.init),
      vaults.count == value["vaults"]?.array?.count, !vaults.isEmpty,
      Set(vaults.map(\.identifier)).count == vaults.count,
      let ledger = value["ledger"].flatMap(LedgerHead.init), let terms = value["terms"],
      let recipient = value["recipient"]?.string.flatMap({ MemberPublicKey(parsing: $0) })
    else { throw VaultError(.releaseInvalid, "this is not a request for a release") }
    digest = try Digest(of: value, as: RecordType("release-request"))
    (self.value, self.purpose, self.stages, self.vaults) = (value, purpose, stages, vaults)
    (self.ledger, self.terms, self.recipient) = (ledger, terms, recipient)
  }

  /// What a share is bound to when it is wrapped for this request.
  func context(identifier: String, stage: String, place: UInt8) throws -> [UInt8] {
    var members: [String: CanonicalValue] = [
      "request": value, "vault": .string(identifier), "place": .integer(Int(place)),
    ]
    // The only stage of a request is in the request.
    if stages.count > 1 { members["stage"] = .string(stage) }
    return try CanonicalValue.object(members).canonicalBytes()
  }
}

/// One vault among all, by what cannot be changed in it.
public struct VaultReference: Hashable, Sendable {
  public let identifier: String
  /// Digest of the header; the header is bound to every chunk.
  public let header: Digest

  public init(_ header: VaultHeader) {
    (identifier, self.header) = (header.identifier, header.digest)
  }

  public init?(_ value: CanonicalValue) {
    guard value.object?.count == 2, let identifier = value["vault"]?.string,
      Hexadecimal.bytes(identifier, count: 16) != nil,
      let header = value["header-digest"]?.string.flatMap({ Digest(parsing: $0) })
    else { return nil }
    (self.identifier, self.header) = (identifier, header)
  }

  public var canonical: CanonicalValue {
    ["vault": .string(identifier), "header-digest": .string(header.description)]
  }
}
