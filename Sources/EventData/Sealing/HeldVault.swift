public import BlindAnalysis
public import Ledger

/// The vault of a dataset, opened once: its header for everybody, its rows for who has the key.
public struct HeldVault: Sendable {
  public let vault: SealedVault
  /// As the analysis file has it, with the folder in front.
  public let path: String
  public let record: SealedRecord
  /// Without the folders.
  public var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }
  private let contents: VaultContents
  /// The stage whose compartment is opened.
  private let stage: String

  /// What was blind when it was sealed.
  public var mask: MaskRecord { contents.mask }

  /// - Throws: `VaultError` or ``DataError`` for a file that is no vault; ``Refusal`` for one that
  ///   was sealed for other stages.
  init(
    opening file: String, of dataset: Dataset, in definition: AnalysisDefinition,
    relativeTo folder: String
  ) throws {
    stage = definition.stage.name
    path = file.hasPrefix("/") ? file : "\(folder)/\(file)"
    vault = try SealedVault(at: path)
    contents = try VaultContents(reading: vault.header, at: path)
    record = SealedRecord(of: dataset.name, in: vault.header, rawData: contents.rawData)
    try definition.sealedStages.check(
      against: contents.stages, naming: dataset.eventID, in: path)
  }

  /// Whether the only file of the dataset is the one that the vault was sealed with.
  func check(_ tables: [any Table], of dataset: String) throws {
    let digests = try tables.map { try ReadOnlyFile(at: $0.path).digest(as: .openFile) }
    guard digests == [contents.openFile] else {
      throw Refusal(
        .dataChanged, "the file of '\(dataset)' is not the open part that belongs to its vault",
        next: "restore the open file and the vault that were sealed together")
    }
  }

  /// The vaults of all datasets that have one, without their open files.
  ///
  /// - Parameter folder: Where the analysis file lies.
  /// - Throws: `VaultError`, `StorageError` or ``DataError``, as the opening of data.
  public static func all(
    of definition: AnalysisDefinition, relativeTo folder: String
  ) throws -> [HeldVault] {
    try definition.datasets.compactMap { dataset in
      try dataset.vault.map {
        try HeldVault(opening: $0, of: dataset, in: definition, relativeTo: folder)
      }
    }
  }

  var isShut: Refusal {
    Refusal(
      .vaultInvalid, "the vault '\(path.printable)' is shut",
      next: "its members release their shares for one opening: na64-blind unblind FILE --request")
  }

  func table(unlockedBy keys: [StageKey]) throws -> any Table {
    guard let key = keys.first(where: { $0.opens(stage, of: vault.header) }) else { throw isShut }
    return VaultTable(vault, contents, key: key, path: path)
  }
}

extension HeldData {
  /// The vaults of all datasets that have one, in the order of the analysis file.
  public var vaults: [HeldVault] { datasets.compactMap(\.vault) }

  /// Whether every open file is the one that its vault was sealed with.
  ///
  /// - Throws: ``Refusal`` with the status "data changed".
  public func checkOpenFiles() throws {
    for dataset in datasets {
      try dataset.vault?.check(dataset.rows.tables, of: dataset.name)
    }
  }
}
