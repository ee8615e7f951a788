public import Ledger

/// Which events of a dataset were visible at a complete reading, as the ledger keeps it.
public struct SketchRecord: Hashable, Sendable {
  public let analysis: String
  public let dataset: String
  /// Where the data files are: relative to the project, or absolute outside it.
  public let files: [String]
  public let isGenerated: Bool
  /// The branches that name the events, sorted; empty in records that do not tell.
  public let eventID: [String]
  public let sketch: EventSketch

  public init(
    analysis: String, dataset: String, files: [String], isGenerated: Bool, eventID: [String],
    sketch: EventSketch
  ) {
    (self.analysis, self.dataset, self.files) = (analysis, dataset, files)
    (self.isGenerated, self.eventID, self.sketch) = (isGenerated, eventID.sorted(), sketch)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "sketch of events")
    analysis = try record.string("analysis")
    dataset = try record.string("dataset")
    files = try record.array("files").map { try RecordReader.text($0, "file name") }
    isGenerated = try record.value("generated") == true
    eventID = try RecordReader.eventID(in: value)
    sketch = try EventSketch(reading: record.value("events"))
  }

  var canonical: CanonicalValue {
    [
      "analysis": .string(analysis), "dataset": .string(dataset),
      "files": .array(files.map(CanonicalValue.string)), "generated": .bool(isGenerated),
      RecordReader.eventIDKey: .array(eventID.map(CanonicalValue.string)),
      "events": sketch.canonical,
    ]
  }

  /// Whether the ledger holds these events already, or there are none.
  public func isKnown(in ledger: LedgerHistory) throws -> Bool {
    try sketch.isEmpty
      || ledger.entries.contains { entry in
        guard case .sketch(let record) = try ProcedureEvent(reading: entry) else { return false }
        return record.files == files && record.isGenerated == isGenerated
          && sketch.isCovered(by: record.sketch)
      }
  }

  /// Whether these are (a part of) the events that another sample has.
  ///
  /// Generated events repeat their names from sample to sample, so two such samples are never taken
  /// for one.
  func isOfSameData(as other: EventSketch, generated: Bool) -> Bool {
    !(isGenerated && generated) && sketch.sharesEvents(with: other)
  }
}

extension RecordReader {
  static let eventIDKey = "event-id"

  /// The branches that name events; empty where a record does not tell.
  static func eventID(in value: CanonicalValue) throws -> [String] {
    try (value[eventIDKey]?.array ?? []).map { try text($0, eventIDKey) }
  }
}
