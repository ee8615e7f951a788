import BlindAnalysis
import Foundation
import Ledger
import ProgramSupport
import TestSupport
import Testing

@Suite("Grades and labels") struct GradeTests {
  /// What is asked for at the sign-off.
  enum Asked: CaseIterable {
    case typed, unsigned, signedByOne, signedByTwo

    var definition: SampleAnalysis {
      .with { sample in
        sample.required = self == .signedByTwo || self == .unsigned ? 2 : 1
        sample.isSigned = self != .typed
      }
    }

    var people: Int { self == .signedByOne ? 1 : self == .signedByTwo ? 2 : 0 }

    /// Where nobody saw anything before.
    var best: String { self == .signedByTwo ? "BLIND-2" : "BLIND-1" }
  }

  /// What the ledger says was seen before.
  enum Seen: CaseIterable { case nothing, region, result }

  @Test(
    "H2 the grade is what the ledger says, not what the file asks for", arguments: Asked.allCases,
    Seen.allCases)
  func matrix(asked: Asked, seen: Seen) throws {
    let folder = try TemporaryFolder()
    let open = [OpenSummary.sample("first", files: ["data.csv"])]
    try see(seen, of: open, in: folder.project)
    let now = SampleProject(
      try asked.definition.definition(), in: try folder.project, open: open)
    let freeze = try now.freeze()
    for signer in TestSigner.reviewers.prefix(asked.people) {
      try now.append(.signOff(try freeze.signOff(by: signer)))
    }
    let history = try now.journal().history
    let grade = Grade(try now.known(), of: now.definition, after: history)
    #expect(grade.rawValue == (seen == .nothing ? asked.best : "BLIND-0"))
    #expect(freeze.value["grade"] == nil, "a grade is computed whenever it is said, never stored")
  }

  /// What another analysis in the project saw of the same files.
  private func see(_ seen: Seen, of open: [OpenSummary], in folder: ProjectFolder) throws {
    func earlier(_ change: (inout SampleAnalysis) -> Void) throws -> SampleProject {
      let analysis = SampleAnalysis.with { sample in
        sample.name = "earlier"
        change(&sample)
      }
      return SampleProject(
        try analysis.definition(), in: folder, open: Array(open.prefix(1)))
    }
    switch seen {
    case .nothing: break
    case .region:
      try earlier { sample in
        sample.blind = "E_ECAL < 30 GeV && E_HCAL < 1.5 GeV"
        sample.regions = ["signal box": "E_ECAL < 20 GeV && E_HCAL < 1 GeV"]
      }.register()
    case .result: _ = try earlier { _ in }.opened { 0 }
    }
  }

  @Test(
    "H2 sealed data are BLIND-3 only if nobody opens a vault alone or saw anything before",
    arguments: [1, 2, 3], [nil, "on tape"])
  func sealed(required: Int, rawData: String?) throws {
    for (withEscrow, sealedOf) in [(false, 1), (true, 1), (false, 2)] {
      let vault = try SampleVault(required: required, withEscrow: withEscrow)
      let record = SealedRecord(of: "first", in: vault.header, rawData: rawData)
      for seen in Seen.allCases {
        let folder = try TemporaryFolder()
        let definition = try SampleAnalysis.with { sample in
          if sealedOf == 2 {
            sample.datasets.append(.init())
            (sample.datasets[1].name, sample.datasets[1].files) = ("second", "[more.csv]")
          }
        }.definition()
        let open = definition.datasets.map { OpenSummary.sample($0.name, files: $0.files) }
        try see(seen, of: open, in: folder.project)
        let now = SampleProject(
          definition, in: try folder.project, open: open, sealed: [record])
        try now.freeze()
        let isBest = required > 1 && rawData != nil && !withEscrow && sealedOf == 1
        let grade = Grade(try now.known(), of: definition, after: try now.journal().history)
        #expect(
          grade.rawValue == (seen != .nothing ? "BLIND-0" : isBest ? "BLIND-3" : "BLIND-1"),
          "\(required) required, \(sealedOf) datasets, escrow \(withEscrow), \(seen)")
      }
    }
  }

  @Test("H4 whatever an amended analysis prints or writes carries its number")
  func labels() throws {
    let ceremony = try Ceremony.opened()
    try replace("E_HCAL < 30 GeV", with: "E_HCAL < 29 GeV", in: Ceremony.file, of: ceremony)
    var outcomes = [
      try ceremony.run(["amend", "--reason", "a slip"]),
      try ceremony.run(["estimate", "--format", "json"]),
      try ceremony.run(["freeze", "--format", "json"]), try ceremony.run(["status"]),
    ]
    let folder = "results/small/post-unblind-1"
    let statement = try ceremony.folder.text("\(folder)/statement.txt")
    let opening = ["unblind", "--sign-off", "--phrase"]
    outcomes.append(
      try ceremony.run(
        opening + [String(statement.split(separator: "\n").last ?? ""), "--format", "json"]))
    outcomes.append(try ceremony.run(["reproduce", "--format", "json"]))
    outcomes.append(try ceremony.run(["reproduce"]))
    for (index, outcome) in outcomes.enumerated() {
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(isLabelled(outcome.output), "output \(index)")
    }
    let files = try FileManager.default.contentsOfDirectory(
      atPath: ceremony.folder.url.appending(path: folder).path)
    #expect(files.sorted() == ["estimate.json", "freeze.json", "result.json", "statement.txt"])
    for file in files {
      #expect(isLabelled(try ceremony.folder.text("\(folder)/\(file)")), "\(file)")
    }
  }

  private func isLabelled(_ text: String) -> Bool {
    text.contains("POST-UNBLIND #1") || text.contains(#""post-unblind":1"#)
      || text.contains(#""post-unblind":{"number":1"#)
      || text.contains(/"post-unblind": \{\s*"number": 1/)
  }

  @Test("H4 an opened number cannot be printed without its label")
  func noBareNumber() throws {
    let folder = try TemporaryFolder()
    let project = SampleProject(try SampleAnalysis().definition(), in: try folder.project)
    let (freeze, content) = try project.opened { 4711 }
    for text in ["\(content)", String(describing: content), String(reflecting: content)] {
      #expect(text == "stage signal, freeze \(freeze.digest.short): 4711")
    }
    var dumped = ""
    dump(content, to: &dumped)
    #expect(dumped.contains(freeze.digest.short))
  }
}
