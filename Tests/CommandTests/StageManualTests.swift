import Foundation
import ProgramSupport
import Testing

/// The session of docs/stages.md, played by the program of this build.
@Suite("docs/stages.md") struct StageManualTests {
  private let manual = repository.appending(path: "docs/stages.md")

  /// The sample analysis with the stages of the manual, and simulated events for the rehearsal.
  private func project() throws -> Ceremony {
    let ceremony = try Ceremony()
    let text = try String(contentsOf: manual, encoding: .utf8)
    let snippet = try #require(text.firstMatch(of: #/```yaml\n(stages:\n(?:.|\n)*?)```/#))
    let dataset = """
      data:
        - name: mock
          kind: pseudo-data
          files: [mock.csv]
          exposure: {on-target: 1e9, uncertainty: 1 %, source: made for a test}
          event-id: [run, spill, event]
      """
    let file = ceremony.folder.url.appending(path: Ceremony.file)
    let analysis = try String(contentsOf: file, encoding: .utf8)
      .replacing("\ndata:\n", with: "\n\(dataset)\n", maxReplacements: 1)
    try Data((analysis + String(snippet.1)).utf8).write(to: file)
    let events = try ceremony.folder.text("analyses/events.csv").split(separator: "\n")
    let mock =
      events.prefix(1)
      + events.filter { $0.hasPrefix("1,1,") }
      .map { "70" + $0.dropFirst() }[...] + ["70,2,5,31,0.5"]
    try Data((mock.joined(separator: "\n") + "\n").utf8)
      .write(to: ceremony.folder.url.appending(path: "analyses/mock.csv"))
    return ceremony
  }

  @Test("shows what the program prints")
  func session() throws {
    let ceremony = try project()
    let steps = try Transcript(in: manual).steps
    #expect(steps.count == 14)
    for step in steps {
      let outcome = try run(words(of: step.line, in: ceremony), in: ceremony.folder.url)
      let printed = outcome.output + outcome.errors
      #expect(Transcript.agrees(printed, with: step.expected), "\(step.line)\n\(printed)")
    }
    let openings = try ceremony.ledger().filter { $0 == "unblind-begin" }
    #expect(openings.count == 4)
  }

  /// Phrases hold a digest of this very program, so they are taken from the statement.
  private func words(of line: String, in ceremony: Ceremony) throws -> [String] {
    let parts = line.components(separatedBy: " \"")
    let words = Array(parts[0].components(separatedBy: " ").dropFirst())
    guard let phrase = parts.dropFirst().first else { return words }
    let name = phrase.components(separatedBy: " ")[1]
    let statement = try ceremony.folder.text("results/\(name)/statement.txt")
    return words + [String(statement.split(separator: "\n").last ?? "")]
  }
}
