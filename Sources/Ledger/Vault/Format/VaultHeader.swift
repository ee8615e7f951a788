/// What stands in front of a vault's chunks, readable by everybody and bound to every chunk.
///
/// Canonical JSON in one block: a line that names the format, the length of the JSON in 4 bytes,
/// most significant first, the JSON, and zeros up to a multiple of 4 KiB.
public struct VaultHeader: Hashable, Sendable {
  /// 32 hexadecimal digits, drawn anew for each vault.
  public let identifier: String
  /// What the caller says of the sealed rows; the same whatever they hold.
  public let contents: CanonicalValue
  /// How many members must release their shares.
  public let required: Int
  public let members: [VaultMember]
  /// Holds the whole key, and so opens the vault alone; nil if nobody does.
  public let escrow: VaultMember?
  public let compartments: [Compartment]
  /// The block as it is in the file.
  let block: [UInt8]

  /// Everything that people agree to: the block's digest.
  public var digest: Digest { Digest(ofBytes: block, as: RecordType("vault-header")) }

  /// The rows of one stage, under a key of their own.
  public struct Compartment: Hashable, Sendable {
    /// As in `signal`.
    public let stage: String
    /// Of ``ChunkCipher/size`` bytes, at least one.
    public let chunks: Int
    /// Shows that a key is the right one, to those who have it.
    let keyCheck: [UInt8]
    /// In the order of the members, the escrow's last.
    let shares: [SealedShare]
  }

  /// A share as the header has it, for one member.
  struct SealedShare: Hashable, Sendable {
    let wrapped: WrappedSecret
    /// Shows that a released share is the one that was handed out, to those who have it.
    let check: [UInt8]
  }

  static let magic = Array("na64-blind vault 1\n".utf8)
  static let blockMultiple = 4096
  /// The most bytes of a header; 64 members in 16 stages need less.
  static let largestBlock = 1 << 20

  init(
    identifier: String, contents: CanonicalValue, required: Int, members: [VaultMember],
    escrow: VaultMember?, compartments: [Compartment]
  ) throws(VaultError) {
    (self.identifier, self.contents, self.required) = (identifier, contents, required)
    (self.members, self.escrow, self.compartments) = (members, escrow, compartments)
    let value: CanonicalValue = [
      "schema": .string(Self.schema), "vault": .string(identifier), "contents": contents,
      "required": .integer(required),
      "members": .array(members.map { .string($0.description) }),
      "escrow": escrow.map { .string($0.description) } ?? .null,
      "compartments": .array(compartments.map(\.canonical)),
    ]
    guard let json = try? value.canonicalBytes(), json.count + 64 <= Self.largestBlock else {
      throw VaultError(.membersInvalid, "the description of the vault is too long")
    }
    let length = (0..<4).map { UInt8(truncatingIfNeeded: json.count >> (24 - 8 * $0)) }
    let filled = Self.magic + length + json
    let padding = (Self.blockMultiple - filled.count % Self.blockMultiple) % Self.blockMultiple
    block = filled + [UInt8](repeating: 0, count: padding)
  }

  static let schema = "na64-blind/vault/1"

  /// The bytes of the whole vault: a function of the header alone.
  var fileSize: Int {
    compartments.reduce(block.count) { $0 + $1.chunks * ChunkCipher.sealedSize }
  }

  /// Where the first chunk of a compartment is.
  func start(of index: Int) -> Int {
    compartments[..<index].reduce(block.count) { $0 + $1.chunks * ChunkCipher.sealedSize }
  }

  func index(of stage: String) throws(VaultError) -> Int {
    guard let index = compartments.firstIndex(where: { $0.stage == stage }) else {
      throw .damaged("has nothing for the stage '\(stage)'")
    }
    return index
  }

  /// The members with the places of their shares; the escrow's is 0, where the key itself is.
  var holders: [(place: UInt8, member: VaultMember)] {
    var holders = members.enumerated().map { (place: UInt8($0 + 1), member: $1) }
    if let escrow { holders.append((place: 0, member: escrow)) }
    return holders
  }

  /// What a share is bound to, so that it is of use nowhere else.
  static func context(
    identifier: String, stage: String, place: UInt8, member: VaultMember
  ) -> [UInt8] {
    Array("na64-blind share\n\(identifier)\n\(stage)\n\(place)\n\(member)\n".utf8)
  }
}

extension VaultHeader.Compartment {
  var canonical: CanonicalValue {
    [
      "stage": .string(stage), "chunks": .integer(chunks),
      "key-check": .string(Hexadecimal.text(keyCheck)),
      "shares": .array(
        shares.map {
          [
            "encapsulated": .string(Hexadecimal.text($0.wrapped.encapsulated)),
            "sealed": .string(Hexadecimal.text($0.wrapped.sealed)),
            "check": .string(Hexadecimal.text($0.check)),
          ]
        }),
    ]
  }
}
