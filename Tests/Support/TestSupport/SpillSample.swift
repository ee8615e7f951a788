import Foundation

/// The events that Tests/Oracles/spill_clusters.py made, of which two spills have a gain drop.
public enum SpillSample {
  /// Where the gain dropped, as a list of bad spills.
  public static let gainDrop = "run,spill\n8501,17\n8502,4\n"

  /// The analysis whose regions the oracle counts.
  ///
  /// - Parameters:
  ///   - format: `root` or `csv`.
  ///   - spills: As in `bad-spills: spills.txt`; empty for no list.
  public static func analysis(_ format: String, spills: String = "") -> SampleAnalysis {
    .with {
      $0.datasets[0].files = "[spills.\(format)]"
      $0.datasets[0].format = format == "root" ? "tree: events" : "format: csv"
      $0.datasets[0].eventID = "[run, spill, event]"
      $0.datasets[0].spills = spills
      $0.selection = "[{name: quiet, require: E_HCAL < 30 GeV}]"
      $0.regions["side band"] = "E_ECAL in 46 GeV .. 62 GeV && E_HCAL < 1 GeV"
      $0.regions["control"] = "E_ECAL < 42 GeV && E_HCAL > 2 GeV"
    }
  }

  /// Puts the events into a folder.
  public static func copy(_ format: String, into folder: TemporaryFolder) throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let fixture = tests.appending(path: "EventDataTests/Fixtures/Spills/spills.\(format)")
    try FileManager.default.copyItem(
      at: fixture.standardizedFileURL, to: folder.url.appending(path: "spills.\(format)"))
  }
}
