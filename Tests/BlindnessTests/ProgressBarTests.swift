import BlindAnalysis
import Ledger
import Synchronization
import Testing

@testable import na64_blind

/// The number of batches, and so of calls, depends on blinded rows.
@Suite("Progress bar") struct ProgressBarTests {
  private final class Terminal: Sendable {
    private let drawn = Mutex<[String]>([])

    var frames: [String] { drawn.withLock { $0 } }

    func draw(_ text: String) { drawn.withLock { $0.append(text) } }
  }

  private func frames(_ percents: [Int]) -> [String] {
    let terminal = Terminal()
    let bar = ProgressBar(
      in: CommandEnvironment(
        actor: "tester", clock: WallClock { Timestamp(seconds: 1_800_000_000) }, print: { _ in },
        printError: { _ in }, ask: { _ in nil }, draw: { terminal.draw($0) },
        tool: { ToolRecord(version: "test", executable: Digest(ofBytes: [], as: .estimate)) }))
    for percent in percents { bar.show(percent: percent) }
    bar.clear()
    return terminal.frames
  }

  @Test(
    "draws the same frames however many batches there are",
    arguments: [[], [0], [100], [3, 7, 8, 40], [0, 0, 50, 50], [95, 100, 100], Array(0...100)])
  func sameFrames(percents: [Int]) {
    let numbers = frames(percents).dropLast().map { $0.split(separator: "] ").last ?? "" }
    #expect(numbers == stride(from: 0, through: 100, by: 5).map { "\($0) %" })
    #expect(frames(percents) == frames([]))
  }
}
