public import Ledger

/// A vault as registrations and freezes keep it: which one, and who opens it.
public struct SealedRecord: Hashable, Sendable {
  public let dataset: String
  public let vault: VaultReference
  public let required: Int
  /// Names of the members.
  public let members: [String]
  /// Who can open it alone; nil if nobody can.
  public let escrow: String?
  /// Where the files from before the sealing are, as the sealer said; nil if nothing was said.
  public let rawData: String?

  /// - Parameters:
  ///   - dataset: As the analysis calls it.
  ///   - header: Of the vault.
  public init(of dataset: String, in header: VaultHeader, rawData: String?) {
    (self.dataset, vault) = (dataset, VaultReference(header))
    (required, members) = (header.required, header.members.map(\.name))
    (escrow, self.rawData) = (header.escrow?.name, rawData)
  }

  static let key = "sealed"

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "record of a vault")
    dataset = try record.string("dataset")
    guard let vault = VaultReference(try record.value("vault")) else {
      throw Refusal(.ledgerInvalid, "the ledger holds a record of a vault that names none")
    }
    self.vault = vault
    required = try record.integer("required")
    members = try record.array("members").map { try RecordReader.text($0, "member") }
    escrow = try record.value("escrow").string
    rawData = try record.value("raw-data").string
  }

  var canonical: CanonicalValue {
    [
      "dataset": .string(dataset), "vault": vault.canonical, "required": .integer(required),
      "members": .array(members.map(CanonicalValue.string)),
      "escrow": escrow.map(CanonicalValue.string) ?? .null,
      "raw-data": rawData.map(CanonicalValue.string) ?? .null,
    ]
  }

  /// As in `2 of alice, bob, carol`.
  public var quorum: String {
    let names = members.map(\.printable).joined(separator: ", ")
    return "\(required) of \(names)" + (escrow.map { ", or \($0.printable) alone" } ?? "")
  }

  /// Whether no single key opens it and somebody answered for the files from before.
  var isByQuorum: Bool { required >= 2 && escrow == nil && rawData != nil }
}

extension FreezeRecord {
  /// The vaults that hold blinded rows of these data.
  public var sealed: [SealedRecord] { data.compactMap(\.sealed) }
}
