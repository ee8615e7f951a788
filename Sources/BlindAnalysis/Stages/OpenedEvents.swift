import Ledger

/// Which events of some data an opening shows: a share of those in a region.
struct OpenedEvents: Hashable, Sendable {
  private let region: MaskRecord
  private let share: EventShare

  /// - Returns: Nil for a condition that no mask can be made of.
  init?(of definition: AnalysisDefinition) {
    guard let mask = try? Mask(region: definition.signalRegion.condition) else { return nil }
    (region, share) = (MaskRecord(of: mask, over: definition.columns), definition.stage.share)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "record of opened events")
    region = try MaskRecord(reading: record.value("region"))
    share = try EventShare(reading: record.value("share"))
  }

  var canonical: CanonicalValue { ["region": region.canonical, "share": share.canonical] }

  /// Whether none of them is opened by the definition; false also where that is not provable.
  func sharesNothing(with definition: AnalysisDefinition) -> Bool {
    if share.isApart(from: definition.stage.share) { return true }
    guard let mask = Mask.union(of: [region], over: definition) else { return false }
    let box = NamedRegion("the box", definition.signalRegion.condition)
    return mask.regions.allSatisfy {
      NamedRegion("what was opened", $0).proofOfSharingNothing(with: box).isProven
    }
  }
}
