import Foundation
import ProgramSupport
import Testing

/// The sessions in the manuals, played by the program of this build.
@Suite("Sessions of README and docs/blinding.md") struct ReadmeTests {
  struct Step {
    let words: [String]
    /// What is printed; `…` stands for any lines, and digests differ from run to run.
    let expected: [String]
  }

  @Test("show what the program prints", arguments: ["README.md", "docs/blinding.md"])
  func session(manual: String) throws {
    let folder = try Folder()
    try FileManager.default.copyItem(
      at: repository.appending(path: "analyses"), to: folder.url.appending(path: "analyses"))
    let steps = try Self.steps(of: manual)
    #expect(steps.count == 5)
    for step in steps {
      let outcome = try run(try words(of: step, in: folder), in: folder.url)
      let printed = (outcome.output + outcome.errors).split(separator: "\n").map(masked)
      let expected = step.expected.filter { !$0.isEmpty }.map(masked)
      #expect(matches(printed[...], expected[...]), "\(step.words): \(printed)")
    }
  }

  /// The phrase holds a digest of this very program, so it is taken from the statement.
  private func words(of step: Step, in folder: Folder) throws -> [String] {
    guard step.words.contains("--phrase"), step.words.last?.hasSuffix("00000000") == false else {
      return step.words
    }
    let statement = try folder.text("results/eplus-2023-70GeV/statement.txt")
    return step.words.dropLast() + [String(statement.split(separator: "\n").last ?? "")]
  }

  private func masked(_ line: some StringProtocol) -> String {
    String(line).replacing(#/\b[0-9a-f]{8}\b/#, with: "DIGEST")
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

  private static func steps(of manual: String) throws -> [Step] {
    let text = try String(contentsOf: repository.appending(path: manual), encoding: .utf8)
    let block = text.components(separatedBy: "```\n").first { $0.hasPrefix("$ na64-blind") } ?? ""
    return block.components(separatedBy: "$ na64-blind ").dropFirst().map { part in
      let lines = part.components(separatedBy: "\n")
      let parts = lines[0].components(separatedBy: " \"")
      let phrase = parts.dropFirst().map { $0.replacing("\"", with: "") }
      return Step(
        words: parts[0].components(separatedBy: " ") + phrase, expected: Array(lines.dropFirst()))
    }
  }
}
