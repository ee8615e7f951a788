import Synchronization
import Testing

@testable import Ledger

@Suite("Work on all cores") struct AllCoresTests {
  private struct Failure: Error, Equatable {
    let piece: Int
  }

  @Test("does every piece once", arguments: [0, 1, 2, 3, 1000])
  func everyPiece(pieces: Int) {
    let done = Mutex([Int](repeating: 0, count: pieces))
    onAllCores(pieces) { piece in done.withLock { $0[piece] += 1 } }
    #expect(done.withLock { $0 } == [Int](repeating: 1, count: pieces))
  }

  @Test("throws what the first piece throws, and has done all pieces before it")
  func firstFailure() {
    for first in [0, 1, 40, 99] {
      let done = Mutex(Set<Int>())
      let failure = #expect(throws: Failure.self) {
        try onAllCores(100) { piece throws(Failure) in
          if piece >= first { throw Failure(piece: piece) }
          done.withLock { _ = $0.insert(piece) }
        }
      }
      #expect(failure == Failure(piece: first))
      #expect(done.withLock { $0 } == Set(0..<first))
    }
  }
}
