import Ledger

/// What is remembered about one dataset outside of the project: beside its files and in the user's
/// registry, so that a removed ledger or a copy does not make it new.
public struct KnownData: Hashable, Sendable {
  /// A region that an analysis declared blind.
  public struct Declaration: Hashable, Sendable {
    public let analysis: String
    public let mask: MaskRecord

    public init(analysis: String, mask: MaskRecord) {
      (self.analysis, self.mask) = (analysis, mask)
    }
  }

  /// Absolute places, sorted.
  public let files: [String]
  /// Whether it was declared to be made by a generator whenever it was read.
  public private(set) var isGenerated: Bool
  public private(set) var declarations: [Declaration]
  public private(set) var openings: [PastOpening]
  /// Whether their blinded rows lie in vaults.
  public private(set) var isSealed: Bool
  /// The visible events, newest reading; nil before a complete one.
  public private(set) var sketch: EventSketch?
  /// The branches by which it names them, sorted; empty in records that do not tell.
  public private(set) var eventID: [String]

  public init(
    files: [String], isGenerated: Bool, declarations: [Declaration], openings: [PastOpening],
    isSealed: Bool = false, sketch: EventSketch?, eventID: [String]
  ) {
    self.files = Array(Set(files)).sorted()
    (self.isGenerated, self.declarations) = (isGenerated, declarations)
    (self.openings, self.isSealed) = (openings, isSealed)
    (self.sketch, self.eventID) = (sketch, eventID.sorted())
  }

  /// What a history knows, for other projects.
  ///
  /// - Parameters:
  ///   - files: Absolute places, for a record that leaves the project.
  ///   - isSealed: Whether the caller has them with a vault.
  public init(
    _ history: DataHistory, at files: [String], isGenerated: Bool, isSealed: Bool = false,
    sketch: EventSketch?, eventID: [String]
  ) {
    self.init(
      files: files, isGenerated: isGenerated,
      declarations: history.declarations.map {
        Declaration(analysis: $0.origin.analysis, mask: $0.mask)
      },
      openings: history.openings, isSealed: isSealed || history.isSealed, sketch: sketch,
      eventID: eventID)
  }

  /// Takes in what a newer record says; nothing is forgotten.
  public mutating func merge(_ newer: KnownData) {
    isGenerated = isGenerated && newer.isGenerated
    isSealed = isSealed || newer.isSealed
    for declaration in newer.declarations where !declarations.contains(declaration) {
      declarations.append(declaration)
    }
    for opening in newer.openings where !openings.contains(opening) { openings.append(opening) }
    if newer.sketch != nil { (sketch, eventID) = (newer.sketch, newer.eventID) }
  }

  /// Names the record in the registry.
  public var name: String {
    Digest(ofBytes: Array(files.joined(separator: "\n").utf8), as: .knownFiles).hexadecimal
  }

  /// The same without the events, for the place beside the files.
  public var withoutSketch: KnownData {
    KnownData(
      files: [], isGenerated: isGenerated, declarations: declarations, openings: openings,
      isSealed: isSealed, sketch: nil, eventID: [])
  }
}

// MARK: Record

extension KnownData {
  static let schema = "na64-blind/known-data/1"

  /// - Throws: ``Refusal`` with the ledger's status for anything but a whole record.
  public init(reading bytes: [UInt8]) throws {
    guard let value = try? CanonicalValue(parsing: bytes, limit: Self.sizeLimit),
      value["schema"]?.string == Self.schema
    else { throw Refusal(.ledgerInvalid, "a record of known data cannot be read") }
    let record = RecordReader(value, named: "record of known data")
    self.init(
      files: try record.array("files").map { try RecordReader.text($0, "file name") },
      isGenerated: try record.value("generated") == true,
      declarations: try record.array("declarations").map(Declaration.init(reading:)),
      openings: try record.array("openings").map(PastOpening.init(reading:)),
      isSealed: value[Self.sealedKey] == true,
      sketch: try record.value("events").isNull
        ? nil : EventSketch(reading: record.value("events")),
      eventID: try RecordReader.eventID(in: value))
  }

  public static let sizeLimit = 4 << 20
  /// Absent where it is false.
  private static let sealedKey = "sealed"

  public func bytes() throws -> [UInt8] {
    var members: [String: CanonicalValue] = [
      "schema": .string(Self.schema), "files": .array(files.map(CanonicalValue.string)),
      "generated": .bool(isGenerated), "declarations": .array(declarations.map(\.canonical)),
      "openings": .array(openings.map(\.canonical)), "events": sketch?.canonical ?? .null,
    ]
    if isSealed { members[Self.sealedKey] = true }
    if sketch != nil {
      members[RecordReader.eventIDKey] = .array(eventID.map(CanonicalValue.string))
    }
    return try CanonicalValue.object(members).canonicalBytes() + [UInt8(ascii: "\n")]
  }
}

extension KnownData.Declaration {
  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "declaration")
    self.init(
      analysis: try record.string("analysis"),
      mask: try MaskRecord(reading: record.value("mask")))
  }

  var canonical: CanonicalValue {
    ["analysis": .string(analysis), "mask": mask.canonical]
  }
}
