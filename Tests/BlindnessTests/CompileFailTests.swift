import Foundation
import Testing

private let folder = URL(filePath: #filePath)
  .deletingLastPathComponent().appending(path: "../CompileFail").standardizedFileURL

/// What must not compile: each file names the errors it expects.
@Suite("The door by types") struct CompileFailTests {
  static var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  @Test("there is a file for each promise")
  func present() { #expect(Self.files == ["compare.swift", "forge.swift", "raw.swift", "reuse.swift"]) }

  @Test("is refused by the compiler as the file says", arguments: files)
  func refused(file: String) throws {
    let modules = try buildFolder().appending(path: "Modules").path
    let (status, output) = try runProcess(
      "swiftc",
      [
        "-frontend", "-emit-sil", "-verify", "-verify-ignore-unrelated", "-swift-version", "6",
        "-I", modules, folder.appending(path: file).path,
      ])
    #expect(status == 0, "\(output)")
  }
}

/// The folder of the test bundle, which holds the modules of this build.
func buildFolder() throws -> URL {
  let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? executable
  return URL(filePath: bundle).deletingLastPathComponent()
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
