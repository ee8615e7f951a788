public import BlindAnalysis
public import Ledger

/// How the data of an analysis are to be sealed.
public struct SealingPlan: Sendable {
  public let members: [VaultMember]
  public let required: Int
  public let escrow: VaultMember?
  /// Blinded rows that the vault has room for, in per cent of the visible ones.
  public let room: Int
  /// Where the files from before the sealing go, and who can read them; nil if nobody says.
  public let rawData: String?
  /// Which rows have a key of their own.
  public let stages: SealedStages
  /// What the stages read; less than this is never sealed.
  let columns: [Column]

  /// - Parameter columns: Those that any of the stages reads.
  public init(
    members: [VaultMember], required: Int, escrow: VaultMember?, room: Int, rawData: String?,
    stages: SealedStages = .signalAlone, columns: [Column] = []
  ) {
    (self.members, self.required, self.escrow) = (members, required, escrow)
    (self.room, self.rawData, self.stages, self.columns) = (room, rawData, stages, columns)
  }
}

/// What came of sealing one dataset.
public struct SealedDataset: Sendable {
  public let dataset: String
  /// Names of the two files, in the folder that was given.
  public let openFile: String
  public let vaultFile: String
  public let openDigest: Digest
  public let header: VaultHeader
  public let rawData: String?
  /// The files that were sealed, by their place.
  public let files: [String]
  /// Rows in the open file.
  public let visible: Int

  public var vault: VaultReference { VaultReference(header) }
}
