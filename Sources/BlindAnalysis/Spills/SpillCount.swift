/// How many visible events of one spill pass all cuts.
public struct SpillCount: Hashable, Sendable {
  public let spill: Spill
  /// One or more.
  public let selected: Int
  /// Those of them in each open region, in the order of ``OpenSummary/regions``.
  public let inRegions: [Int]

  package init(spill: Spill, selected: Int, inRegions: [Int]) {
    (self.spill, self.selected, self.inRegions) = (spill, selected, inRegions)
  }
}
