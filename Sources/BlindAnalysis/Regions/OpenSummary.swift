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
  /// What a list of spills left of the open rows, before the first cut; nil without a list.
  public let goodSpills: GoodSpills?
  /// Rows left after each cut, in the order of the selection.
  public let cutFlow: [NamedCount]
  /// Rows in each open region after all cuts, in the order of the analysis file.
  public let regions: [NamedCount]
  /// The same spill by spill, sorted; nil if events are not named by run and spill.
  public let spills: [SpillCount]?
  /// The vault with the blinded rows; nil if none are sealed.
  public let sealed: SealedRecord?
  /// Digest of the open rows in the columns the analysis uses, whatever their spills.
  public let digest: Digest

  package init(
    dataset: String, files: [String], open: Int, quarantined: Int, goodSpills: GoodSpills?,
    cutFlow: [NamedCount], regions: [NamedCount], spills: [SpillCount]?, digest: Digest,
    sealed: SealedRecord? = nil
  ) {
    self.sealed = sealed
    (self.dataset, self.files, self.open, self.quarantined) = (dataset, files, open, quarantined)
    (self.goodSpills, self.cutFlow) = (goodSpills, cutFlow)
    (self.regions, self.spills, self.digest) = (regions, spills, digest)
  }

  /// What a freeze records of it.
  public var record: OpenDataRecord {
    OpenDataRecord(
      name: dataset, files: files, openDigest: digest, spillList: goodSpills?.list,
      sealed: sealed)
  }
}

/// The visible rows on spills that are used.
public struct GoodSpills: Hashable, Sendable {
  /// Digest of the list that says so.
  public let list: Digest
  public let open: Int

  package init(list: Digest, open: Int) { (self.list, self.open) = (list, open) }
}

/// A number of visible rows with the name of the cut or region they passed.
public struct NamedCount: Hashable, Sendable {
  public let name: String
  public let count: Int

  package init(name: String, count: Int) { (self.name, self.count) = (name, count) }
}

extension [OpenSummary] {
  /// Rows of some datasets in an open region after all cuts; nil for a region that is not open.
  public func count(in region: String, of datasets: [String]) -> Int? {
    let counts = filter { datasets.contains($0.dataset) }.flatMap(\.regions)
      .filter { $0.name == region }.map(\.count)
    return counts.isEmpty ? nil : counts.reduce(0, +)
  }
}
