/// How far the reading is: on a terminal only, in steps of five per cent.
///
/// Batches are cut by raw rows, so that their number tells of blinded ones; every step is therefore
/// drawn, those passed over too: each reading shows the same frames.
final class ProgressBar {
  private let draw: (@Sendable (String) -> Void)?
  private var nextStep = 0

  init(in environment: CommandEnvironment) { draw = environment.draw }

  /// Draws all steps up to this one that have not been drawn.
  func show(percent: Int) {
    guard let draw else { return }
    while nextStep <= min(percent, 100) {
      let filled = String(repeating: "=", count: nextStep / 5)
      let rest = String(repeating: " ", count: 20 - nextStep / 5)
      draw("\rreading [\(filled)\(rest)] \(nextStep) %")
      nextStep += 5
    }
  }

  /// Draws the steps that are missing, and wipes the line.
  func clear() {
    show(percent: 100)
    draw?("\r" + String(repeating: " ", count: 40) + "\r")
  }
}
