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

  public var total: Int { events.map(\.count).reduce(0, +) }

  package init(events: [DatasetCount], references: [EventReference], quarantined: Int) {
    (self.events, self.references, self.quarantined) = (events, references, quarantined)
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
