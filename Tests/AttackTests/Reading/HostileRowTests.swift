import BlindAnalysis
import Foundation
import TestSupport
import Testing

@testable import EventData

/// Rows that are made to be seen.
@Suite("R: hostile rows", .serialized) struct HostileRowTests {
  /// Open and quarantined rows, of a table with the columns run, event, ecal and hcal.
  private func classes(
    _ rows: [String], blind: String = "E_ECAL < 45 GeV && E_HCAL < 1.5 GeV"
  ) throws -> [Int] {
    let folder = try TemporaryFolder()
    try folder.write((["run,event,ecal,hcal"] + rows).joined(separator: "\n"), to: "data.csv")
    let definition = try SampleAnalysis.with {
      $0.blind = blind
      $0.regions = ["signal box": "E_ECAL in 10 GeV .. 20 GeV && E_HCAL < 1 GeV"]
    }.definition()
    let summary = try HeldData(opening: definition, folder: folder.path, project: folder.path)
      .readOpen().summaries[0]
    return [summary.open, summary.quarantined]
  }

  @Test(
    "R2 what is not finite is quarantined, every other number classified, and nothing is let out",
    arguments: [
      ("nan", 1), ("inf", 1), ("-inf", 1), ("-nan", 1), ("-0.0", 0), ("5e-324", 0), ("1e308", 0),
    ])
  func notFinite(value: String, quarantined: Int) throws {
    let isHigh = value == "1e308"
    #expect(try classes(["1,1,\(value),0.5"]) == [isHigh ? 1 : 0, quarantined])
    // High, or unknown, in a column that alone leaves the row outside of nothing.
    #expect(try classes(["1,1,20,\(value)"]) == [isHigh ? 1 : 0, quarantined])
  }

  /// Blind region; its edge; the next number outside.
  private static let edges: [(blind: String, edge: Double, outside: Double)] = [
    ("E_ECAL < 45 GeV", 45, 45.0.nextUp), ("E_ECAL <= 45 GeV", 45, 45.0.nextUp),
    ("E_ECAL > 5 GeV", 5, 5.0.nextDown), ("E_ECAL >= 5 GeV", 5, 5.0.nextDown),
    ("45 GeV > E_ECAL", 45, 45.0.nextUp), ("!(E_ECAL >= 45 GeV)", 45, 45.0.nextUp),
    ("E_ECAL in 5 GeV .. 45 GeV", 45, 45.0.nextUp), ("E_ECAL in 5 GeV .. 45 GeV", 5, 5.0.nextDown),
  ]

  @Test("R3 an edge is blind whatever its sign says, the next number is open", arguments: edges)
  func edge(blind: String, edge: Double, outside: Double) throws {
    #expect(try classes(["1,1,\(edge),0.5"], blind: blind) == [0, 0])
    #expect(try classes(["1,1,\(outside),0.5"], blind: blind) == [1, 0])
  }

  @Test("R4 a cut that fails on blinded rows only is not evaluated on them")
  func failingCut() throws {
    var twins = Twins()
    twins.analyses["a.yaml"] = .with {
      $0.selection = """
        [{name: root, require: sqrt(E_ECAL / 1 GeV - 45) < 100},
         {name: ratio, require: 1 GeV / E_ECAL < 5}, {name: log, require: log(E_HCAL / 1 GeV) < 9}]
        """
    }
    let rows = visibleRows(9)
    let without = try twins.play(rows)
    #expect(without.statuses.first == 0, "\(without.printed)")
    let failing = ["2,1,0,-1", "2,2,-0.0,0", "2,3,-5,-1e308"]
    #expect(try twins.play(failing + rows + failing) == without)
  }

  @Test("R9 an identifier that a visible and a blinded row share is no matter of note")
  func sharedIdentifier() throws {
    let twins = Twins()
    let without = try twins.play(visibleRows(9))
    let shared = (0..<9).map { "1,\($0),20,0.5" }
    #expect(try twins.play(shared + visibleRows(9) + shared) == without)
    #expect(!without.printed.lowercased().contains("duplicate"))
  }

  @Test("R10 an order that a blinded row breaks is not looked at")
  func order() throws {
    let twins = Twins()
    let without = try twins.play(visibleRows(9))
    let rows = visibleRows(9)
    #expect(try twins.play(Array(rows[..<4] + ["-7,99999,20,0.5"] + rows[4...])) == without)
  }

  @Test("R11 the type of a column does not come from blinded rows")
  func types() throws {
    let twins = Twins()
    let without = try twins.play(visibleRows(9))
    for row in ["1.5,2,20,0.5", "x,y,20,0.5", "1e3,1,20,0.5", ",,20,0.5", "\"a\",-,20,0.5"] {
      #expect(try twins.play(visibleRows(9) + [row]) == without, "\(row)")
    }
  }

  @Test("R12 an error behind blinded rows is placed after the visible event before it")
  func placeOfError() throws {
    let twins = Twins()
    let (before, bad) = (visibleRows(3), "1,1.5,60,0.5")
    let without = try twins.play(before + [bad] + visibleRows(9))
    #expect(without.statuses.first == 65)
    #expect(without.printed.contains("(after 1, 2)"), "\(without.printed)")
    for count in [1, 3, 5000] {
      #expect(try twins.play(before + boxRows(count) + [bad] + visibleRows(9)) == without)
    }
  }

  @Test("R13 a row that is broken is quarantined, although what can be read of it is in the box")
  func brokenRow() throws {
    for row in ["2,1,20,0.5,7", "2,1,20", "2,1,20,0.5\u{0}", "2,1,20,0.5\""] {
      #expect(try classes(["1,1,60,0.1", row]) == [1, 1], "\(row)")
    }
  }
}
