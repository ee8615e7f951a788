import Dispatch
import Glibc

/// A way for a process to die.
enum Failure: String {
  case index
  case overflow
  case unwrap
  case stack
  case abort
  /// On another thread than the main one.
  case worker
  case signals

  func happen() {
    switch self {
    case .index: print([42][Self.opaque(1)])
    case .overflow: print(Self.opaque(Int.max) + 1)
    case .unwrap: print(Int("no number" + String(Self.opaque(1)))!)
    case .stack: print(Self.descend(Self.opaque(1)))
    case .abort: Glibc.abort()
    case .worker:
      // One thread alone: two that fail at once would each say so.
      DispatchQueue.global().async { print([42][Self.opaque(1)]) }
      sleep(60)
    case .signals:
      // The test sends one; 60 seconds bound a test that forgets.
      print("ready")
      fflush(nil)
      sleep(60)
    }
  }

  /// Hides a value from the optimiser, which would else refuse to compile a certain failure.
  @inline(never) private static func opaque(_ value: Int) -> Int {
    CommandLine.arguments.isEmpty ? 0 : value
  }

  @inline(never) private static func descend(_ depth: Int) -> Int {
    depth == 0 ? 0 : descend(depth &+ 1) &+ opaque(depth)
  }
}
