import Foundation

/// The preloaded library that ends a program at its N-th change of a file; built once.
///
/// - Returns: Its path, for `LD_PRELOAD`.
public func crashShim() throws -> String { try built.get() }

private let built = Result { try buildCrashShim() }

private func buildCrashShim() throws -> String {
  let process = Process()
  process.executableURL = repository.appending(path: "scripts/build-crash-shim")
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let path = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw ProgramFailure(text: "no crash shim") }
  return repository.appending(path: path.trimmingCharacters(in: .whitespacesAndNewlines)).path
}
