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
    let status = try ChildProcess.run(words)
    guard status == 0 else {
      throw Refusal(
        .keyUnusable, "ssh-keygen did not sign with '\(key.printable)'; nothing was recorded",
        next: "check the key, its passphrase or the agent; --key PATH names another key")
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

/// A program that is run to its end.
private enum ChildProcess {
  /// - Returns: The exit status; nil if a signal ended it.
  static func run(_ words: [String]) throws -> Int32? {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    restoreSignals(&attributes)
    var variables = try environment()
    if isatty(STDIN_FILENO) != 1 {
      // Nobody is there to answer, so that a question must fail and not wait, unless whoever runs
      // this has named a program that answers it.
      unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      if !variables.contains(where: { $0.hasPrefix("SSH_ASKPASS_REQUIRE=") }) {
        variables.append("SSH_ASKPASS_REQUIRE=never")
      }
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
    var child = pid_t()
    let code = unsafe withPointers(to: words) { arguments in
      unsafe withPointers(to: variables) { variables in
        unsafe posix_spawnp(&child, words[0], &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else {
      throw Refusal(
        .keyUnusable, "cannot start \(words[0])", next: "install OpenSSH (openssh-client)")
    }
    return wait(for: child)
  }

  /// The variables this process was started with.
  private static func environment() throws -> [String] {
    try ProjectFolder(at: "/proc/self").read("environ", limit: 4 << 20).split(separator: 0)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The texts as C expects them, for as long as the call takes.
  private static func withPointers(
    to texts: [String], _ call: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> Int32 {
    var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { while let pointer = unsafe pointers.popLast() { unsafe free(pointer) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return ENOMEM }
      return unsafe call(start)
    }
  }

  /// What this process ignores, its children should not.
  private static func restoreSignals(_ attributes: inout posix_spawnattr_t) {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for signal in [SIGPIPE, SIGXFSZ] { unsafe sigaddset(&signals, signal) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
  }

  private static func wait(for child: pid_t) -> Int32? {
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 { if errno != EINTR { return nil } }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
  }
}
