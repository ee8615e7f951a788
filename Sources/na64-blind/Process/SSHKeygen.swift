import BlindAnalysis
import Glibc
import Ledger

extension OwnKeys {
  /// The keys in `~/.ssh`, and `ssh-keygen` to sign with them or with others.
  static let process = OwnKeys(
    publicKeys: {
      guard let home = unsafe getenv("HOME") else { return [] }
      return found(in: unsafe String(cString: home) + "/.ssh")
    },
    sign: { text, path in
      let folder = try TemporaryFile.makeFolder()
      let file = TemporaryFile(folder + "/statement.txt")
      defer { file.removeWithFolder(folder) }
      try file.write(Array(text.utf8))
      try runSSHKeygen(signing: file.path, with: path)
      return try ProjectFolder(at: folder).read(
        "statement.txt.sig", limit: SSHSignature.sizeLimit)
    })

  /// `ssh-keygen` asks for passphrases and touches itself, where there is a terminal to ask on.
  private static func runSSHKeygen(signing file: String, with key: String) throws {
    let words = [
      "ssh-keygen", "-q", "-Y", "sign", "-n", SignedText.namespace, "-f", key, file,
    ]
    guard try status(of: words) == 0 else {
      throw Refusal(
        .keyUnusable, "ssh-keygen did not sign with '\(key.printable)'; nothing was recorded",
        next: "check the key, its passphrase or the agent; --key PATH names another key")
    }
  }

  private static func status(of words: [String]) throws -> Int32? {
    do { return try ChildProcess.run(words) } catch let missing as ChildProcess.Missing {
      throw Refusal(
        .keyUnusable, "cannot start \(missing.name)", next: "install OpenSSH (openssh-client)")
    }
  }
}

/// A text on its way to `ssh-keygen`, in a folder that nobody else can enter.
private struct TemporaryFile {
  let path: String

  init(_ path: String) { self.path = path }

  static func makeFolder() throws -> String {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/na64-blind-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw Refusal(.cannotWrite, "cannot make a temporary folder in '\(parent.printable)'")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func write(_ bytes: [UInt8]) throws {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    defer { close(file) }
    let written = unsafe bytes.withUnsafeBytes {
      unsafe Glibc.write(file, $0.baseAddress, $0.count)
    }
    guard file >= 0, written == bytes.count else {
      throw Refusal(.cannotWrite, "cannot write a temporary copy of the statement")
    }
  }

  func removeWithFolder(_ folder: String) {
    for name in [path, "\(path).sig"] { _ = unsafe unlink(name) }
    _ = unsafe rmdir(folder)
  }
}
