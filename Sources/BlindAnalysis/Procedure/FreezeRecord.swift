public import Ledger

/// What is fixed when an analysis is frozen; its digest is what people sign.
///
/// The fields are those of the specification, section 3: definition, mask, open data, estimate,
/// procedure, tool, seed, signers, ledger head and what was already seen.
public struct FreezeRecord: Hashable, Sendable {
  /// The whole record, as it stands in the ledger.
  public let value: CanonicalValue
  /// SHA-256 of the canonical record: the analysis digest.
  public let digest: Digest

  public let analysis: String
  public let definition: Digest
  /// Digest of the estimate document the signers saw.
  public let estimate: Digest
  public let data: [OpenDataRecord]
  public let tool: ToolRecord
  /// How many of whom must sign off.
  public let quorum: Quorum
  /// Set for a definition that was made after a box of these data had been opened.
  public let postUnblind: PostUnblind?
  /// Which events are opened under it; nil in records of analyses without stages.
  let shown: OpenedEvents?

  /// - Throws: ``Refusal`` with the ledger's status if a field is missing or of another type.
  public init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "freeze record")
    (self.value, digest) = (value, try Digest(of: value, as: .freeze))
    analysis = try record.string("analysis")
    definition = try record.digest("definition-digest")
    estimate = try record.digest("estimate-digest")
    data = try record.array("data").map(OpenDataRecord.init(reading:))
    tool = try ToolRecord(reading: record.value("tool"))
    postUnblind = try value[Self.postUnblindKey].map(PostUnblind.init(reading:))
    quorum = try Quorum(reading: record.value("sign-off"))
    shown = try value[Self.shownKey].map(OpenedEvents.init(reading:))
  }

  /// Absent, as ``earlierKey``, in records of analyses without stages.
  static let shownKey = "opens"
  static let earlierKey = "earlier-stages"

  /// Absent in records made before any opening.
  static let postUnblindKey = "post-unblind"

  /// What every number carries that comes out of the box under this freeze.
  ///
  /// - Parameter toolNote: Why another program than the frozen one opens the box, if it does.
  public func label(toolNote: String? = nil) -> ObservationLabel {
    ObservationLabel(
      stage: value["stage"]?.string ?? "", freeze: digest, postUnblind: postUnblind?.number,
      toolNote: toolNote)
  }
}

/// The open part of one dataset: what a reviewer must find again before anything is opened.
public struct OpenDataRecord: Hashable, Sendable {
  public let name: String
  /// The files by their place, in reading order: relative to the project, or absolute outside it.
  public let files: [String]
  /// Digest of the open rows; never of the file.
  public let openDigest: Digest
  /// Digest of the list of spills that are used, or are not; nil without a list.
  public let spillList: Digest?
  /// The vault with the blinded rows; nil if none are sealed.
  public let sealed: SealedRecord?

  public init(
    name: String, files: [String], openDigest: Digest, spillList: Digest?,
    sealed: SealedRecord? = nil
  ) {
    (self.name, self.files, self.sealed) = (name, files, sealed)
    (self.openDigest, self.spillList) = (openDigest, spillList)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "data record")
    name = try record.string("name")
    files = try record.array("files").map { try RecordReader.text($0, "file name") }
    openDigest = try record.digest("open-digest")
    spillList = try value[Self.spillListKey].map { _ in try record.digest(Self.spillListKey) }
    sealed = try value[SealedRecord.key].map(SealedRecord.init(reading:))
  }

  /// Absent in records of datasets without a list.
  static let spillListKey = "spill-list-digest"

  public var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "name": .string(name), "files": .array(files.map(CanonicalValue.string)),
      "open-digest": .string(openDigest.description),
    ]
    if let spillList { members[Self.spillListKey] = .string(spillList.description) }
    if let sealed { members[SealedRecord.key] = sealed.canonical }
    return .object(members)
  }
}

/// The program that makes the numbers: its version and the digest of its executable.
public struct ToolRecord: Hashable, Sendable {
  public let version: String
  public let executable: Digest

  public init(version: String, executable: Digest) {
    (self.version, self.executable) = (version, executable)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "tool record")
    (version, executable) = (try record.string("version"), try record.digest("executable-digest"))
  }

  public var canonical: CanonicalValue {
    ["version": .string(version), "executable-digest": .string(executable.description)]
  }
}
