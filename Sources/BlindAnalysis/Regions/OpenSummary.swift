public import Ledger

/// What the open part of one dataset holds: every number here is made of visible rows only.
public struct OpenSummary: Hashable, Sendable {
  public let dataset: String
  /// The files by their place, in reading order: relative to the project, or absolute outside it.
  public let files: [String]
  /// Rows provably outside the blind region.
  public let open: Int
  /// Rows that are unreadable, or in an unknown place as a blinding variable is not finite.
  ///
  /// Used by nothing.
  public let quarantined: Int
  /// Rows left after each cut, in the order of the selection.
  public let cutFlow: [NamedCount]
  /// Rows in each open region after all cuts, in the order of the analysis file.
  public let regions: [NamedCount]
  /// Digest of the open rows in the columns the analysis uses.
  public let digest: Digest

  package init(
    dataset: String, files: [String], open: Int, quarantined: Int, cutFlow: [NamedCount],
    regions: [NamedCount], digest: Digest
  ) {
    (self.dataset, self.files, self.open, self.quarantined) = (dataset, files, open, quarantined)
    (self.cutFlow, self.regions, self.digest) = (cutFlow, regions, digest)
  }

  /// What a freeze records of it.
  public var record: OpenDataRecord {
    OpenDataRecord(name: dataset, files: files, openDigest: digest)
  }
}

/// A number of visible rows with the name of the cut or region they passed.
public struct NamedCount: Hashable, Sendable {
  public let name: String
  public let count: Int

  package init(name: String, count: Int) { (self.name, self.count) = (name, count) }
}

extension [OpenSummary] {
  /// Rows of all datasets in an open region after all cuts; nil for a region that is not open.
  public func count(in region: String) -> Int? {
    let counts = flatMap(\.regions).filter { $0.name == region }.map(\.count)
    return counts.isEmpty ? nil : counts.reduce(0, +)
  }
}
