import Foundation
import ProgramSupport
import Testing

/// The ceremony of docs/sign-off.md, played by the program of this build and by ssh-keygen.
@Suite("docs/sign-off.md") struct SignOffManualTests {
  private static let people = ["alice", "bob", "carol", "dave", "erin"]
  private static let analysis = "analyses/eplus-2023-70GeV.yaml"

  private let manual = repository.appending(path: "docs/sign-off.md")
  private let project: Folder
  private let homes: Folder

  init() throws {
    (project, homes) = (try Folder(), try Folder())
    let analyses = project.url.appending(path: "analyses")
    try FileManager.default.copyItem(at: repository.appending(path: "analyses"), to: analyses)
    let lines = try Self.people.map { name in
      try shell(
        "mkdir ~/.ssh && ssh-keygen -q -t ed25519 -N '' -C \(name)@pc -f ~/.ssh/id_ed25519",
        as: name)
      let term = name == "erin" ? "until 2039-12-31 " : ""
      return "\(name) \(term)" + (try homes.text("\(name)/.ssh/id_ed25519.pub"))
    }
    try Data(lines.joined().utf8).write(to: analyses.appending(path: "reviewers.pub"))
  }

  @Test("a collaboration of five with threshold three opens a box, though a key is lost")
  func ceremony() throws {
    let snippet = try String(contentsOf: manual, encoding: .utf8)
      .firstMatch(of: #/```yaml\n(sign-off: .*\n)```/#)
    try edit { $0.replacing("sign-off: {required: 1}\n", with: try #require(snippet).1) }
    let steps = try Transcript(in: manual).steps
    #expect(steps.count == 25)
    for step in steps {
      let printed = try shell(step.line, as: step.person)
      #expect(
        Transcript.agrees(printed, with: step.expected), "\(step.person)$ \(step.line)\n\(printed)")
    }
    let kinds = try project.text(".na64-blind/ledger.jsonl").split(separator: "\n").map { line in
      let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return entry?["kind"] as? String
    }
    // How data are recognised is not a part of the ceremony.
    #expect(
      kinds.filter { $0 != "sketch" } == [
        "register", "estimate", "freeze", "sign-off", "sign-off", "amend-signers",
      ]
        + [String](repeating: "approve-signers", count: 4) + ["unfreeze", "freeze"]
        + [String](repeating: "sign-off", count: 3) + ["unblind-begin", "unblind-end"])
  }

  private func edit(_ change: (String) throws -> String) throws {
    let text = try change(project.text(Self.analysis))
    try Data(text.utf8).write(to: project.url.appending(path: Self.analysis))
  }

  /// What somebody types, in a home of their own; both streams of what is printed, results first.
  @discardableResult
  private func shell(_ line: String, as person: String) throws -> String {
    let home = homes.url.appending(path: person)
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = project.url
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    process.environment = [
      "HOME": home.path, "PATH": "\(program.deletingLastPathComponent().path):\(path)",
    ]
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (home.appending(path: "output"), home.appending(path: "errors"))
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return try [output, errors].map { try String(contentsOf: $0, encoding: .utf8) }.joined()
  }
}
