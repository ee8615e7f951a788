import ProgramSupport

/// An end by force at one of the changes of files that a program makes.
struct Interruption: CustomStringConvertible {
  /// From 1.
  let call: Int
  /// As the library that ends programs takes it.
  let mode: String

  /// One for each state in which an end by force can leave the files.
  ///
  /// An end behind a change leaves what one before the next leaves, and only a write can be torn.
  ///
  /// - Parameter calls: What a run changes when nothing goes wrong, as in `write ledger.jsonl`.
  static func all(of calls: [String]) -> [Interruption] {
    calls.indices.map { Interruption(call: $0 + 1, mode: "before") }
      + calls.indices.filter { isWrite(calls[$0]) }.map {
        Interruption(call: $0 + 1, mode: "torn")
      } + [Interruption(call: calls.count, mode: "after")]
  }

  /// One behind each write: nothing else changes what stands in a file.
  static func behindWrites(of calls: [String]) -> [Interruption] {
    calls.indices.filter { isWrite(calls[$0]) }.map { Interruption(call: $0 + 1, mode: "after") }
  }

  private static func isWrite(_ call: String) -> Bool {
    call.hasPrefix("write ") || call.hasPrefix("pwrite")
  }

  var environment: [String: String] {
    get throws {
      ["LD_PRELOAD": try crashShim(), "CRASH_AT": "\(call)", "CRASH_AT_MODE": mode]
    }
  }

  var description: String { "\(mode) call \(call)" }
}
