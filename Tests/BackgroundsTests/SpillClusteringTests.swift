import BlindAnalysis
import EventData
import TestSupport
import Testing

@testable import Backgrounds

/// The gain of some phototubes dropped in two spills, which filled the side band, and the box.
@Suite("Clusters of events in spills") struct SpillClusteringTests {
  private static func clustering(_ format: String, _ list: String? = nil) throws -> SpillClustering
  {
    let folder = try TemporaryFolder()
    try SpillSample.copy(format, into: folder)
    try folder.write(list ?? "", to: "list.txt")
    let definition = try SpillSample.analysis(
      format, spills: list == nil ? "" : "bad-spills: list.txt"
    ).definition()
    let data = try HeldData(opening: definition, folder: folder.path, project: folder.path)
    return try #require(try SpillClustering(data.readOpen().summaries[0]))
  }

  private typealias Counts = (run: Int64, spill: Int64, selected: Int, events: Int)

  /// One region of events in spills of one run or several.
  private static func clustering(_ spills: [Counts]) throws -> SpillClustering {
    let summary = OpenSummary.sample(
      "first", files: [], regions: [("side band", spills.reduce(0) { $0 + $1.events })],
      spills: spills.map {
        SpillCount(
          spill: Spill(run: $0.run, number: $0.spill), selected: $0.selected,
          inRegions: [$0.events])
      })
    return try #require(try SpillClustering(summary))
  }

  @Test(
    "are found in the two spills with the gain drop, and nowhere else", arguments: ["root", "csv"])
  func gainDrop(format: String) throws {
    let found = try Self.clustering(format).clusters
    #expect(found.map(\.run) == [8501, 8502] && found.map(\.spill) == [17, 4])
    #expect(found.allSatisfy { $0.region == "side band" })
  }

  /// The sums have a few terms, each good to some 1e-14.
  @Test("have the probabilities of whole-number arithmetic and SciPy, spill by spill")
  func oracle() throws {
    let table = try OracleTable("Reference/spill-clusters.csv")
    let spills = try table.rows.map { row -> Counts in
      (
        Int64(try row.integer("run")), Int64(try row.integer("spill")),
        try row.integer("selected"), try row.integer("sideband")
      )
    }
    #expect(spills.count == 60)
    let region = RegionInSpills(
      0,
      of: .sample("first", files: [], regions: [("side band", 0)]),
      spills.map {
        SpillCount(
          spill: Spill(run: $0.run, number: $0.spill), selected: $0.selected,
          inRegions: [$0.events])
      })
    let tested = try region.tested(correction: 10)
    for (row, cluster) in zip(table.rows, tested) {
      let tail = try row.number("tail")
      #expect(disagreement(cluster.probability, tail, relative: 1e-12) == nil)
      #expect(disagreement(cluster.corrected, min(1, 10 * tail), relative: 1e-12) == nil)
    }
    let found = try Self.clustering("csv")
    let smallest = try #require(found.smallest)
    #expect(try disagreement(smallest.probability, table.tail(8502, 4), relative: 1e-12) == nil)
    // Two regions in 60 spills and 2 runs.
    #expect(found.tests == 124 && smallest.corrected == 124 * smallest.probability)
    #expect(smallest.events == 10 && smallest.selected == 45)
    #expect(disagreement(smallest.expected, 45 * 95 / 2721.0, relative: 1e-15) == nil)
  }

  @Test("are gone once a list leaves the spills out")
  func afterTheList() throws {
    let clustering = try Self.clustering("csv", SpillSample.gainDrop)
    #expect(clustering.clusters.isEmpty && clustering.tests == 120)
  }

  @Test("are found in a run whose spills are each too small to stand out")
  func run() throws {
    let clustering = try Self.clustering(
      (0..<400).map { index -> Counts in
        let isBad = (100..<140).contains(index)
        return (Int64(index / 40), Int64(index % 40), 20, isBad ? 2 : index % 5 / 4)
      })
    #expect(clustering.clusters.map(\.run) == [2, 3] && clustering.tests == 410)
    #expect(clustering.clusters.allSatisfy { $0.spill == nil })
  }

  @Test("make no run stand out that has but one spill that does")
  func oneSpill() throws {
    let clustering = try Self.clustering(
      (0..<100).map { index -> Counts in
        (Int64(index / 10), Int64(index), 50, index == 42 ? 40 : 1)
      })
    #expect(clustering.clusters.map(\.spill) == [42])
  }

  @Test("are found for spill numbers that repeat in every run, and in no other run")
  func sameNumbers() throws {
    let found = try Self.clustering(
      (0..<100).map { index -> Counts in
        (Int64(index / 10), Int64(index % 10), 50, index == 42 ? 30 : 1)
      }
    ).clusters
    #expect(found.map(\.run) == [4] && found.map(\.spill) == [2])
  }

  @Test("cannot be where all events are in the region or none, or in one spill")
  func nothingToTest() throws {
    #expect(try Self.clustering([(1, 1, 5, 0), (1, 2, 5, 0)]).smallest == nil)
    #expect(try Self.clustering([(1, 1, 5, 5), (1, 2, 5, 5)]).tests == 0)
    #expect(try Self.clustering([(1, 1, 1000, 7)]).smallest?.probability == 1)
    #expect(try Self.clustering([]).smallest == nil)
    #expect(try SpillClustering(.sample("first", files: [])) == nil)
  }

  /// With no cluster at all a false alarm comes in less than one of a hundred samples.
  @Test("are seldom found where there are none")
  func falseAlarms() throws {
    var generator = SplitMixSource(seed: 20)
    var alarms = 0
    for _ in 0..<300 {
      let spills = (0..<40).map { index -> Counts in
        let events = (0..<30).reduce(0) { sum, _ in sum + (generator.uniform() < 0.1 ? 1 : 0) }
        return (Int64(index / 20), Int64(index), 30, events)
      }
      if try !Self.clustering(spills).clusters.isEmpty { alarms += 1 }
    }
    // Three are expected at most; eleven or more would have a probability of 3e-4.
    #expect(alarms <= 10)
  }
}

extension OracleTable {
  fileprivate func tail(_ run: Int, _ spill: Int) throws -> Double {
    let row = try #require(
      try rows.first { try $0.integer("run") == run && $0.integer("spill") == spill })
    return try row.number("tail")
  }
}
