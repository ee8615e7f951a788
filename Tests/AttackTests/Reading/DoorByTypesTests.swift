import Foundation
import Testing

private let folder = URL(filePath: #filePath)
  .deletingLastPathComponent().appending(path: "../../CompileFail").standardizedFileURL

/// What must not compile: each file names the errors it expects.
@Suite("The door by types") struct CompileFailTests {
  static var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  @Test("there is a file for each promise")
  func present() {
    #expect(Self.files == ["compare.swift", "forge.swift", "raw.swift", "reuse.swift"])
  }

  @Test("R15 what is blinded is not compared, ordered, hashed or encoded")
  func comparing() throws { try expectRefusal(of: "compare.swift") }

  @Test("R16 a permit is not forged, not used twice and not kept", arguments: ["forge", "reuse"])
  func permits(file: String) throws { try expectRefusal(of: "\(file).swift") }

  @Test("R17 estimators cannot name raw rows, nor limits the shut box")
  func rawRows() throws { try expectRefusal(of: "raw.swift") }

  @Test("R17 one file makes permits, none opens a back door, and no crash text holds a value")
  func sources() throws {
    let root = folder.appending(path: "../../Sources").standardizedFileURL
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
    var makers: [String] = []
    for path in paths where path.hasSuffix(".swift") {
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      if text.contains(#/UnblindingAuthorisation\(freeze|Observed\(value/#) { makers.append(path) }
      #expect(!text.contains("@_spi"), "\(path)")
      let trap = #/(fatalError|precondition|preconditionFailure|assert)\([^\n]*\\\(/#
      #expect(!text.contains(trap), "\(path)")
    }
    #expect(makers == ["BlindAnalysis/Vault/Blinded.swift"])
  }

  private func expectRefusal(of file: String) throws {
    let flags = [
      "-frontend", "-emit-sil", "-verify", "-verify-ignore-unrelated", "-swift-version", "6",
    ]
    let (status, output) = try runProcess(
      "swiftc",
      flags + moduleFolders().flatMap { ["-I", $0.path] } + [folder.appending(path: file).path])
    #expect(status == 0, "\(output)")
  }
}

/// Where the compiler finds our modules and the C modules below them.
private func moduleFolders() throws -> [URL] {
  let build = try buildFolder()
  let packages = build.appending(path: "../../checkouts")
  let sources =
    try FileManager.default.contentsOfDirectory(atPath: packages.path).sorted()
    .map { packages.appending(path: "\($0)/Sources") } + [folder.appending(path: "../../Sources")]
  let libraries = sources.flatMap { folder in
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
      .flatMap { [folder.appending(path: $0), folder.appending(path: "\($0)/include")] }
  }
  return [build.appending(path: "Modules")]
    + libraries.filter {
      FileManager.default.fileExists(atPath: $0.appending(path: "module.modulemap").path)
    }
}

/// The folder of the test bundle, which holds the modules of this build.
func buildFolder() throws -> URL {
  let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? executable
  return URL(filePath: bundle).resolvingSymlinksInPath().deletingLastPathComponent()
}

/// Runs a program from the PATH.
///
/// - Returns: Its exit status and everything it printed.
func runProcess(
  _ name: String, _ arguments: [String], environment: [String: String] = [:]
) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [name] + arguments
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let pipe = Pipe()
  (process.standardOutput, process.standardError) = (pipe, pipe)
  process.standardInput = FileHandle.nullDevice
  try process.run()
  let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
}
