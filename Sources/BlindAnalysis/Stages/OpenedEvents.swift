import Ledger

/// Which events of some data an opening shows: a share of those in a region.
struct OpenedEvents: Hashable, Sendable {
  private let region: MaskRecord
  private let share: EventShare
  /// By what the share tells events apart.
  private let naming: EventNaming

  /// - Returns: Nil for a condition that no mask can be made of.
  init?(of definition: AnalysisDefinition) {
    guard let mask = try? Mask(region: definition.signalRegion.condition) else { return nil }
    (region, share) = (MaskRecord(of: mask, over: definition.columns), definition.stage.share)
    naming = EventNaming(of: definition)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "record of opened events")
    region = try MaskRecord(reading: record.value("region"))
    share = try EventShare(reading: record.value("share"))
    naming = try EventNaming(reading: record.value("event-ids"))
  }

  var canonical: CanonicalValue {
    ["region": region.canonical, "share": share.canonical, "event-ids": naming.canonical]
  }

  /// Whether none of them is opened by the definition; false also where that is not provable.
  func sharesNothing(with definition: AnalysisDefinition) -> Bool {
    if share.isApart(from: definition.stage.share), naming.agrees(with: EventNaming(of: definition))
    {
      return true
    }
    guard let mask = Mask.union(of: [region], over: definition) else { return false }
    let box = NamedRegion("the box", definition.signalRegion.condition)
    return mask.regions.allSatisfy {
      NamedRegion("what was opened", $0).proofOfSharingNothing(with: box).isProven
    }
  }
}

/// The branches that name events, file by file: events with other names are burnt otherwise, so two
/// shares are apart only under the same ones.
private struct EventNaming: Hashable, Sendable {
  private struct Files: Hashable {
    /// As the analysis file lists them.
    let files: [String]
    /// Sorted, since their order does not matter to the hash.
    let branches: [String]
  }

  private let datasets: [Files]

  init(of definition: AnalysisDefinition) {
    datasets = definition.datasets.map { Files(files: $0.files, branches: $0.eventID.sorted()) }
  }

  init(reading value: CanonicalValue) throws {
    datasets = try (value.array ?? []).map { value in
      let record = RecordReader(value, named: "record of event names")
      return Files(
        files: try record.array("files").map { try RecordReader.text($0, "file name") },
        branches: try record.array("branches").map { try RecordReader.text($0, "branch") })
    }
  }

  var canonical: CanonicalValue {
    .array(
      datasets.map {
        [
          "files": .array($0.files.map(CanonicalValue.string)),
          "branches": .array($0.branches.map(CanonicalValue.string)),
        ]
      })
  }

  /// Whether an event has the same name in both: if all datasets are named alike, or each is as it was.
  func agrees(with other: EventNaming) -> Bool {
    Set((datasets + other.datasets).map(\.branches)).count == 1
      || Set(datasets) == Set(other.datasets)
  }
}
