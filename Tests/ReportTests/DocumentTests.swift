import BlindAnalysis
import Ledger
import Report
import TestSupport
import Testing

@Suite("Documents") struct DocumentTests {
  private func expectCanonical(
    _ bytes: [UInt8], _ value: CanonicalValue, schema: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(bytes.last == UInt8(ascii: "\n"), sourceLocation: sourceLocation)
    let read = try CanonicalValue(canonicalBytes: Array(bytes.dropLast()))
    #expect(read == value && read["schema"] == .string(schema), sourceLocation: sourceLocation)
  }

  @Test("of an estimate are canonical, versioned, and the same bytes each time")
  func estimate() throws {
    let document = try SampleReport().document
    try expectCanonical(document.bytes(), document.value, schema: "na64-blind/estimate/1")
    #expect(document.digest != (try Digest(of: document.value, as: .estimate)))
    let renamed = try SampleReport(titled("Another title")).document
    #expect(renamed.digest == document.digest && renamed.value != document.value)
    #expect(try SampleReport().document.bytes() == document.bytes())
    #expect(document.value["box"] == "shut" && document.value["pseudo-data"] == true)
    #expect(document.value["data"]?.array?.count == 2)
    #expect(document.headline["backgrounds"] == document.value["backgrounds"])
    #expect(document.headline["expected-limit"] == document.value["expected-limit"])
  }

  /// Titles decide nothing, so a typo in one voids no freeze.
  private func titled(_ title: String) -> SampleAnalysis {
    var analysis = SampleReport.analysis
    analysis.title = title
    return analysis
  }

  @Test("of a result are canonical, versioned and labelled, and name freeze and estimate")
  func result() throws {
    let report = try SampleReport()
    let document = try report.opened(SampleReport.oneEvent).document
    try expectCanonical(document.bytes(), document.value, schema: "na64-blind/result/1")
    #expect(document.digest == (try Digest(of: document.value, as: .result)))
    let value = document.value
    #expect(value["stage"] == "signal" && value["grade"] == "BLIND-1")
    #expect(value["post-unblind"] == .null && value["pseudo-data"] == true)
    #expect(value["observed"] == 1 && value["quarantined"] == 3)
    #expect(value["events"] == [["dataset": "first", "id": [8501, 77]]])
    let freeze = try #require(report.project.journal().history.freeze)
    #expect(value["freeze"] == .string(freeze.digest.description))
    #expect(value["estimate-digest"] == .string(freeze.estimate.description))
  }

  @Test("of a freeze are canonical and versioned, and hold what the estimate said")
  func freeze() throws {
    let report = try SampleReport()
    let freeze = try report.project.freezeRecord()
    let bytes = try freeze.value.canonicalBytes()
    try expectCanonical(bytes + [10], freeze.value, schema: "na64-blind/freeze/1")
    #expect(freeze.value["headline"] == report.document.headline.rounded)
  }

  @Test("of the status follow the analysis through its stages")
  func status() throws {
    let report = try SampleReport()
    #expect(try report.standing().document["stage"] == "draft")
    let freeze = try report.project.freeze()
    let document = try report.standing().document
    #expect(document["schema"] == "na64-blind/status/1" && document["stage"] == "frozen")
    #expect(document["freeze"] == .string(freeze.digest.description))
    #expect(document["next"] == "na64-blind unblind sample.yaml --sign-off")
  }

  @Test(
    "say how the background enters the limit",
    arguments: [("none", "exact"), ("gamma", "marginalised")])
  func backgroundOfLimit(prior: String, word: String) throws {
    var analysis = SampleReport.analysis
    analysis.prior = prior
    let report = try SampleReport(analysis)
    #expect(report.document.value["expected-limit"]?["background"] == .string(word))
    let result = try report.opened(SampleReport.oneEvent).document
    #expect(result.value["observed-limit"]?["background"] == .string(word))
  }

  @Test("say whether any of their data are made up", arguments: [true, false])
  func pseudoData(isMade: Bool) throws {
    var analysis = SampleReport.analysis
    if !isMade { analysis.datasets[1].kind = "data" }
    let report = try SampleReport(analysis)
    let warning = "PSEUDO-DATA: second; no number here is a measurement"
    let estimate = EstimateText(report.estimate, standing: try report.standing()).lines
    #expect(estimate.contains(warning) == isMade)
    let statement = Statement(of: try report.project.freezeRecord()).text
    #expect(statement.contains("second (PSEUDO-DATA), 6.00e9") || !isMade, "\(statement)")
    #expect(statement.contains("PSEUDO-DATA") == isMade)
    let result = try report.opened(SampleReport.oneEvent)
    #expect(result.text.lines.contains(warning) == isMade)
    #expect(result.document.value["pseudo-data"] == .bool(isMade))
  }
}
