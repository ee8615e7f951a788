import Foundation
import ProgramSupport
import Testing

/// The session of docs/sealed-mode.md, played by the program of this build.
@Suite("The manual of sealed mode") struct SealedManualTests {
  @Test("shows what the program prints")
  func session() throws {
    let ceremony = try Ceremony()
    let folder = ceremony.folder
    let raw = try folder.text(Ceremony.file)
    try Data(raw.utf8).write(to: folder.url.appending(path: SealedCeremony.raw))
    try Data(SealedCeremony.reading("sealed", of: raw).utf8)
      .write(to: folder.url.appending(path: Ceremony.file))
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "sealed"), withIntermediateDirectories: false)
    let steps = try steps()
    #expect(steps.count == 12)
    var members = ""
    for (line, expected) in steps {
      let outcome = try run(words(of: line, in: ceremony), in: folder.url)
      let printed = (outcome.errors + outcome.output).split(separator: "\n").map(masked)
      #expect(matches(printed[...], expected.map(masked)[...]), "\(line): \(printed)")
      if line.hasPrefix("vault member") { members += outcome.output }
      try Data(members.utf8).write(to: folder.url.appending(path: "members.txt"))
    }
  }

  /// Commands with what they print, in order.
  private func steps() throws -> [(line: String, expected: [String])] {
    let text = try String(
      contentsOf: repository.appending(path: "docs/sealed-mode.md"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```\n").filter { $0.hasPrefix("$ na64-blind") }
    return blocks.flatMap { block in
      block.components(separatedBy: "$ na64-blind ").dropFirst().map { part in
        let lines = part.components(separatedBy: "\n")
        return (lines[0], lines.dropFirst().filter { !$0.isEmpty })
      }
    }
  }

  /// Words with quotes taken off; digests in phrases are those of this run.
  private func words(of line: String, in ceremony: Ceremony) throws -> [String] {
    let parts = line.components(separatedBy: " \"")
    let quoted = parts.dropFirst().map { $0.replacing("\"", with: "") }
    let words = parts[0].components(separatedBy: " ")
    guard let phrase = quoted.first, words.contains("--phrase") else { return words + quoted }
    guard phrase.hasPrefix("release") else { return words + [try ceremony.phrase()] }
    let asked = try ceremony.run(["release", "--key", "alice.key", "--phrase", "no"]).errors
    let typed = asked.split(separator: "\n").last { $0.hasPrefix("release ") } ?? ""
    return words + [String(typed)]
  }

  private func masked(_ line: some StringProtocol) -> String {
    String(line).replacing(#/x25519:(…|[0-9a-f]{64})/#, with: "KEY")
      .replacing(#/\b([0-9a-f]{8}|X{8})\b/#, with: "DIGEST")
  }

  private func matches(_ printed: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return printed.isEmpty }
    guard first == "…" else {
      return printed.first == first && matches(printed.dropFirst(), expected.dropFirst())
    }
    return (0...printed.count).contains {
      matches(printed.dropFirst($0), expected.dropFirst())
    }
  }
}
