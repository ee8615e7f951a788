public import Ledger

/// How many of whom have to sign before the box is opened.
///
/// Different people are told apart by their keys, and nobody is in it twice.
public struct Quorum: Hashable, Sendable {
  /// One or more, and no more than there are members.
  public let required: Int
  /// By name; empty where one person types a phrase in place of a signature.
  public let members: [Signer]
  /// Of the number and the members, in whichever order a file names them.
  public let digest: Digest

  /// One person who types a phrase.
  public static func typed() throws(CanonicalWriteError) -> Quorum {
    try Quorum(checked: 1, members: [])
  }

  /// - Returns: nil if the number fits no sign-off, or if a name or key is there twice.
  init?(required: Int, members: [Signer]) throws(CanonicalWriteError) {
    guard (1...max(1, members.count)).contains(required),
      members.indices.allSatisfy({ Self.clash(of: members[$0], with: members[..<$0]) == nil })
    else { return nil }
    try self.init(checked: required, members: members)
  }

  private init(checked required: Int, members: [Signer]) throws(CanonicalWriteError) {
    self.required = required
    self.members = members.sorted { $0.name < $1.name }
    digest = try Digest(of: Self.canonical(required, self.members), as: .quorum)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "sign-off rule")
    let signers = try record.value("signers")
    let members =
      signers.isNull
      ? []
      : try RecordReader(signers, named: "list of signers").array("members")
        .map(Signer.init(reading:))
    guard let quorum = try Quorum(required: record.integer("required"), members: members),
      members.isEmpty == signers.isNull,
      try members.isEmpty || record.nested("signers").digest("digest") == quorum.digest
    else {
      throw Refusal(.ledgerInvalid, "the ledger holds a sign-off rule that nobody could meet")
    }
    self = quorum
  }

  /// As it stands in a freeze or an amendment.
  public var canonical: CanonicalValue {
    guard !isTyped else { return ["required": .integer(required), "signers": .null] }
    return [
      "required": .integer(required),
      "signers": [
        "digest": .string(digest.description), "members": .array(members.map(\.canonical)),
      ],
    ]
  }

  private static func canonical(_ required: Int, _ members: [Signer]) -> CanonicalValue {
    ["required": .integer(required), "members": .array(members.map(\.canonical))]
  }

  /// Whether one person signs by typing.
  public var isTyped: Bool { members.isEmpty }

  /// The member whose key it is.
  public func member(with key: SSHPublicKey) -> Signer? { members.first { $0.key == key } }

  /// One of the earlier ones who has the same name, in any case of its letters, or the same key.
  static func clash(of signer: Signer, with earlier: some Collection<Signer>) -> Signer? {
    earlier.first {
      $0.name.lowercased() == signer.name.lowercased() || $0.key.sharesSecret(with: signer.key)
    }
  }
}
