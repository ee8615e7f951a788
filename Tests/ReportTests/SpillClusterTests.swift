import Backgrounds
import BlindAnalysis
import Ledger
import TestSupport
import Testing

@testable import Report

@Suite("Clusters of events in a report") struct SpillClusterTests {
  /// Ten spills of 50 events, one in the side band of each, but for the third.
  private func clustering(_ third: Int) throws -> SpillClustering {
    let spills = (1...10).map { number in
      SpillCount(
        spill: Spill(run: 8501, number: Int64(number)), selected: 50,
        inRegions: [number == 3 ? third : 1])
    }
    let summary = OpenSummary.sample(
      "first", files: [], regions: [("side band", 9 + third)], spills: spills)
    return try #require(try SpillClustering(summary))
  }

  /// SciPy: 11 · hypergeom.sf(10, 500, 20, 50) = 3.17e-6.
  @Test("are shown with what was expected")
  func found() throws {
    let clustering = try clustering(11)
    #expect(
      SpillClusterText(clustering).lines == [
        "",
        "Open events that cluster in first, corrected for the 11 places looked at",
        "              run  spill  events  expected       p",
        "  side band  8501      3      11       2.0  3.2e-6",
      ])
    let found = try #require(clustering.document["found"]?.array)
    #expect(found.count == 1 && found[0]["spill"] == 3 && found[0]["selected"] == 50)
    #expect(clustering.document["tests"] == 11)
  }

  @Test("take one line where nothing stands out, and none where nothing was tested")
  func none() throws {
    #expect(
      SpillClusterText(try clustering(1)).lines == [
        "", "No spill of first stands out (smallest corrected p = 1.0)",
      ])
    #expect(try clustering(1).document["found"] == [])
    let empty = try #require(
      try SpillClustering(.sample("first", files: [], regions: [("side band", 0)], spills: [])))
    #expect(SpillClusterText(empty).lines.isEmpty)
    #expect(empty.document["smallest-corrected-p"]?.isNull == true)
  }
}
