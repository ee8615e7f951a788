import Foundation
import ProgramSupport
import Testing

/// `sign` with keys that are not simply in a file: held by an agent, or behind a passphrase.
@Suite("Signing with an agent, and with a passphrase") struct SigningKeyTests {
  private static let passphrase = "correct horse"
  private let ceremony: Ceremony
  private var folder: Folder { ceremony.folder }
  private var home: URL { folder.url.appending(path: "home") }

  /// The project is frozen for alice, who has the key.
  init() throws {
    ceremony = try Ceremony()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "home/.ssh"), withIntermediateDirectories: true)
  }

  private func freeze(passphrase: String) throws {
    try shell("ssh-keygen -q -t ed25519 -C alice -N '\(passphrase)' -f home/.ssh/id_ed25519")
    try shell("echo alice $(cat home/.ssh/id_ed25519.pub) > analyses/reviewers.pub")
    try shell("echo 'sign-off: {required: 1, signers: reviewers.pub}' >> \(Ceremony.file)")
    for verb in ["estimate", "freeze"] { try ceremony.succeed([verb]) }
  }

  @Test("an agent signs when the private file is gone, and without the agent nobody does")
  func agent() throws {
    try freeze(passphrase: "")
    // Not below the project: a socket's path may have 107 bytes.
    let socket = FileManager.default.temporaryDirectory
      .appending(path: "a\(UUID().uuidString.prefix(8))").path
    let agent = try started("/usr/bin/ssh-agent", ["-D", "-a", socket])
    defer { end(agent, at: socket) }
    let deadline = Date(timeIntervalSinceNow: 60)
    while !FileManager.default.fileExists(atPath: socket), Date() < deadline { usleep(10_000) }
    try shell("SSH_AUTH_SOCK=\(socket) ssh-add -q home/.ssh/id_ed25519")
    try shell("rm home/.ssh/id_ed25519")
    for socket in ["", socket + ".none"] {
      let alone = try sign([], ["SSH_AUTH_SOCK": socket])
      #expect(alone.status == 77)
      #expect(alone.errors.contains("nothing was recorded"))
    }
    #expect(try ceremony.ledger() == ["register", "estimate", "freeze"])
    let signed = try sign([], ["SSH_AUTH_SOCK": socket])
    #expect(signed.status == 0, "\(signed.errors)")
    #expect(signed.output.hasPrefix("Signed by alice; 1 of 1 signatures are there"))
    try expectVerified()
  }

  @Test("a program that knows the passphrase is asked for it where that is demanded")
  func askpass() throws {
    try freeze(passphrase: Self.passphrase)
    let wrong = try sign([], asking("wrong"))
    #expect(wrong.status == 77)
    #expect(wrong.errors.contains("ssh-keygen did not sign with '\(home.path)/.ssh/id_ed25519"))
    #expect(wrong.errors.contains("nothing was recorded"))
    #expect(wrong.errors.contains("check the key, its passphrase or the agent"))
    #expect(try ceremony.ledger() == ["register", "estimate", "freeze"])
    let signed = try sign(["--key", "home/.ssh/id_ed25519"], asking(Self.passphrase))
    #expect(signed.status == 0, "\(signed.errors)")
    try expectVerified()
  }

  @Test("without a terminal, and with nobody named who knows the passphrase, nobody is waited for")
  func nobodyToAsk() throws {
    try freeze(passphrase: Self.passphrase)
    // A program that would answer, had anybody asked for it.
    var surroundings = try asking(Self.passphrase)
    surroundings["SSH_ASKPASS_REQUIRE"] = nil
    surroundings["DISPLAY"] = ":0"
    let outcome = try sign([], surroundings)
    #expect(outcome.status == 77)
    #expect(outcome.errors.contains("check the key, its passphrase or the agent"))
    #expect(try ceremony.ledger() == ["register", "estimate", "freeze"])
  }

  // MARK: What happens around it

  /// The signature in the ledger, shown to OpenSSH.
  private func expectVerified() throws {
    #expect(try ceremony.ledger() == ["register", "estimate", "freeze", "sign-off"])
    let last = try folder.text(".na64-blind/ledger.jsonl").split(separator: "\n").last ?? ""
    let entry = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
    let body = try #require(entry?["body"] as? [String: Any])
    let armour = try #require(body["signature"] as? String)
    try Data(armour.utf8).write(to: folder.url.appending(path: "signature"))
    try shell(
      "ssh-keygen -q -Y verify -n na64-blind -I alice -f analyses/reviewers.pub -s signature "
        + "< results/small/statement.txt")
  }

  private func asking(_ passphrase: String) throws -> [String: String] {
    let script = folder.url.appending(path: "askpass")
    try Data("#!/bin/sh\necho '\(passphrase)'\n".utf8).write(to: script)
    try shell("chmod 700 askpass")
    return ["SSH_ASKPASS": script.path, "SSH_ASKPASS_REQUIRE": "force"]
  }

  /// Signs in a session of its own, so that no terminal of whoever runs the test is asked.
  private func sign(_ words: [String], _ more: [String: String]) throws -> Outcome {
    try shell(
      ["setsid", "--wait", program.path, "sign", Ceremony.file] + words, with: more)
  }

  @discardableResult
  private func shell(_ line: String) throws -> Outcome {
    let outcome = try shell(["sh", "-c", line], with: [:])
    guard outcome.status == 0 else { throw ProgramFailure(text: line + "\n" + outcome.errors) }
    return outcome
  }

  private func shell(_ words: [String], with more: [String: String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = folder.url
    var variables = surroundings(of: folder.url)
    for name in ["SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "DISPLAY"] {
      variables[name] = nil
    }
    variables["HOME"] = home.path
    process.environment = variables.merging(more) { $1 }
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let deadline = Deadline(120, for: process)
    defer { deadline.cancel() }
    return Outcome(of: process, output, errors)
  }

  private func started(_ path: String, _ words: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = words
    (process.standardInput, process.standardOutput) = (FileHandle.nullDevice, FileHandle.nullDevice)
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// By force, as a child may have inherited that it does not listen to a request.
  private func end(_ agent: Process, at socket: String) {
    kill(agent.processIdentifier, SIGKILL)
    agent.waitUntilExit()
    try? FileManager.default.removeItem(atPath: socket)
  }
}
