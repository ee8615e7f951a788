public import BlindAnalysis
public import Stats

/// Whether the events of a region come in few spills or runs: a blind check of the data's quality.
///
/// Given how many events of a spill pass all cuts, and how many of all such events lie in a region,
/// the number in both is hypergeometric if spills are alike: no rate and no exposure enters
/// (R. A. Fisher's exact test, one-sided). All open regions are tested in all spills, then all runs
/// without the spills that stand out. Corrected probabilities are multiplied by the number of tests
/// (Bonferroni), which holds however they depend on each other. Made of visible events only.
public struct SpillClustering: Hashable, Sendable {
  /// What stands out has a corrected probability below this.
  public static let threshold = 0.01

  public let dataset: String
  /// How many spills and runs were tested, over all regions.
  public let tests: Int
  /// The least probable of all; nil if there was nothing to test.
  public let smallest: SpillCluster?
  /// What stands out: by region in the order of the analysis file, spills before runs.
  public let clusters: [SpillCluster]

  /// - Returns: Nil if the events of the dataset are not named by run and spill.
  /// - Throws: ``NumericsError`` if a probability cannot be computed.
  public init?(_ summary: OpenSummary) throws(NumericsError) {
    guard let spills = summary.spills else { return nil }
    let regions = summary.regions.indices.map { RegionInSpills($0, of: summary, spills) }
      .filter(\.canCluster)
    let tests = regions.reduce(0) { $0 + $1.spills.count + $1.runs.count }
    var (all, clusters) = ([SpillCluster](), [SpillCluster]())
    for region in regions {
      let found = try region.tested(correction: tests)
      all += found
      clusters += found.filter(\.standsOut)
    }
    dataset = summary.dataset
    self.tests = tests
    self.clusters = clusters
    smallest = all.min { $0.probability < $1.probability }
  }
}

/// The events of one region in one spill, or in one run.
public struct SpillCluster: Hashable, Sendable {
  public let region: String
  public let run: Int64
  /// Nil for the run as a whole, without the spills that stand out.
  public let spill: Int64?
  public let events: Int
  /// Of all events that pass the cuts.
  public let selected: Int
  /// Its share of the events of the region, by what passes the cuts.
  public let expected: Double
  /// Of so many events or more.
  public let probability: Double
  /// The probability times the number of tests, at most one.
  public let corrected: Double

  public var standsOut: Bool { corrected < SpillClustering.threshold }
}
