public import Ledger

/// What the signal box holds, once it may be read.
public struct BoxContent: Hashable, Sendable {
  /// The most events that are named, of all datasets together.
  package static let namedEvents = 100

  /// Events of each dataset, in the order of the analysis file.
  public let events: [DatasetCount]
  /// The first events in reading order, for the event display; not all of them if there are many.
  public let references: [EventReference]
  /// Rows of no class (unreadable, or in an unknown place as a blinding variable is not finite).
  public let quarantined: Int
  /// What was kept of the rows that were sealed; empty if none were.
  public let kept: [KeptRows]

  public var total: Int { events.map(\.count).reduce(0, +) }

  package init(
    events: [DatasetCount], references: [EventReference], quarantined: Int, kept: [KeptRows] = []
  ) {
    (self.events, self.references, self.quarantined) = (events, references, quarantined)
    self.kept = kept
  }
}

/// A file with the rows that came out of a vault into a result, so that it can be counted again.
public struct KeptRows: Hashable, Sendable {
  public let dataset: String
  /// Relative to the project.
  public let file: String
  public let digest: Digest

  package init(dataset: String, file: String, digest: Digest) {
    (self.dataset, self.file, self.digest) = (dataset, file, digest)
  }

  /// Nil for anything but ``canonical``.
  public init?(_ value: CanonicalValue) {
    guard value.object?.count == 3, let dataset = value["dataset"]?.string,
      let file = value["file"]?.string,
      let digest = value["digest"]?.string.flatMap({ Digest(parsing: $0) })
    else { return nil }
    self.init(dataset: dataset, file: file, digest: digest)
  }

  public var canonical: CanonicalValue {
    ["dataset": .string(dataset), "file": .string(file), "digest": .string(digest.description)]
  }
}

/// A number of events of one dataset.
public struct DatasetCount: Hashable, Sendable {
  public let dataset: String
  public let count: Int

  public init(dataset: String, count: Int) { (self.dataset, self.count) = (dataset, count) }
}

/// An event by its identifiers, as in (run, spill, event); never by its place in a file.
public struct EventReference: Hashable, Sendable {
  public let dataset: String
  /// Nil if they are not whole numbers in the file.
  public let identifiers: [Int64]?

  public init(dataset: String, identifiers: [Int64]?) {
    (self.dataset, self.identifiers) = (dataset, identifiers)
  }
}
