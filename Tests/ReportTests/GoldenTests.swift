import BlindAnalysis
import Foundation
import Ledger
import Report
import TestSupport
import Testing

/// The form of each report, to the byte; see Golden/README.md.
@Suite("Golden reports") struct GoldenTests {
  private let report: SampleReport

  init() throws {
    report = try SampleReport()
    try report.project.register()
  }

  private func expectGolden(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let golden = try? String(
      contentsOf: folder.appending(path: "Golden/\(name)"), encoding: .utf8)
    guard golden != text else { return }
    let output = folder.appending(path: "../../.build/golden").standardizedFileURL
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: output.appending(path: name))
    Issue.record(
      "\(name) is another; the new one is in \(output.path)", sourceLocation: sourceLocation)
  }

  private func indented(_ value: CanonicalValue) throws -> String {
    String(decoding: try value.rounded.indentedBytes(), as: UTF8.self)
  }

  private func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

  @Test("the estimate") func estimate() throws {
    try expectGolden(try indented(report.document.value), "estimate.json")
    let lines = EstimateText(report.estimate, standing: try report.standing()).lines
    try expectGolden(text(lines), "estimate.txt")
  }

  @Test("the freeze record and the statement to sign") func freeze() throws {
    let freeze = try report.project.freezeRecord()
    try expectGolden(try indented(freeze.value), "freeze.json")
    try expectGolden(Statement(of: freeze).text, "statement.txt")
  }

  @Test("the result") func result() throws {
    let (document, lines) = try report.opened(SampleReport.oneEvent)
    try expectGolden(try indented(document.value), "result.json")
    try expectGolden(text(lines.lines), "result.txt")
  }

  @Test("where it stands") func standing() throws {
    try expectGolden(text(try report.standing().lines), "status.txt")
    try expectGolden(try indented(report.standing().document), "status.json")
  }
}
