import BlindAnalysis
import Ledger
import TestSupport
import Testing

@testable import EventData

/// Rows R2, R3 and R13 of the specification, through the whole reader.
@Suite("Classes of rows") struct RowClassTests {
  /// Reads a CSV table with the columns run, event, ecal and hcal.
  private static func summary(
    _ rows: [String], _ change: (inout SampleAnalysis) -> Void = { _ in }
  ) throws -> OpenSummary {
    let folder = try TemporaryFolder()
    let numbered = rows.enumerated().map { "1,\($0),\($1)" }
    try folder.write(
      (["run,event,ecal,hcal"] + numbered).joined(separator: "\n"), "data.csv")
    let definition = try SampleAnalysis.with(change).definition()
    let sample = try HeldData(opening: definition, folder: folder.path, project: folder.path)
      .readOpen()
    return try #require(sample.summaries.first)
  }

  @Test(
    "a blinding variable that is not finite makes a row quarantined, never open",
    arguments: ["nan", "-nan", "inf", "-inf", "1e999", "-1e999"])
  func notFinite(value: String) throws {
    for row in ["\(value),0.1", "20,\(value)", "60,\(value)", "\(value),50", "\(value),\(value)"] {
      let summary = try Self.summary([row])
      #expect(summary.open == 0 && summary.quarantined == 1, "\(row)")
    }
  }

  @Test(
    "extreme finite values are classified as numbers",
    arguments: [
      ("0", false), ("-0.0", false), ("5e-324", false), ("-5e-324", false), ("2.2e-308", false),
      ("-1e308", false), ("1e308", true), ("1.7976931348623157e308", true), ("45.5", true),
    ])
  func extremes(value: String, isOpen: Bool) throws {
    let summary = try Self.summary(["\(value),0.1"])
    #expect(summary.open == (isOpen ? 1 : 0) && summary.quarantined == 0)
  }

  @Test(
    "a row without the table's structure or without a number that blinds is quarantined",
    arguments: ["20,0.1,7", "20", "20,", "x,0.1", "60,0.1\"", "20,0.1\u{0}", "", ",", "60,1 2"])
  func unreadable(row: String) throws {
    let summary = try Self.summary(["60,0.1", row, "61,0.1"])
    #expect(summary.open == 2 && summary.quarantined == 1)
  }

  @Test("a text in a column that does not blind neither quarantines a row nor uncovers one")
  func textElsewhere() throws {
    let summary = try Self.summary(["60,0.1", "60,bad", "20,bad", "70,bad", "x,0.1"]) {
      ($0.blind, $0.regions) = ("E_ECAL < 45 GeV", ["signal box": "E_ECAL < 42 GeV"])
    }
    #expect(summary.open == 3 && summary.quarantined == 1)
    #expect(summary.cutFlow.map(\.count) == [1])
  }

  @Test("a row that one region of the mask surely holds is blinded whatever else in it is broken")
  func surelyInside() throws {
    for broken in ["nan", "inf", "bad", ""] {
      let summary = try Self.summary(["20,\(broken)", "60,\(broken)", "60,5"]) {
        $0.blind = "E_ECAL < 45 GeV || E_HCAL < 1.5 GeV"
      }
      #expect(summary.open == 1 && summary.quarantined == 1, "\(broken)")
    }
  }

  /// Blind region, a value well inside, its edge, and the value next to it outside.
  private static let edges: [(blind: String, inside: Double, edge: Double, outside: Double)] = [
    ("E_ECAL < 45 GeV", 45.0.nextDown, 45, 45.0.nextUp),
    ("E_ECAL <= 45 GeV", 45.0.nextDown, 45, 45.0.nextUp),
    ("E_ECAL > 5 GeV", 5.0.nextUp, 5, 5.0.nextDown),
    ("E_ECAL >= 5 GeV", 5.0.nextUp, 5, 5.0.nextDown),
    ("45 GeV > E_ECAL", 45.0.nextDown, 45, 45.0.nextUp),
    ("!(E_ECAL >= 45 GeV)", 45.0.nextDown, 45, 45.0.nextUp),
    ("E_ECAL in 5 GeV .. 45 GeV", 45.0.nextDown, 45, 45.0.nextUp),
    ("E_ECAL in 5 GeV .. 45 GeV", 5.0.nextUp, 5, 5.0.nextDown),
  ]

  @Test(
    "the edge belongs to the mask whatever its sign says; the next number is open", arguments: edges
  )
  func edge(blind: String, inside: Double, edge: Double, outside: Double) throws {
    func isOpen(_ value: Double, inMeV: Bool = false) throws -> Bool {
      let summary = try Self.summary(["\(value),0.1"]) {
        ($0.blind, $0.regions) = (blind, ["signal box": "E_ECAL in 10 GeV .. 20 GeV"])
        if inMeV { $0.columns = $0.columns.replacing("ecal, unit: GeV", with: "ecal, unit: MeV") }
      }
      #expect(summary.quarantined == 0)
      return summary.open == 1
    }
    #expect(try [inside, edge, outside].map { try isOpen($0) } == [false, false, true])
    // Stored in MeV: the whole number is the edge itself, not a rounding of it.
    #expect(try !isOpen(edge * 1000, inMeV: true))
    let beyond = outside > edge ? edge * 1000 + 1e-9 : edge * 1000 - 1e-9
    #expect(try isOpen(beyond, inMeV: true))
  }

  @Test("a column in MeV and a cut in MeV meet exactly, as do a column in MeV and a cut in GeV")
  func units() throws {
    // The names of the events that pass can be counted only; so one value after the other.
    for (value, passes) in [
      (79, true), (80, true), (80.0.nextUp, false), (81, false), (1, true), (1.0.nextDown, false),
    ] as [(Double, Bool)] {
      for cut in ["E_HCAL in 1 MeV .. 80 MeV", "E_HCAL in 0.001 GeV .. 0.08 GeV"] {
        let summary = try Self.summary(["50,\(value)"]) {
          $0.columns = "{E_ECAL: {branch: ecal, unit: GeV}, E_HCAL: {branch: hcal, unit: MeV}}"
          $0.selection = "[{name: window, require: \(cut)}]"
        }
        #expect(summary.cutFlow.map(\.count) == [passes ? 1 : 0], "\(value), \(cut)")
      }
    }
  }

  @Test("whole numbers of MeV meet their cut exactly where a factor of 0.001 would not")
  func wholeUnits() throws {
    let sensitive = (1...100).filter { Double($0) * 0.001 != Double($0) / 1000 }
    #expect(sensitive.count > 10)
    for value in sensitive {
      let summary = try Self.summary(["50,\(value)"]) {
        $0.columns = "{E_ECAL: {branch: ecal, unit: GeV}, E_HCAL: {branch: hcal, unit: MeV}}"
        $0.selection = """
          [{name: above, require: E_HCAL >= \(value) MeV},
           {name: below, require: E_HCAL <= \(value) MeV}]
          """
      }
      #expect(summary.cutFlow.map(\.count) == [1, 1], "\(value)")
    }
  }

  @Test("the cut-flow and the regions count open rows that passed, in the order of the file")
  func counts() throws {
    let rows = ["60,0.5", "60,0.1", "46,3", "20,0.1", "20,3", "nan,0.1", "70,0.2"]
    let summary = try Self.summary(rows) {
      $0.selection = """
        [{name: high, require: E_ECAL > 15 GeV}, {name: low, require: E_ECAL < 65 GeV},
         {name: quiet, require: E_HCAL < 2 GeV}]
        """
      $0.regions["side band"] = "E_ECAL in 45 GeV .. 62 GeV && E_HCAL < 0.3 GeV"
      $0.regions["control"] = "E_HCAL > 2 GeV"
    }
    #expect(summary.open == 5 && summary.quarantined == 1)
    #expect(summary.cutFlow.map(\.name) == ["high", "low", "quiet"])
    #expect(summary.cutFlow.map(\.count) == [5, 4, 2])
    #expect(summary.regions.map(\.name) == ["control", "side band"])
    #expect(summary.regions.map(\.count) == [0, 1])
  }
}
