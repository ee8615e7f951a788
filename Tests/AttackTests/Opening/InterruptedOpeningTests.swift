import Foundation
import ProgramSupport
import Testing

/// Rows U1 and U3 of the attack catalogue, on the program itself: it is killed, or the disk is
/// full, at every change of a file that an opening makes.
@Suite("An opening that is interrupted") struct InterruptedOpeningTests {
  @Test(
    "U1 an end by force can be explained and loses nothing", arguments: ["before", "after", "torn"])
  func killed(mode: String) throws {
    let shim = try crashShim()
    let frozen = try Ceremony.frozen()
    let expected = try result(of: frozen)
    for call in 1...200 {
      let ceremony = try Ceremony(copying: frozen)
      let outcome = try ceremony.run(
        ["unblind", "--sign-off", "--phrase", ceremony.phrase()],
        environment: ["LD_PRELOAD": shim, "CRASH_AT": "\(call)", "CRASH_AT_MODE": mode])
      guard outcome.status == -SIGKILL else {
        #expect(outcome.status == 0 && call > 20, "call \(call): \(outcome.errors)")
        return
      }
      #expect(outcome.output.isEmpty, "printed before the records were complete")
      try recover(ceremony, to: expected, after: "\(mode) call \(call)")
    }
  }

  @Test("U3 a disk that is full stops it before the box, or not at all")
  func fullDisk() throws {
    let shim = try crashShim()
    let frozen = try Ceremony.frozen()
    let expected = try result(of: frozen)
    for call in 1...200 {
      let ceremony = try Ceremony(copying: frozen)
      let outcome = try ceremony.run(
        ["unblind", "--sign-off", "--phrase", ceremony.phrase()],
        environment: ["LD_PRELOAD": shim, "CRASH_AT": "\(call)", "CRASH_AT_MODE": "full"])
      if outcome.status == 0 && call > 20 { return }
      #expect([0, 73].contains(outcome.status), "call \(call): \(outcome.errors)")
      try recover(ceremony, to: expected, after: "full call \(call)")
    }
  }

  /// Whatever was left, `status` explains it, one command ends it, and the result is the same.
  private func recover(_ ceremony: Ceremony, to expected: String, after place: String) throws {
    let comment = Comment(rawValue: place)
    let status = try ceremony.run(["status"])
    #expect(status.status == 0, comment)
    let stage = status.output.split(separator: "\n").first.map(String.init) ?? ""
    switch stage {
    case "small: unblinded": break
    case "small: interrupted":
      #expect(status.output.contains("unblind analyses/small.yaml --resume"), comment)
      #expect(try ceremony.run(["unblind", "--sign-off"]).status == 21, comment)
      #expect(try ceremony.run(["unblind", "--resume"]).status == 0, comment)
    case "small: frozen", "small: cleared":
      #expect(!ceremony.folder.exists("results/small/result.json"), comment)
      let again = try ceremony.run(["unblind", "--sign-off", "--phrase", ceremony.phrase()])
      #expect(again.status == 0, comment)
    default: Issue.record("\(place): \(stage)")
    }
    #expect(try ceremony.folder.text("results/small/result.json") == expected, comment)
    let entries = try ceremony.ledger()
    #expect(
      entries == ["register", "estimate", "freeze", "sign-off", "unblind-begin", "unblind-end"],
      comment)
  }

  private func result(of frozen: Ceremony) throws -> String {
    let whole = try Ceremony(copying: frozen)
    let outcome = try whole.run(["unblind", "--sign-off", "--phrase", whole.phrase()])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try whole.folder.text("results/small/result.json")
  }
}
