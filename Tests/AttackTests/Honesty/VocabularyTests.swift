import Foundation
import ProgramSupport
import Testing

/// Words that promise more than blinding in place holds; rule 7 of the specification.
@Suite("Honest words") struct VocabularyTests {
  private static let promises = [
    "impossible", "tamper-proof", "tamperproof", "tamper proof", "secure", "securely",
    "unbreakable",
    "cannot be unblinded", "cannot be cheated", "guarantees that", "100 % safe",
    "foolproof", "bulletproof", "hack-proof",
  ]

  private func promises(in text: String) -> [String] {
    let words = text.lowercased()
    return Self.promises.filter { promise in
      words.ranges(of: promise).contains { range in
        let before = words[..<range.lowerBound].last
        let after = words[range.upperBound...].first
        return !(before?.isLetter ?? false) && !(after?.isLetter ?? false)
      }
    }
  }

  private func files(_ folder: String, _ suffix: String) throws -> [URL] {
    let root = repository.appending(path: folder)
    return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
      .filter { $0.hasSuffix(suffix) }.map { root.appending(path: $0) }
  }

  @Test("H3 the search finds what it looks for")
  func awake() {
    #expect(promises(in: "This is Tamper-proof and secure.") == ["tamper-proof", "secure"])
    #expect(promises(in: "insecure, an obsecured word").isEmpty)
  }

  @Test("H3 README and manual promise no more than they hold")
  func documents() throws {
    let documents = try files("docs", ".md") + [repository.appending(path: "README.md")]
    #expect(documents.count > 10)
    for document in documents {
      let text = try String(contentsOf: document, encoding: .utf8)
      // A story that cannot have happened is called that; it is no promise.
      let found = promises(in: text.replacing("impossible story", with: ""))
      #expect(found.isEmpty, "\(document.lastPathComponent)")
    }
  }

  @Test("H3 no text of the program does")
  func sources() throws {
    for file in try files("Sources", ".swift") {
      let code = try String(contentsOf: file, encoding: .utf8)
        .split(separator: "\n")
        .filter { !$0.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") }
        .joined(separator: "\n")
      #expect(promises(in: code).isEmpty, "\(file.lastPathComponent)")
    }
  }

  @Test("H3 no help text does")
  func helps() throws {
    let folder = try Folder()
    let names = try verbs(of: [], in: folder)
    #expect(names.count > 8)
    for name in names {
      for verb in try [[name]] + verbs(of: [name], in: folder).map({ [name, $0] }) {
        let help = try run(verb + ["--help"], in: folder.url)
        #expect(help.status == 0 && promises(in: help.output).isEmpty, "\(verb)")
      }
    }
  }

  /// The names below SUBCOMMANDS in a help text.
  private func verbs(of parent: [String], in folder: Folder) throws -> [String] {
    let help = try run(parent + ["--help"], in: folder.url).output
    guard let list = help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first else {
      return []
    }
    return list.split(separator: "\n").filter { $0.prefix { $0 == " " }.count == 2 }
      .compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "See" }
  }

  @Test("H3 the statement and the reports of a whole ceremony do not")
  func reports() throws {
    let ceremony = try Ceremony.opened()
    var texts = [try ceremony.folder.text("results/small/statement.txt")]
    for verb in ["status", "estimate", "reproduce"] {
      texts.append(try ceremony.run([verb]).output)
    }
    for text in texts {
      #expect(promises(in: text).isEmpty)
    }
    #expect(texts[1].contains("not from opening the file with another program"))
  }
}
