import Glibc

/// Overwrites secret bytes before their memory is given back.
///
/// The call is one that no optimiser may drop. Copies that a library made are beyond it; so are
/// arrays that somebody else still holds.
func wipe<Bytes: MutableCollection>(_ bytes: inout Bytes) where Bytes.Element == UInt8 {
  unsafe bytes.withContiguousMutableStorageIfAvailable { memory in
    guard let start = memory.baseAddress else { return }
    unsafe explicit_bzero(start, memory.count)
  }
}

/// Overwrites what was read of sealed rows, as ``wipe(_:)`` does.
package func overwrite<Value: BitwiseCopyable>(_ values: inout [Value]) {
  unsafe values.withUnsafeMutableBytes { memory in
    guard let start = memory.baseAddress else { return }
    unsafe explicit_bzero(start, memory.count)
  }
}

/// Secret bytes that are overwritten when their owner lets go of them.
@safe final class SecretBytes: Sendable {
  // Written in the initialiser only, and owned by this object alone.
  nonisolated(unsafe) private let memory: UnsafeMutableBufferPointer<UInt8>

  /// Takes a copy, and overwrites the original.
  init(wiping bytes: inout [UInt8]) {
    unsafe memory = .allocate(capacity: bytes.count)
    _ = unsafe memory.initialize(from: bytes)
    wipe(&bytes)
  }

  deinit {
    if let start = unsafe memory.baseAddress { unsafe explicit_bzero(start, memory.count) }
    unsafe memory.deallocate()
  }

  var count: Int { unsafe memory.count }

  subscript(place: Int) -> UInt8 {
    precondition((0..<count).contains(place), "a secret has no such byte")
    return unsafe memory[place]
  }

  /// Compares all bytes, also after a difference.
  func isEqual(to other: SecretBytes) -> Bool {
    count == other.count && (0..<count).reduce(0 as UInt8) { $0 | self[$1] ^ other[$1] } == 0
  }

  /// Lends a copy, which is overwritten afterwards.
  func withCopy<Result>(_ use: ([UInt8]) throws -> Result) rethrows -> Result {
    var copy = unsafe Array(memory)
    defer { wipe(&copy) }
    return try use(copy)
  }
}
