import ArgumentParser
import Foundation
import Testing

@testable import na64_blind

/// Where `scripts/pairs` puts the pairs of datasets.
private let pairs = URL(filePath: #filePath)
  .deletingLastPathComponent().appending(path: "../../.build/pairs").standardizedFileURL

/// Invariant I1 of the specification: what is printed and written is a function of visible rows.
@Suite("Non-interference") struct NonInterferenceTests {
  private static let count = Int(ProcessInfo.processInfo.environment["NA64_PAIRS"] ?? "") ?? 200

  @Test(
    "two datasets that differ in blinded rows only give the same bytes through every verb",
    arguments: ["root", "csv"])
  func sameBytes(format: String) async throws {
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<Self.count {
        group.addTask {
          do {
            let (a, b) = try Self.transcripts(of: index, format: format)
            #expect(a == b, "pair \(index), \(format)")
          } catch {
            Issue.record("pair \(index), \(format): \(error); run scripts/pairs first")
          }
        }
      }
    }
  }

  @Test(
    "also where a list says which spills are used",
    arguments: [
      ("root", "good-spills: spills.txt"), ("csv", "good-spills: spills.txt"),
      ("csv", "bad-spills: spills.txt"), ("csv", "good-spills: data.csv"),
    ])
  func sameBytesOnGoodSpills(format: String, spills: String) throws {
    let text = PairAnalysis.text(format: format, spills: spills)
    for index in 0..<max(1, Self.count / 20) {
      let name = "\(spills.filter(\.isLetter))-"
      let (a, b) = try Self.transcripts(of: index, format: format, text: text, name: name)
      #expect(a == b, "pair \(index), \(format), \(spills)")
      #expect(a.contains("good spills") || !a.contains("Cut-flow"))
    }
  }

  @Test("also where the blinded rows are sealed on the way", arguments: ["root", "csv"])
  func sameBytesSealed(format: String) throws {
    for index in 0..<max(1, Self.count / 20) {
      let (a, b) = try Self.transcripts(
        of: index, format: format, name: "sealed-", scenario: sealedScenario)
      #expect(a == b, "pair \(index), \(format), sealed")
      #expect(a.contains("seal-end") && a.contains("sealed/sample.open.\(format)"))
    }
  }

  @Test("the harness sees rows that are not blinded", arguments: ["root", "csv"])
  func harnessIsAwake(format: String) throws {
    let text = PairAnalysis.text(
      format: format, box: "E_ECAL in 0 GeV .. 42 GeV && E_HCAL in 100 GeV .. 101 GeV",
      blind: "E_ECAL < 45 GeV && E_HCAL > 90 GeV")
    let different = try (0..<20).filter {
      let (a, b) = try Self.transcripts(of: $0, format: format, text: text, name: "awake-")
      return a != b
    }
    // Some pairs have no blinded row at all or stop early for lack of side-band events.
    #expect(different.count >= 5, "differences seen in \(different.count) of 20 pairs")
  }

  @Test("every verb is in the scenario")
  func everyVerb() {
    let verbs = Set(NA64Blind.configuration.subcommands.map { $0._commandName })
    let covered = Set(verbScenario.compactMap(\.first)).subtracting(["--help"])
    #expect(verbs == covered)
  }

  private static func transcripts(
    of index: Int, format: String, text: String? = nil, name: String = "",
    scenario: [[String]] = verbScenario
  ) throws -> (String, String) {
    let source = pairs.appending(path: String(format: "%05d", index))
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "na64-blind-pair-\(format)-\(name)\(index)")
    return (
      try transcript(of: source.appending(path: "a.\(format)"), format, folder, text, scenario),
      try transcript(of: source.appending(path: "b.\(format)"), format, folder, text, scenario)
    )
  }

  /// Everything that the scenario prints and writes.
  private static func transcript(
    of data: URL, _ format: String, _ folder: URL, _ text: String?, _ scenario: [[String]]
  ) throws -> String {
    let project = try TestProject(at: folder, typed: "yes")
    try project.write(text ?? PairAnalysis.text(format: format), to: "analyses/analysis.yaml")
    try project.write(PairAnalysis.spills, to: "analyses/spills.txt")
    try project.prepareSealing(format: format)
    try project.copy(data, to: "analyses/data.\(format)")
    var lines: [String] = []
    for command in scenario {
      let (status, output) = project.run(command)
      lines.append("$ \(command.joined(separator: " "))\n\(output)exit \(status)")
      for (path, bytes) in try project.tree().sorted(by: { $0.key < $1.key }) {
        lines.append("\(path): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
    return lines.joined(separator: "\n")
  }
}
