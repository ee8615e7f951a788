public import BlindAnalysis
public import Ledger

/// What the header of a vault says about the rows in it: nothing that depends on them.
public struct VaultContents: Hashable, Sendable {
  public let dataset: String
  /// The blind region at the time of sealing.
  public let mask: MaskRecord
  /// Digest of the bytes of the open file that belongs to the vault.
  public let openFile: Digest
  /// Where the files from before the sealing are, and who can read them; nil if nobody said.
  public let rawData: String?
  let columns: [TypedColumn]

  init(
    dataset: String, mask: MaskRecord, openFile: Digest, rawData: String?,
    columns: [TypedColumn]
  ) {
    (self.dataset, self.mask, self.openFile) = (dataset, mask, openFile)
    (self.rawData, self.columns) = (rawData, columns)
  }

  /// - Throws: ``DataError`` for a vault whose header says something else.
  init(reading header: VaultHeader, at path: String) throws(DataError) {
    let value = header.contents
    guard value["schema"]?.string == Self.schema, let dataset = value["dataset"]?.string,
      let mask = value["mask"].flatMap({ try? MaskRecord(reading: $0) }),
      let openFile = value["open-file-digest"]?.string.flatMap({ Digest(parsing: $0) }),
      let rawData = value["raw-data"], rawData.isNull || rawData.string != nil,
      let columns = value["columns"]?.array?.compactMap(TypedColumn.init),
      columns.count == value["columns"]?.array?.count, !columns.isEmpty,
      columns.count <= Self.mostColumns,
      Set(columns.map(\.name)).count == columns.count
    else {
      throw DataError(.wrongFormat, in: path, "is not a vault with rows of a dataset")
    }
    self.init(
      dataset: dataset, mask: mask, openFile: openFile, rawData: rawData.string,
      columns: columns)
  }

  private static let schema = "na64-blind/sealed-rows/1"
  private static let mostColumns = 10_000

  var canonical: CanonicalValue {
    [
      "schema": .string(Self.schema), "dataset": .string(dataset), "mask": mask.canonical,
      "open-file-digest": .string(openFile.description),
      "raw-data": rawData.map(CanonicalValue.string) ?? .null,
      "columns": .array(columns.map { [.string($0.name), .string($0.type.name)] }),
    ]
  }

  /// A mark and the values of one row.
  var recordSize: Int { 1 + columns.reduce(0) { $0 + $1.type.size } }
}

extension TypedColumn {
  fileprivate init?(_ value: CanonicalValue) {
    guard value.array?.count == 2, let name = value[0]?.string,
      let type = value[1]?.string.flatMap(LeafType.init(named:))
    else { return nil }
    self.init(name: name, type: type)
  }
}

extension RecordType {
  /// The bytes of an open file.
  static let openFile = RecordType("open-file")
}
