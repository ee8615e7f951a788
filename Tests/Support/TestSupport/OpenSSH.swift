import Foundation

/// `ssh-keygen` with keys in a folder of its own: the other implementation of what we verify.
public struct OpenSSH: Sendable {
  private let folder: TemporaryFolder

  public init() throws { folder = try TemporaryFolder() }

  /// Makes a key; gives the path of its private part.
  public func makeKey(
    _ type: String, bits: Int? = nil, named name: String, passphrase: String = ""
  ) throws -> String {
    let path = path(of: name)
    let size = bits.map { ["-b", "\($0)"] } ?? []
    try check(["-q", "-t", type, "-N", passphrase, "-C", name, "-f", path] + size)
    return path
  }

  /// Where the private part of a key is.
  public func path(of name: String) -> String { folder.url.appending(path: name).path }

  /// The line of the `.pub` file.
  public func publicKey(of path: String) throws -> String {
    try String(contentsOfFile: "\(path).pub", encoding: .utf8)
      .trimmingCharacters(in: .newlines)
  }

  /// As `ssh-keygen -l` prints it.
  public func fingerprint(of path: String) throws -> String {
    try check(["-l", "-f", "\(path).pub"]).split(separator: " ").dropFirst().first
      .map(String.init) ?? ""
  }

  /// The armoured signature of a text.
  public func sign(
    _ text: String, with path: String, for namespace: String = "na64-blind", hash: String = "sha512"
  ) throws -> String {
    let file = folder.url.appending(path: UUID().uuidString)
    try Data(text.utf8).write(to: file)
    try check([
      "-q", "-Y", "sign", "-n", namespace, "-O", "hashalg=\(hash)", "-f", path, file.path,
    ])
    return try String(contentsOfFile: "\(file.path).sig", encoding: .utf8)
  }

  /// Whether `ssh-keygen -Y verify` takes a signature of that key for this text.
  public func accepts(
    _ signature: String, of key: String, on text: String, for namespace: String = "na64-blind"
  ) throws -> Bool {
    try folder.write("someone \(key)\n", to: "allowed")
    try folder.write(signature, to: "signature")
    return try run(
      [
        "-q", "-Y", "verify", "-n", namespace, "-I", "someone", "-f", "allowed", "-s", "signature",
      ], input: text
    ).status == 0
  }

  @discardableResult
  private func check(_ arguments: [String]) throws -> String {
    let (status, output) = try run(arguments)
    guard status == 0 else { throw OracleTable.Missing(column: "ssh-keygen \(arguments)") }
    return output
  }

  private func run(
    _ arguments: [String], input: String = ""
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["ssh-keygen"] + arguments
    process.currentDirectoryURL = folder.url
    let (output, standardInput) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    process.standardInput = standardInput
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: printed, as: UTF8.self))
  }
}
