import BlindAnalysis
import Foundation
import Ledger
import TestSupport
import Testing

/// Definitions that differ, so that the difference of what they show would tell of the box.
@Suite("D: differences of definitions", .serialized) struct MovingEdgeTests {
  private static func analysis(_ blind: String, _ name: String = "sample") -> SampleAnalysis {
    .with {
      ($0.blind, $0.name) = (blind, name)
      $0.datasets[0].kind = "data"
      $0.regions = ["signal box": "E_ECAL < -10 GeV"]
      $0.selection = "[]"
    }
  }

  /// Seven events below 50 GeV, as in the specification, and three above.
  private static let energies = [2.0, 7, 8, 27, 36, 41, 43, 60, 61, 62]
  private static let rows = energies.enumerated().map { "1,\($0),\($1),0.5" }

  @Test("D1 edges that move show the same rows at every step, and every step is on record")
  func movingEdges() throws {
    let project = try HeldProject()
    try project.write(rows: Self.rows)
    for edge in stride(from: 50, through: 0, by: -5) {
      try project.write(Self.analysis("E_ECAL < \(edge) GeV"))
      #expect(project.run("estimate", "a.yaml").status == 0)
      #expect(try project.counts().open == 3, "\(edge)")
    }
    #expect(try project.ledger().filter { $0 == "register" }.count == 11)
    let status = project.run("status", "a.yaml").output
    #expect(status.contains("E_ECAL < 0 GeV") && status.contains("E_ECAL < 50 GeV"))
    #expect(status.contains("by 'sample', ledger entry #1"))
  }

  @Test("D2 a sliver stays blind", arguments: ["59.999999", "\(60.0.nextDown)"])
  func sliver(edge: String) throws {
    var twins = Twins()
    twins.analyses = [
      "a.yaml": Self.analysis("E_ECAL < 60 GeV"), "b.yaml": Self.analysis("E_ECAL < \(edge) GeV"),
    ]
    twins.commands = ["a.yaml", "b.yaml"].flatMap { [["estimate", $0], ["status", $0]] }
    let without = try twins.play(["1,1,70,0.5", "1,2,60.5,0.5"])
    #expect(without.statuses == [0, 0, 0, 0], "\(without.printed)")
    let inSliver = ["2,1,60,0.5", "2,2,\(60.0.nextDown),0.5", "2,3,59.9999995,0.5"]
    #expect(try twins.play(["1,1,70,0.5"] + inSliver + ["1,2,60.5,0.5"]) == without)
  }

  /// A side band down to 45 GeV, under a blind region that others have made larger.
  @Test("D2 a region that reaches into what was blind is refused by name, not left short")
  func regionInTheUnion() throws {
    var twins = Twins()
    var smaller = Self.analysis("E_ECAL < 45 GeV", "other")
    smaller.regions["side band"] = "E_ECAL in 45 GeV .. 62 GeV"
    twins.analyses = ["a.yaml": Self.analysis("E_ECAL < 60 GeV"), "b.yaml": smaller]
    twins.commands = [["estimate", "a.yaml"], ["estimate", "b.yaml"], ["freeze", "b.yaml"]]
    let without = try twins.play(["1,1,70,0.5"])
    #expect(without.statuses == [0, 25, 21])
    #expect(without.printed.contains("'side band' must lie outside of all that was declared blind"))
    #expect(without.printed.contains("'E_ECAL < 60 GeV'"))
    #expect(try twins.play(["1,1,70,0.5", "2,1,50,0.5", "2,2,20,0.5"]) == without)
  }

  @Test("D5 a rescaled column blinds no less, and without the old one nothing is shown")
  func rescaled() throws {
    let project = try HeldProject()
    let header = "run,event,ecal,hcal,scaled\n"
    let rows = Self.energies.enumerated().map { "1,\($0),\($1),0.5,\($1 * 1.001)\n" }
    try project.write(header + rows.joined(), to: "data.csv")
    try project.write(Self.analysis("E_ECAL < 45 GeV"))
    #expect(project.run("estimate", "a.yaml").status == 0)
    var scaled = Self.analysis("E_scaled < 5 GeV", "scaled")
    scaled.columns = "{E_scaled: {branch: scaled, unit: GeV}, E_HCAL: {branch: hcal, unit: GeV}}"
    scaled.regions = ["signal box": "E_scaled < -10 GeV"]
    try project.write(scaled, to: "b.yaml")
    #expect(project.run("estimate", "b.yaml").status == 0)
    #expect(try project.counts("scaled").open == 3)
    // The same events without the column in which they are blind.
    let short = Self.energies.enumerated().map { "1,\($0),0.5,\($1 * 1.001)\n" }
    try project.write("run,event,hcal,scaled\n" + short.joined(), to: "short.csv")
    scaled.datasets[0].files = "[short.csv]"
    try project.write(scaled, to: "b.yaml")
    let outcome = project.run("estimate", "b.yaml")
    #expect(outcome.status == 25)
    #expect(outcome.output.contains("has no column 'ecal'"), "\(outcome.output)")
    #expect(!outcome.output.contains("open events"))
  }

  @Test("D6 a correlated variable selects of the visible rows only")
  func backDoor() throws {
    var twins = Twins()
    twins.analyses["a.yaml"] = .with {
      $0.columns = """
        {E_ECAL: {branch: ecal, unit: GeV}, E_HCAL: {branch: hcal, unit: GeV},
         number: {branch: event}}
        """
      $0.selection = "[{name: back door, require: E_ECAL + E_HCAL < 45.9 GeV && number < 1000}]"
    }
    twins.analyses["b.yaml"] = .with {
      $0.regions["back door"] = "70 GeV - E_ECAL - E_HCAL > 28 GeV"
    }
    twins.commands.append(["estimate", "b.yaml"])
    let without = try twins.play(visibleRows(20))
    #expect(without.statuses.first == 0 && without.statuses.last == 65, "\(without.printed)")
    #expect(try twins.play(boxRows(9) + visibleRows(20)) == without)
  }

  @Test("D10 a validation region that reaches into the blind one is refused, or by an ulp the edge")
  func validationRegion() throws {
    // Limits that agree to one part in 10¹² are one edge, and rows on it stay blind.
    let ulp = 45.0.nextDown
    for (edge, status) in [("45", Int32(0)), ("\(ulp)", 0), ("44.9999999", 65), ("44.9", 65)] {
      let project = try HeldProject()
      try project.write(rows: Self.rows + ["3,1,\(ulp),0.5", "3,2,45,0.5", "3,3,48,0.5"])
      var analysis = Self.analysis("E_ECAL < 45 GeV")
      analysis.regions["validation"] = "E_ECAL in \(edge) GeV .. 50 GeV"
      try project.write(analysis)
      #expect(project.run("estimate", "a.yaml").status == status, "\(edge)")
      guard status == 0 else { continue }
      let estimate = try project.text("results/sample/estimate.json")
      #expect(estimate.contains(#""events":1,"name":"validation""#), "\(edge)")
    }
  }

  @Test("D12 cuts that change after the sign-off open nothing")
  func changedCuts() throws {
    let project = try HeldProject()
    try project.write(rows: Self.rows)
    try project.write(Self.analysis("E_ECAL < 45 GeV"))
    #expect(project.run("estimate", "a.yaml").status == 0)
    #expect(project.run("freeze", "a.yaml").status == 0)
    let phrase = try project.text("results/sample/statement.txt").split(separator: "\n").last
    var changed = Self.analysis("E_ECAL < 45 GeV")
    changed.selection = "[{name: later, require: E_HCAL < 0.4 GeV}]"
    try project.write(changed)
    let words = ["unblind", "a.yaml", "--sign-off", "--phrase", String(phrase ?? "")]
    #expect(project.run(words).status == 22)
    #expect(try !project.ledger().contains("unblind-begin"))
  }

  @Test("D13 one text has one meaning, and one meaning one digest")
  func spellings() throws {
    let text = Self.analysis("E_ECAL < 50 GeV").text
    let digest = try AnalysisDefinition(validating: text, file: "a.yaml").digest
    for other in ["5e1 GeV", "50.0 GeV", "50000 MeV", "0.05 TeV"] {
      let same = text.replacing("50 GeV", with: other)
      #expect(try AnalysisDefinition(validating: same, file: "a.yaml").digest == digest, "\(other)")
    }
    for bad in [
      text.replacing("E_ECAL: {branch: ecal", with: "E_ECAL: {branch: hcal, branch: ecal"),
      text.replacing("50 GeV", with: "1e400 GeV"),
      text.replacing("analysis: sample\n", with: "analysis: sample\nanalysis: other\n"),
    ] {
      #expect(throws: DefinitionError.self) {
        try AnalysisDefinition(validating: bad, file: "a.yaml")
      }
    }
    for bad in [
      #"{"a":50,"a":20}"#, #"{"é":1,"e\#u{301}":2}"#, "\u{FEFF}{}", "{}\r\n", "[1,]", "[1e400]",
      "[NaN]", "[01]",
    ] {
      #expect(throws: CanonicalParseError.self, "\(bad)") {
        try CanonicalValue(parsing: Array(bad.utf8))
      }
    }
    let spellings = try ["50", "5e1", "50.0", "500e-1"].map {
      try CanonicalValue(parsing: Array($0.utf8)).canonicalBytes()
    }
    #expect(Set(spellings).count == 1)
  }
}
