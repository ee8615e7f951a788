import ArgumentParser
import Foundation
import Ledger
import TestSupport
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
      // Every pair goes through one of the two formats, so that the suite takes minutes.
      for index in 0..<Self.count where index.isMultiple(of: 2) == (format == "root") {
        group.addTask {
          do {
            let kind = index % 4 < 2 ? "pseudo-data" : "data"
            let (a, b) = try Self.transcripts(
              of: index, format: format, text: PairAnalysis.text(format: format, kind: kind))
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

  @Test("also where a copy of sealed data is known by its events", arguments: ["root", "csv"])
  func sameBytesOfSealedCopies(format: String) throws {
    let text = PairAnalysis.text(format: format, kind: "data")
    let other = PairAnalysis.text(
      format: format, blind: "E_ECAL < 45 GeV && E_HCAL < 1.5 GeV || E_HCAL > 60 GeV",
      kind: "data", file: "data-copy")
    var refused = 0
    for index in 0..<max(2, Self.count / 40) {
      let (a, b) = try Self.transcripts(
        of: index, format: format, text: text, other: other, name: "sealed-copy-",
        scenario: sealedJoiningScenario)
      #expect(a == b, "pair \(index), \(format)")
      refused += a.contains("these data were sealed") ? 1 : 0
    }
    // Some pairs stop early for lack of side-band events.
    #expect(refused > 0)
  }

  @Test(
    "also where a copy is read under a smaller blind region, which is joined with the known one",
    arguments: ["root", "csv"])
  func sameBytesUnderJoinedMask(format: String) throws {
    let text = PairAnalysis.text(format: format, kind: "data")
    let smaller = PairAnalysis.text(
      format: format, box: "E_ECAL in 0 GeV .. 10 GeV && E_HCAL < 0.5 GeV",
      blind: "E_ECAL < 20 GeV && E_HCAL < 0.7 GeV", kind: "data", file: "data-copy")
    var joined = 0
    for index in 0..<max(4, Self.count / 10) {
      let (a, b) = try Self.transcripts(
        of: index, format: format, text: text, other: smaller, name: "joined-",
        scenario: joiningScenario)
      #expect(a == b, "pair \(index), \(format)")
      joined += a.contains("data-recognised") ? 1 : 0
    }
    // Some pairs stop early for lack of side-band events.
    #expect(joined >= 2, "recognised in \(joined) pairs")
  }

  @Test("also where people sign, change the signers and sign again", arguments: ["root", "csv"])
  func sameBytesWithSigners(format: String) throws {
    let text = PairAnalysis.text(
      format: format, signOff: "sign-off: {required: 2, signers: signers.pub}")
    for index in 0..<max(1, Self.count / 20) {
      let source = pairs.appending(path: String(format: "%05d", index))
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "na64-blind-pair-\(format)-signers-\(index)")
      let (a, b) = try (
        Self.signedTranscript(of: source.appending(path: "a.\(format)"), format, folder, text),
        Self.signedTranscript(of: source.appending(path: "b.\(format)"), format, folder, text)
      )
      #expect(a == b, "pair \(index), \(format)")
      #expect(a.contains("out: Signed by bob") || !a.contains("Cut-flow"), "\(a)")
    }
  }

  @Test("also for bands that are fitted together, profiled functions and signal in the side band")
  func sameBytesOfJointBands() throws {
    let text = PairAnalysis.text(
      format: "root",
      extrapolation: """
        together with: [inverted]
            bins: 17
            signal contamination: {value: 0.2 ± 0.05, spread: like background, source: none}
            systematics: {functions: [uniform, power law], method: discrete profiling}
        """)
    var estimates = 0
    for index in 0..<max(2, Self.count / 40) {
      let (a, b) = try Self.transcripts(of: index, format: "root", text: text, name: "joint-")
      #expect(a == b, "pair \(index)")
      estimates += a.contains("functions profiled") && a.contains("signal contamination") ? 1 : 0
    }
    #expect(estimates > 0)
  }

  @Test("also through the stages before the signal", arguments: ["root", "csv"])
  func sameBytesOfStages(format: String) throws {
    let text = PairAnalysis.text(format: format) + PairAnalysis.stages
    var frozen = 0
    for index in 0..<max(2, Self.count / 40) {
      let (a, b) = try Self.transcripts(
        of: index, format: format, text: text, name: "stages-", scenario: stagedScenario)
      #expect(a == b, "pair \(index), \(format)")
      frozen += a.contains("opening the burn sample (30 %") ? 1 : 0
    }
    #expect(frozen > 0)
  }

  @Test("also where the rows of each stage are sealed under a key of their own")
  func sameBytesOfSealedStages() throws {
    var requested = 0
    for index in 0..<max(2, Self.count / 40) {
      let format = index.isMultiple(of: 2) ? "root" : "csv"
      let text = PairAnalysis.text(format: format) + PairAnalysis.stages
      let (a, b) = try Self.transcripts(
        of: index, format: format, text: text, name: "sealed-stages-",
        scenario: sealedStagesScenario)
      #expect(a == b, "pair \(index), \(format)")
      #expect(a.contains("a key each for burn, rim, signal"))
      requested += a.contains("out: Request ") && a.contains("for unblind") ? 1 : 0
    }
    // Some pairs stop early for lack of side-band events.
    #expect(requested > 0)
  }

  @Test("also for side bands in a plane")
  func sameBytesOfPlanes() throws {
    var estimates = 0
    for index in 0..<max(2, Self.count / 40) {
      let (a, b) = try Self.transcripts(
        of: index, format: "csv", text: PairAnalysis.plane(format: "csv"), name: "plane-")
      #expect(a == b, "pair \(index)")
      estimates += a.contains("likelihood ratio in") && a.contains("'above'") ? 1 : 0
    }
    #expect(estimates > 0)
  }

  @Test("the harness sees rows that are not blinded", arguments: ["root", "csv"])
  func harnessIsAwake(format: String) throws {
    let text = PairAnalysis.text(
      format: format, box: "E_ECAL in 0 GeV .. 42 GeV && E_HCAL in 100 GeV .. 101 GeV",
      blind: "E_ECAL < 45 GeV && E_HCAL > 90 GeV")
    var different = 0
    // Some pairs have no blinded row at all or stop early for lack of side-band events.
    for index in 0..<20 where different < 5 {
      let (a, b) = try Self.transcripts(of: index, format: format, text: text, name: "awake-")
      different += a == b ? 0 : 1
    }
    #expect(different == 5)
  }

  @Test("every verb is in the scenario")
  func everyVerb() {
    let verbs = NA64Blind.configuration.subcommands.flatMap { verb in
      let inner = verb.configuration.subcommands.map { [verb._commandName, $0._commandName] }
      return inner.isEmpty ? [[verb._commandName]] : inner
    }
    for verb in verbs { #expect(verbScenario.contains { $0.starts(with: verb) }, "\(verb)") }
  }

  private static func transcripts(
    of index: Int, format: String, text: String? = nil, other: String? = nil, name: String = "",
    scenario: [[String]] = verbScenario
  ) throws -> (String, String) {
    let source = pairs.appending(path: String(format: "%05d", index))
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "na64-blind-pair-\(format)-\(name)\(index)")
    return (
      try transcript(
        of: source.appending(path: "a.\(format)"), format, folder, text, other, scenario,
        drawsFigures: index < 10),
      try transcript(
        of: source.appending(path: "b.\(format)"), format, folder, text, other, scenario,
        drawsFigures: index < 10)
    )
  }

  /// Everything that is printed and written where signatures are asked for.
  private static func signedTranscript(
    of data: URL, _ format: String, _ folder: URL, _ text: String
  ) throws -> String {
    let keys = OwnKeys(
      publicKeys: { [] },
      sign: { Array(try TestSigner($1).signature(on: $0).armoured.utf8) })
    let project = try TestProject(at: folder, keys: keys)
    let signers = { (names: [String]) in try names.map { try TestSigner($0).line() }.joined() }
    try project.write(text, to: "analyses/analysis.yaml")
    try project.write(signers(["alice", "bob", "carol"]), to: "analyses/signers.pub")
    try project.copy(data, to: "analyses/data.\(format)")
    var lines: [String] = []
    for command in signedScenario {
      if command == ["new signers"] {
        try project.write(signers(["alice", "bob", "dave"]), to: "analyses/signers.pub")
        continue
      }
      lines += try Self.lines(of: command, in: project)
    }
    return lines.joined(separator: "\n")
  }

  /// What a command prints, and every file after it.
  private static func lines(of command: [String], in project: TestProject) throws -> [String] {
    let (status, output) = project.run(command)
    let files = try project.tree().sorted { $0.key < $1.key }.map { path, bytes in
      "\(path): \(String(decoding: bytes, as: UTF8.self))"
    }
    return ["$ \(command.joined(separator: " "))\n\(output)exit \(status)"] + files
  }

  /// Everything that the scenario prints and writes.
  private static func transcript(
    of data: URL, _ format: String, _ folder: URL, _ text: String?, _ other: String?,
    _ scenario: [[String]], drawsFigures: Bool
  ) throws -> String {
    let project = try TestProject(at: folder, typed: "yes", drawsFigures: drawsFigures)
    try project.write(text ?? PairAnalysis.text(format: format), to: "analyses/analysis.yaml")
    try project.write(PairAnalysis.spills, to: "analyses/spills.txt")
    try project.prepareSealing(of: text ?? PairAnalysis.text(format: format), format: format)
    try project.copy(data, to: "analyses/data.\(format)")
    if let other {
      try project.write(other, to: "analyses/other.yaml")
      try project.copy(data, to: "analyses/data-copy.\(format)")
    }
    var lines: [String] = []
    for command in scenario { lines += try Self.lines(of: command, in: project) }
    return lines.joined(separator: "\n")
  }
}
