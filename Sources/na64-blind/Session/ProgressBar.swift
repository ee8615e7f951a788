/// How far the reading is: on a terminal only, in steps of five per cent.
final class ProgressBar {
  private let draw: (@Sendable (String) -> Void)?
  private var shown = -1

  init(in environment: CommandEnvironment) { draw = environment.draw }

  func show(percent: Int) {
    let step = percent / 5 * 5
    guard let draw, step != shown else { return }
    shown = step
    let filled = String(repeating: "=", count: step / 5)
    let rest = String(repeating: " ", count: 20 - step / 5)
    draw("\rreading [\(filled)\(rest)] \(step) %")
  }

  func clear() {
    guard let draw, shown >= 0 else { return }
    draw("\r" + String(repeating: " ", count: 40) + "\r")
    shown = -1
  }
}
