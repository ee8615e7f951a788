import Foundation
import ProgramSupport
import Testing

/// Rows U1 and U3 of the attack catalogue, on the program itself: it is killed, or the disk is
/// full, at every change of a file that an opening makes.
@Suite("An opening that is interrupted") struct InterruptedOpeningTests {
  private let frozen: Ceremony
  private let opening: [String]
  /// What an opening changes that nothing interrupts.
  private let calls: [String]
  /// Its result.
  private let expected: String

  init() throws {
    frozen = try .frozen()
    opening = ["unblind", "--sign-off", "--phrase", try frozen.phrase()]
    let whole = try Ceremony(copying: frozen)
    calls = try HeldProgram.calls(opening, of: whole)
    expected = try whole.folder.text("results/small/result.json")
  }

  @Test("U1 an end by force can be explained, prints nothing and loses nothing")
  func killed() throws {
    let ends = Interruption.all(of: calls)
    #expect(ends.count > 40)
    for end in ends {
      let ceremony = try Ceremony(copying: frozen)
      let outcome = try ceremony.run(opening, environment: end.environment)
      #expect(outcome.status == -SIGKILL, "\(end)")
      // Row U4: no number is printed before the last entry is durable.
      #expect(outcome.output.isEmpty, "\(end)")
      try recover(ceremony, after: end)
    }
  }

  @Test("U3 a disk that is full stops it before the box, or not at all")
  func fullDisk() throws {
    for end in calls.indices.map({ Interruption(call: $0 + 1, mode: "full") }) {
      let ceremony = try Ceremony(copying: frozen)
      let outcome = try ceremony.run(opening, environment: end.environment)
      #expect([0, 73].contains(outcome.status), "\(end): \(outcome.errors)")
      try recover(ceremony, after: end)
    }
  }

  /// Whatever was left, `status` explains it, one command ends it, and the result is the same.
  private func recover(_ ceremony: Ceremony, after end: Interruption) throws {
    let comment = Comment(rawValue: end.description)
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
      let again = try ceremony.run(opening)
      #expect(again.status == 0, comment)
    default: Issue.record("\(end): \(stage)")
    }
    #expect(try ceremony.folder.text("results/small/result.json") == expected, comment)
    let entries = try ceremony.ledger()
    #expect(
      entries == ["register", "estimate", "freeze", "sign-off", "unblind-begin", "unblind-end"],
      comment)
  }
}
