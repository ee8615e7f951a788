import Glibc
import Ledger

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
      let main = pthread_self()
      onAllCores(1000) { _ in
        usleep(1000)
        if pthread_equal(main, pthread_self()) == 0 { print([42][Self.opaque(1)]) }
      }
    case .signals:
      // The test sends one; 10 seconds bound a test that forgets.
      print("ready")
      fflush(nil)
      sleep(10)
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
