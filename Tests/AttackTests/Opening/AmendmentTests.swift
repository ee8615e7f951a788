import Foundation
import ProgramSupport
import Testing

@Suite("Another definition after the opening") struct AmendedOpeningTests {
  private let ceremony: Ceremony

  /// An opened analysis whose definition was changed then.
  init() throws {
    ceremony = try Ceremony.opened()
    try replace("E_HCAL < 30 GeV", with: "E_HCAL < 29 GeV", in: Ceremony.file, of: ceremony)
  }

  private func text(_ name: String) throws -> String { try ceremony.folder.text("results/\(name)") }

  private static let firstFiles = ["estimate.json", "freeze.json", "result.json", "statement.txt"]

  @Test("U6 is refused with 26, and says how it is amended")
  func refused() throws {
    #expect(try ceremony.run(["estimate"]).output.contains("POST-UNBLIND #1"))
    for words in [
      ["freeze"], ["unblind", "--sign-off", "--phrase", "yes"], ["unblind", "--resume"],
    ] {
      let outcome = try ceremony.run(words)
      #expect(outcome.status == 26 && outcome.errors.contains("amend"), "\(words)")
    }
    #expect(try ceremony.ledger().count { $0 == "unblind-begin" } == 1)
    try replace("analysis: small", with: "analysis: other", in: Ceremony.file, of: ceremony)
    #expect(try ceremony.run(["estimate"]).output.contains("POST-UNBLIND #2"))
    let renamed = try ceremony.run(["freeze"])
    #expect(renamed.status == 26 && renamed.errors.contains("amend"))
  }

  @Test("U6 amended, it is marked in every output, and the first result stays to the byte")
  func amended() throws {
    let first = try Self.firstFiles.map { try text("small/\($0)") }
    var outputs = [try ceremony.run(["amend", "--reason", "the veto was in the wrong unit"])]
    for verb in ["estimate", "freeze", "status"] { outputs.append(try ceremony.run([verb])) }
    let phrase = try #require(
      text("small/post-unblind-1/statement.txt").split(separator: "\n").last)
    let opening = ["unblind", "--sign-off", "--phrase", String(phrase)]
    outputs.append(try ceremony.run(opening))
    outputs.append(try ceremony.run(["status"]))
    for outcome in outputs {
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("POST-UNBLIND #1"), "\(outcome.output)")
    }
    #expect(outputs[4].output.contains("the veto was in the wrong unit"))
    for name in ["estimate.json", "result.json"] {
      #expect(try text("small/post-unblind-1/\(name)").contains(#""post-unblind":1"#))
      #expect(try text("small/post-unblind-1/\(name)").contains(#""grade":"BLIND-0""#))
    }
    #expect(try text("small/post-unblind-1/freeze.json").contains("the veto was in the wrong unit"))
    #expect(try text("small/post-unblind-1/statement.txt").contains("POST-UNBLIND #1"))
    #expect(try ceremony.run(["status", "--format", "json"]).output.contains(#""post-unblind":1"#))
    #expect(try Self.firstFiles.map { try text("small/\($0)") } == first)
    try replace("E_HCAL < 29 GeV", with: "E_HCAL < 30 GeV", in: Ceremony.file, of: ceremony)
    let back = try ceremony.run(["estimate"])
    #expect(back.status == 0 && !back.output.contains("POST-UNBLIND"))
    #expect(back.output.contains("BLIND-1"), "a later opening does not lower the first one's grade")
    #expect(try Self.firstFiles.map { try text("small/\($0)") } == first)
  }

  @Test("U6 the next definition has the next number, and needs an amendment of its own")
  func second() throws {
    #expect(try ceremony.run(["amend", "--reason", "one"]).status == 0)
    try replace("E_HCAL < 29 GeV", with: "E_HCAL < 28 GeV", in: Ceremony.file, of: ceremony)
    #expect(try ceremony.run(["estimate"]).output.contains("POST-UNBLIND #2"))
    #expect(try ceremony.run(["freeze"]).status == 26)
    #expect(try ceremony.run(["amend", "--reason", "two"]).status == 0)
    #expect(try ceremony.run(["freeze"]).status == 0)
    #expect(ceremony.folder.exists("results/small/post-unblind-2/statement.txt"))
    #expect(!ceremony.folder.exists("results/small/post-unblind-1/statement.txt"))
    #expect(try ceremony.run(["amend", "--reason", "three"]).status == 21)
  }

  @Test(
    "U6 is amended for a reason that says something, on one line, and only once the box is open")
  func reasons() throws {
    for reason in ["", "  ", "two\nlines", "\u{1B}[2J", String(repeating: "a", count: 300)] {
      #expect(try ceremony.run(["amend", "--reason", reason]).status == 64, "'\(reason)'")
    }
    let shut = try Ceremony()
    for verb in ["estimate", "freeze"] {
      #expect(try shut.run(["amend", "--reason", "why not"]).status == 21)
      #expect(try shut.run([verb]).status == 0)
    }
    #expect(try shut.run(["amend", "--reason", "why not"]).status == 21)
    #expect(try shut.ledger() == ["register", "estimate", "freeze"])
  }

  @Test("U6 an amended opening that is cut off is resumed like the first")
  func interrupted() throws {
    for words in [["amend", "--reason", "a slip"], ["estimate"], ["freeze"]] {
      #expect(try ceremony.run(words).status == 0)
    }
    let statement = try text("small/post-unblind-1/statement.txt")
    let words = ["--sign-off", "--phrase", String(statement.split(separator: "\n").last ?? "")]
    let (shim, frozen) = (try crashShim(), ceremony)
    var resumed = 0
    for call in stride(from: 1, through: 60, by: 3) {
      let copy = try Ceremony(copying: frozen)
      let outcome = try copy.run(
        ["unblind"] + words, environment: ["LD_PRELOAD": shim, "CRASH_AT": "\(call)"])
      guard outcome.status == -SIGKILL else { break }
      guard try copy.ledger().count(where: { $0 == "unblind-begin" }) == 2,
        try copy.ledger().count(where: { $0 == "unblind-end" }) == 1
      else { continue }
      let end = try copy.run(["unblind", "--resume"])
      #expect(end.status == 0 && end.output.contains("POST-UNBLIND #1"), "call \(call)")
      resumed += 1
    }
    #expect(resumed > 2)
  }
}
