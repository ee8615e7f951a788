import Ledger

/// Data that turned out to be known, with what had been declared about them: so that the ledger of
/// the project knows it too.
public struct RecognitionRecord: Hashable, Sendable {
  public let analysis: String
  /// Where the data of this project are.
  public let files: [String]
  /// By what they were recognised; never ``MaskOrigin/Source/file`` or ``MaskOrigin/Source/ledger``.
  public let source: MaskOrigin.Source
  public let declarations: [KnownData.Declaration]
  public let openings: [PastOpening]
  /// Whether their blinded rows lie in vaults, so that nothing of them is opened in place.
  public let isSealed: Bool

  init(
    analysis: String, files: [String], source: MaskOrigin.Source,
    declarations: [KnownData.Declaration], openings: [PastOpening], isSealed: Bool
  ) {
    (self.analysis, self.files, self.source) = (analysis, files, source)
    (self.declarations, self.openings, self.isSealed) = (declarations, openings, isSealed)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "note of known data")
    analysis = try record.string("analysis")
    files = try record.array("files").map { try RecordReader.text($0, "file name") }
    guard let source = MaskOrigin.Source(rawValue: try record.string("source")) else {
      throw Refusal(.ledgerInvalid, "the ledger holds a note of known data of an unknown source")
    }
    self.source = source
    declarations = try record.array("declarations").map(KnownData.Declaration.init(reading:))
    openings = try record.array("openings").map(PastOpening.init(reading:))
    isSealed = value[Self.sealedKey] == true
  }

  /// Absent where it is false.
  private static let sealedKey = "sealed"

  var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "analysis": .string(analysis), "files": .array(files.map(CanonicalValue.string)),
      "source": .string(source.rawValue), "declarations": .array(declarations.map(\.canonical)),
      "openings": .array(openings.map(\.canonical)),
    ]
    if isSealed { members[Self.sealedKey] = true }
    return .object(members)
  }

  /// The name of the entry in the ledger.
  var kind: String {
    switch source {
    case .sidecar, .registry: "registry-recovered"
    case .policy: "policy-joined"
    case .vault: "vault-joined"
    case .file, .ledger, .events: "data-recognised"
    }
  }

  static let kinds = ["registry-recovered", "policy-joined", "vault-joined", "data-recognised"]
}
