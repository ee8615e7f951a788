import BlindAnalysis
import Glibc
import Ledger

extension CommandEnvironment {
  /// The real world: standard streams, the system's clock, the user who started the program.
  static let process = CommandEnvironment(
    actor: userName(), clock: .system,
    print: { write($0 + "\n", to: STDOUT_FILENO) },
    printError: { write($0 + "\n", to: STDERR_FILENO) },
    ask: { question in
      write(question, to: STDERR_FILENO)
      return readLine()
    },
    readInput: readStandardInput, keys: .process,
    drawFigure: gnuplot,
    draw: isatty(STDERR_FILENO) == 1 ? drawOnErrorStream : nil,
    tool: { ToolRecord(version: toolVersion, executable: try executableDigest()) },
    stateFolder: userStateFolder())

  private static let drawOnErrorStream: @Sendable (String) -> Void = {
    write($0, to: STDERR_FILENO)
  }

  /// Writes all of it; a reader that went away is no reason to fail.
  private static func write(_ text: String, to stream: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(stream, $0.baseAddress, $0.count)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  /// As the XDG Base Directory Specification has it; nil for a user without a home.
  private static func userStateFolder() -> String? {
    if let folder = variable("XDG_STATE_HOME"), folder.hasPrefix("/") {
      return "\(folder)/na64-blind"
    }
    guard let home = variable("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home)/.local/state/na64-blind"
  }

  private static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(validatingCString: value)
  }

  private static let readStandardInput: @Sendable () -> [UInt8] = {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while bytes.count <= SSHSignature.sizeLimit {
      let count = unsafe Glibc.read(STDIN_FILENO, &part, part.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    return bytes
  }

  /// The login name; the numeric user where the system has no name for it.
  private static func userName() -> String {
    let user = geteuid()
    guard let entry = unsafe getpwuid(user), let name = unsafe entry.pointee.pw_name else {
      return "uid \(user)"
    }
    return unsafe String(cString: name)
  }
}
