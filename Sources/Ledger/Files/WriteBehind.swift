import Dispatch
import Synchronization

/// Appends to a file while its owner prepares the next bytes; the file is as if they were appended
/// one part after the other.
///
/// Until ``finish()``, nobody else may use the file. What goes wrong is thrown by a later call.
package final class WriteBehind {
  // Used on the queue alone, until `finish` has waited for it.
  nonisolated(unsafe) private let file: NewFile
  private let queue = DispatchQueue(label: "na64-blind.write-behind")
  private let room = DispatchSemaphore(value: partsWaiting)
  private let outcome = Outcome()
  /// Of the file when all parts are written, in bytes.
  package private(set) var size: Int

  /// How many parts wait in memory at most.
  package static let partsWaiting = 32

  private final class Outcome: Sendable {
    let failure = Mutex<StorageError?>(nil)
  }

  package init(_ file: NewFile) {
    unsafe self.file = file
    size = file.size
  }

  /// Whoever gives up a file removes it: that must not happen later than here.
  deinit { queue.sync {} }

  package func append(_ bytes: [UInt8]) throws(StorageError) {
    try check()
    room.wait()
    size += bytes.count
    nonisolated(unsafe) let file = unsafe file
    queue.async { [room, outcome] in
      defer { room.signal() }
      guard outcome.failure.withLock({ $0 == nil }) else { return }
      do throws(StorageError) {
        try unsafe file.append(bytes)
      } catch {
        outcome.failure.withLock { $0 = error }
      }
    }
  }

  /// Waits until all parts are in the file.
  package func finish() throws(StorageError) {
    queue.sync {}
    try check()
  }

  private func check() throws(StorageError) {
    if let failure = outcome.failure.withLock({ $0 }) { throw failure }
  }
}
