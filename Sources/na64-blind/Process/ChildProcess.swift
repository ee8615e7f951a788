import BlindAnalysis
import Glibc
import Ledger

/// A program that is run to its end.
enum ChildProcess {
  /// Runs a program that may ask on the terminal, and whose words go to the error stream.
  ///
  /// - Returns: The exit status; nil if a signal ended it.
  /// - Throws: ``Missing`` if there is no such program.
  static func run(_ words: [String]) throws -> Int32? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
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
    return wait(for: try unsafe start(words, &actions, variables))
  }

  /// Runs a program that turns a text into bytes and has nothing else to say.
  ///
  /// - Parameter limit: The most bytes that are taken.
  /// - Returns: What it wrote; nil if it failed or wrote more.
  /// - Throws: ``Missing`` if there is no such program.
  static func filter(_ words: [String], _ input: String, limit: Int) throws -> [UInt8]? {
    let (text, written) = (try NamelessFile(), try NamelessFile())
    try text.write(Array(input.utf8))
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, text.descriptor, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, written.descriptor, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let variables = try environment().filter { !$0.hasPrefix("LC_ALL=") } + ["LC_ALL=C"]
    let child = try unsafe start(words, &actions, variables)
    return wait(for: child) == 0 ? written.contents(limit: limit) : nil
  }

  /// There is no program of this name.
  struct Missing: Error {
    let name: String
  }

  // MARK: Starting

  private static func start(
    _ words: [String], _ actions: inout posix_spawn_file_actions_t, _ variables: [String]
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    restoreSignals(&attributes)
    var child = pid_t()
    let code = unsafe withPointers(to: words) { arguments in
      unsafe withPointers(to: variables) { variables in
        unsafe posix_spawnp(&child, words[0], &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else { throw Missing(name: words[0]) }
    return child
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
