import Foundation
import Ledger
import ProgramSupport
import Testing

/// The analysis of the positrons of 2022 as it is shipped, from its file to the estimate.
@Suite("The positrons of 2022") struct DecayAnalysisTests {
  /// Published: about 0.06 events from decays in flight, the largest background, the last digit
  /// being the second (arXiv:2308.15612, as quoted by the NA64 review,
  /// DOI 10.54546/NaturalSciRev.200708, section 4).
  @Test("expect 0.06 decays in flight, most of the background")
  func estimate() throws {
    let folder = try Folder()
    try FileManager.default.copyItem(
      at: repository.appending(path: "analyses"), to: folder.url.appending(path: "analyses"))
    let file = "analyses/eplus-2022-100GeV.yaml"
    let check = try run(["check", file], in: folder.url)
    #expect(check.status == 0 && !check.output.contains("warning"), "\(check.output)")
    let outcome = try run(["estimate", file, "--format", "json"], in: folder.url)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let document = try CanonicalValue(parsing: Array(outcome.output.utf8))
    let lines = try #require(document["backgrounds"]?["sources"]?.array)
    let decays = try #require(lines.first { $0["name"] == "pion and kaon decays" })
    let expected = try #require(decays["events"]?["value"]?.real)
    #expect(abs(expected - 0.06) < 0.005)
    #expect(decays["method"]?.string?.hasPrefix("decay in flight, quadrature good to 0.") == true)
    let total = try #require(document["backgrounds"]?["total"]?["value"]?.real)
    #expect(expected > total / 2)
  }
}
