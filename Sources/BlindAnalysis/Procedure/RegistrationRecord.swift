public import Ledger

/// A definition that is about to read data: written to the ledger before any row is read.
///
/// So whatever a run tells, its blind region is on record, also when it ends in an error.
public struct RegistrationRecord: Hashable, Sendable {
  public let analysis: String
  public let definition: Digest
  public let mask: MaskRecord
  /// Where the data files are: relative to the project, or absolute outside it.
  public let files: [String]
  /// Those of the files whose dataset is declared to be made by a generator.
  public let generated: [String]
  /// The vaults of the datasets that have one, in the order of the analysis file.
  public let sealed: [SealedRecord]

  /// - Parameter generated: Those of the files that are declared to be made by a generator.
  public init(
    of definition: AnalysisDefinition, reading files: [String], generated: [String] = [],
    sealed: [SealedRecord] = []
  ) {
    (analysis, self.definition) = (definition.name, definition.digest)
    (mask, self.files) = (MaskRecord(of: definition), files)
    (self.generated, self.sealed) = (generated, sealed)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "registration")
    analysis = try record.string("analysis")
    definition = try record.digest("definition-digest")
    mask = try MaskRecord(reading: record.value("mask"))
    files = try record.array("files").map { try RecordReader.text($0, "file name") }
    generated =
      try value[Self.generatedKey].map { _ in
        try record.array(Self.generatedKey).map { try RecordReader.text($0, "file name") }
      } ?? []
    sealed = try (value[SealedRecord.key]?.array ?? []).map(SealedRecord.init(reading:))
  }

  /// Absent where no file is generated.
  private static let generatedKey = "generated-files"

  var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "analysis": .string(analysis), "definition-digest": .string(definition.description),
      "mask": mask.canonical, "files": .array(files.map(CanonicalValue.string)),
    ]
    if !generated.isEmpty {
      members[Self.generatedKey] = .array(generated.map(CanonicalValue.string))
    }
    if !sealed.isEmpty { members[SealedRecord.key] = .array(sealed.map(\.canonical)) }
    return .object(members)
  }
}
