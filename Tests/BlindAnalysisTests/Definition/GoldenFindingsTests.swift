import BlindAnalysis
import Foundation
import Ledger
import Testing

/// Rendered findings, compared with files that people have read and found right.
@Suite("Definition: findings as they are printed") struct GoldenFindingsTests {
  private func golden(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).appending(path: "../../../Golden/Definition/")
    return try Array(Data(contentsOf: folder.standardized.appending(path: name)))
  }

  private func findings(_ name: String) throws -> DefinitionFindings {
    let bytes = try golden(name)
    do throws(DefinitionError) {
      return try AnalysisDefinition(validating: bytes, file: name).warnings
    } catch {
      return error.findings
    }
  }

  @Test(
    "are the golden ones, byte by byte",
    arguments: ["broken", "decays", "syntax", "traps", "factors", "upstream"])
  func rendered(name: String) throws {
    let findings = try findings("\(name).yaml")
    let text = findings.rendered + findings.summary + "\n"
    let expected = String(decoding: try golden("\(name).txt"), as: UTF8.self)
    #expect(text == expected)
  }

  @Test("are the golden ones for a file of channels too")
  func channels() throws {
    let bytes = try golden("channels.yaml")
    let error = #expect(throws: DefinitionError.self) {
      try ChannelDefinition(validating: bytes, file: "channels.yaml")
    }
    let findings = try #require(error?.findings)
    let text = findings.rendered + findings.summary + "\n"
    #expect(text == String(decoding: try golden("channels.txt"), as: UTF8.self))
    #expect(Set(findings.diagnostics.map(\.id)).count >= 10)
  }

  @Test("show a dozen different mistakes of one file at once")
  func manyAtOnce() throws {
    let findings = try findings("broken.yaml").diagnostics
    #expect(Set(findings.map(\.id)).count >= 12)
    #expect(findings.map(\.span) == findings.map(\.span).sorted())
  }

  @Test("are there for programs too")
  func machineReadable() throws {
    let findings = try findings("broken.yaml")
    let parsed = try CanonicalValue(canonicalBytes: findings.canonical.canonicalBytes())
    let objects = try #require(parsed.array)
    #expect(objects.map { $0["id"]?.string } == findings.diagnostics.map(\.id))
    #expect(objects.map { $0["line"]?.integer } == findings.diagnostics.map(\.span.line))
    #expect(objects.map { $0["replacement"]?.string } == findings.diagnostics.map(\.replacement))
    #expect(objects.first?["file"] == "broken.yaml")
  }
}
