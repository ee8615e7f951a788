public import Foundation

/// A session in a manual: lines that people type, each with what is printed.
public struct Transcript {
  public struct Step {
    /// Whose prompt it is, as in `alice$`; empty for `$`.
    public let person: String
    /// What is typed.
    public let line: String
    /// What is printed; `…` alone on a line stands for any lines.
    public let expected: [String]
  }

  public let steps: [Step]

  /// The sessions of a Markdown file, in blocks without a language, one after the other.
  public init(in manual: URL) throws {
    let text = try String(contentsOf: manual, encoding: .utf8)
    var steps: [Step] = []
    // The line that opened the block we are in, if we are in one.
    var fence: String?
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        fence = fence == nil ? line : nil
        continue
      }
      guard fence == "```" else { continue }
      if let typed = line.wholeMatch(of: #/([a-z]*)\$ (.+)/#) {
        steps.append(Step(person: String(typed.1), line: String(typed.2), expected: []))
      } else if let last = steps.popLast() {
        steps.append(
          Step(person: last.person, line: last.line, expected: last.expected + [line]))
      }
    }
    self.steps = steps
  }

  /// Whether this was printed, but for empty lines, digests, keys and places that differ each time.
  public static func agrees(_ printed: String, with expected: [String]) -> Bool {
    let lines = { (lines: [String]) in lines.filter { !$0.isEmpty }.map(masked)[...] }
    return matches(lines(printed.components(separatedBy: "\n")), lines(expected))
  }

  private static func masked(_ line: String) -> String {
    line.replacing(#/sha256:(…|[0-9a-f]{64})/#, with: "DIGEST")
      .replacing(#/\b[0-9a-f]{8}\b/#, with: "DIGEST")
      .replacing(#/SHA256:(…|[A-Za-z0-9+\/]{43})/#, with: "FINGERPRINT")
      .replacing(#/AAAA(…|[A-Za-z0-9+\/=]+)/#, with: "KEY")
  }

  private static func matches(
    _ printed: ArraySlice<String>, _ expected: ArraySlice<String>
  ) -> Bool {
    guard let first = expected.first else { return printed.isEmpty }
    guard first == "…" else {
      return printed.first == first && matches(printed.dropFirst(), expected.dropFirst())
    }
    return (0...printed.count).contains {
      matches(printed.dropFirst($0), expected.dropFirst())
    }
  }
}
