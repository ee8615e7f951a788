import Foundation
import Testing

/// Rows S10 and S11: one fixed line, exit 70, no backtrace, whatever kills the process.
@Suite("Process hygiene") struct ProcessHygieneTests {
  static let line =
    "na64-blind: stopped by an internal error or a signal; "
    + "run 'na64-blind status' to see where the analysis stands\n"

  /// Swift's standard library may say which check failed; it does so in constant text.
  private func isConstant(_ errors: String) -> Bool {
    let lines = errors.dropLast(Self.line.count).split(separator: "\n")
    return lines.count <= 1
      && lines.allSatisfy { $0.contains("Fatal error: ") && !$0.contains("na64") }
  }

  @Test(
    "traps, also when Swift's backtraces are asked for",
    arguments: ["index", "overflow", "unwrap", "abort", "stack"], ["", "enable=yes"])
  func traps(failure: String, backtrace: String) throws {
    let outcome = try Probe.run(["fail", failure], environment: ["SWIFT_BACKTRACE": backtrace])
    #expect(outcome.status == 70)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasSuffix(Self.line))
    #expect(isConstant(outcome.errors), "\(outcome.errors)")
  }

  @Test(
    "signals from outside",
    arguments: [
      SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, SIGXCPU,
    ])
  func signals(signal: Int32) throws {
    let probe = try Probe(["fail", "signals"])
    #expect(probe.waitForOutput() == "ready\n")
    kill(probe.process.processIdentifier, signal)
    let outcome = probe.outcome()
    #expect(outcome.status == 70)
    #expect(outcome.errors == Self.line)
  }

  @Test("no core file may be made")
  func coreLimit() throws {
    let probe = try Probe(["fail", "signals"])
    #expect(probe.waitForOutput() == "ready\n")
    let limits = try String(
      contentsOfFile: "/proc/\(probe.process.processIdentifier)/limits", encoding: .utf8)
    kill(probe.process.processIdentifier, SIGKILL)
    _ = probe.outcome()
    let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core") })
    #expect(core.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"])
  }
}
