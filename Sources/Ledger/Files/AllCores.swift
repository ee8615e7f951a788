import Dispatch
import Synchronization

/// Does pieces of work on as many cores as there are, and waits for all of them.
///
/// No result may depend on which piece is done first: a piece changes nothing that another one
/// reads or changes.
///
/// - Throws: What the first of the pieces that fail throws, first in their order.
package func onAllCores<Failure: Error>(
  _ pieces: Int, _ work: (Int) throws(Failure) -> Void
) throws(Failure) {
  let failure = Mutex<(piece: Int, error: Failure)?>(nil)
  withoutActuallyEscaping(work) { work in
    // The compiler cannot see what the pieces share; who calls says that it is nothing.
    nonisolated(unsafe) let work = work
    DispatchQueue.concurrentPerform(iterations: pieces) { piece in
      guard failure.withLock({ $0.map { piece < $0.piece } ?? true }) else { return }
      do throws(Failure) {
        try unsafe work(piece)
      } catch {
        failure.withLock { first in
          if first.map({ piece < $0.piece }) ?? true { first = (piece, error) }
        }
      }
    }
  }
  if let error = failure.withLock({ $0?.error }) { throw error }
}
