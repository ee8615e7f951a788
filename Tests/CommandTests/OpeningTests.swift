import Foundation
import ProgramSupport
import Testing

@Suite("Opening the box") struct OpeningTests {
  @Test("counts what is in it, once, on the record")
  func wholeCeremony() throws {
    let ceremony = try Ceremony.frozen()
    let outcome = try ceremony.run(["unblind", "--sign-off"], input: ceremony.phrase() + "\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(/observed +3\n/))
    let result = try ceremony.folder.text("results/small/result.json")
    #expect(result.contains(#""observed":3"#))
    #expect(result.contains(#"{"dataset":"sample","id":[1,2,0]}"#))
    let again = try ceremony.run(["unblind", "--sign-off", "--phrase", ceremony.phrase()])
    #expect(again.status == 21)
    #expect(try ceremony.folder.text("results/small/result.json") == result)
  }

  @Test(
    "is refused for anything but the phrase, whoever types",
    arguments: [
      "", "yes", "open small", "open small 00000000", "OPEN SMALL",
    ])
  func wrongPhrase(phrase: String) throws {
    let ceremony = try Ceremony.frozen()
    let answers = String(repeating: phrase + "\n", count: 50)
    #expect(try ceremony.run(["unblind", "--sign-off"], input: answers).status == 22)
    #expect(try ceremony.run(["unblind", "--sign-off", "--phrase", phrase]).status == 22)
    #expect(try ceremony.ledger() == ["register", "estimate", "freeze"])
    #expect(!ceremony.folder.exists("results/small/result.json"))
  }

  @Test("says that it is the blanks, where only those differ")
  func blanks() throws {
    let ceremony = try Ceremony.frozen()
    let phrase = try ceremony.phrase() + " "
    let outcome = try ceremony.run(["unblind", "--sign-off", "--phrase", phrase])
    #expect(outcome.status == 22)
    #expect(outcome.errors.contains("asks for, for its blanks; nothing was opened"))
    #expect(try ceremony.ledger() == ["register", "estimate", "freeze"])
  }

  @Test("has no flag and no variable that goes around it")
  func noWayAround() throws {
    let ceremony = try Ceremony.frozen()
    for flag in ["--yes", "--force", "--no-blind", "--unblind"] {
      #expect(try ceremony.run(["unblind", flag]).status == 64)
    }
    let environment = ["NA64_BLIND_FORCE": "1", "NA64_BLIND_DEBUG": "1"]
    #expect(try ceremony.run(["unblind"], environment: environment).status == 22)
    #expect(try ceremony.ledger() == ["register", "estimate", "freeze"])
  }

  @Test("asks for the frozen definition, data and files")
  func changes() throws {
    let frozen = try Ceremony.frozen()
    let cuts = try Ceremony(copying: frozen)
    try replace("E_HCAL < 30 GeV", with: "E_HCAL < 31 GeV", in: Ceremony.file, of: cuts)
    #expect(try cuts.run(["unblind", "--sign-off", "--phrase", cuts.phrase()]).status == 22)
    let data = try Ceremony(copying: frozen)
    try replace("1,1,7,", with: "1,1,777,", in: "analyses/events.csv", of: data)
    #expect(try data.run(["unblind", "--sign-off", "--phrase", data.phrase()]).status == 24)
    for ceremony in [cuts, data] {
      #expect(try ceremony.ledger() == ["register", "estimate", "freeze"])
    }
  }

  @Test("the same data are opened once, whatever the analysis is called")
  func renamed() throws {
    let ceremony = try Ceremony.frozen()
    #expect(try ceremony.run(["unblind", "--sign-off", "--phrase", ceremony.phrase()]).status == 0)
    try replace("analysis: small", with: "analysis: other", in: Ceremony.file, of: ceremony)
    try replace("0 GeV .. 42 GeV", with: "0 GeV .. 41 GeV", in: Ceremony.file, of: ceremony)
    let estimate = try ceremony.run(["estimate"])
    #expect(estimate.status == 0 && estimate.output.contains("POST-UNBLIND #1"))
    #expect(estimate.output.contains("BLIND-0"))
    #expect(try ceremony.run(["freeze"]).status == 26)
  }

  @Test(
    "a smaller blind region takes nothing away, for the same file by any path",
    arguments: [
      "./events.csv", "../analyses/events.csv", "hard.csv", "soft.csv",
    ])
  func otherPath(path: String) throws {
    let ceremony = try Ceremony.frozen()
    let analyses = ceremony.folder.url.appending(path: "analyses")
    let events = analyses.appending(path: "events.csv")
    try FileManager.default.linkItem(at: events, to: analyses.appending(path: "hard.csv"))
    try FileManager.default.createSymbolicLink(
      at: analyses.appending(path: "soft.csv"), withDestinationURL: events)
    try replace("[events.csv]", with: "[\(path)]", in: Ceremony.file, of: ceremony)
    try replace("analysis: small", with: "analysis: other", in: Ceremony.file, of: ceremony)
    try replace("E_ECAL < 45 GeV", with: "E_ECAL < 44 GeV", in: Ceremony.file, of: ceremony)
    let estimate = try ceremony.run(["estimate"])
    #expect(estimate.status == 0)
    #expect(estimate.output.contains("E_ECAL < 45 GeV && E_HCAL < 1.5 GeV  by 'small', ledger"))
  }

  @Test("a run that ends in an error is on record with its blind region")
  func failedRun() throws {
    let ceremony = try Ceremony()
    try replace("45 GeV .. 62 GeV", with: "61.9 GeV .. 62 GeV", in: Ceremony.file, of: ceremony)
    #expect(try ceremony.run(["estimate"]).status == 69)
    #expect(try ceremony.ledger() == ["register"])
    try replace("E_ECAL < 45 GeV", with: "E_ECAL < 44 GeV", in: Ceremony.file, of: ceremony)
    #expect(try ceremony.run(["estimate"]).status == 69)
    #expect(try ceremony.run(["status"]).output.contains("E_ECAL < 45 GeV && E_HCAL < 1.5 GeV"))
  }
}
