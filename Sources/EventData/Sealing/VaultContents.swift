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
  /// Which rows are in which compartment, see `SealedStages`; nil if all are of the signal.
  public let stages: CanonicalValue?

  init(
    dataset: String, mask: MaskRecord, openFile: Digest, rawData: String?,
    columns: [TypedColumn], stages: CanonicalValue?
  ) {
    (self.dataset, self.mask, self.openFile) = (dataset, mask, openFile)
    (self.rawData, self.columns, self.stages) = (rawData, columns, stages)
  }

  /// - Throws: ``DataError`` for a vault whose header says something else.
  init(reading header: VaultHeader, at path: String) throws(DataError) {
    let value = header.contents
    let stages = value["stages"]
    let compartments = (stages?.object ?? [:]).keys + [Stage.signal.name]
    guard value["schema"]?.string == Self.schema(stages), let dataset = value["dataset"]?.string,
      let mask = value["mask"].flatMap({ try? MaskRecord(reading: $0) }),
      let openFile = value["open-file-digest"]?.string.flatMap({ Digest(parsing: $0) }),
      let rawData = value["raw-data"], rawData.isNull || rawData.string != nil,
      let columns = value["columns"]?.array?.compactMap(TypedColumn.init),
      columns.count == value["columns"]?.array?.count, !columns.isEmpty,
      columns.count <= Self.mostColumns,
      Set(columns.map(\.name)).count == columns.count,
      Set(header.compartments.map(\.stage)) == Set(compartments),
      header.compartments.count == compartments.count
    else {
      throw DataError(.wrongFormat, in: path, "is not a vault with rows of a dataset")
    }
    self.init(
      dataset: dataset, mask: mask, openFile: openFile, rawData: rawData.string,
      columns: columns, stages: stages)
  }

  /// Programs that know one compartment alone must not take it for the whole.
  private static func schema(_ stages: CanonicalValue?) -> String {
    "na64-blind/sealed-rows/\(stages == nil ? 1 : 2)"
  }

  private static let mostColumns = 10_000

  var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "schema": .string(Self.schema(stages)), "dataset": .string(dataset),
      "mask": mask.canonical, "open-file-digest": .string(openFile.description),
      "raw-data": rawData.map(CanonicalValue.string) ?? .null,
      "columns": .array(columns.map { [.string($0.name), .string($0.type.name)] }),
    ]
    if let stages { members["stages"] = stages }
    return .object(members)
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
