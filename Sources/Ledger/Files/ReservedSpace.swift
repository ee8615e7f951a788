/// Space on the project's disk that is kept free for a file still to be written.
///
/// Ends with ``LockedProject/write(_:to:using:)`` or ``LockedProject/release(_:)``; after a crash
/// it is freed by whoever locks the project next.
public struct ReservedSpace: ~Copyable, Sendable {
  let file: UnfinishedFile
  /// In bytes.
  public let size: Int
}

extension LockedProject {
  /// Keeps space for a later write, so that a disk filling up meanwhile cannot stop it.
  ///
  /// - Parameter size: In bytes, above zero.
  /// - Throws: ``StorageError``, with the reason `noSpace` when there is not that much.
  public func reserve(_ size: Int) throws(StorageError) -> ReservedSpace {
    let file = try createUnfinished()
    do {
      try file.descriptor.allocate(size)
      try file.descriptor.synchronise()
      return ReservedSpace(file: file, size: size)
    } catch {
      remove(file)
      throw error
    }
  }

  /// Frees the space for another use, such as the next entry of the ledger.
  public func release(_ reserved: consuming ReservedSpace) {
    // Removing the name alone would keep the space while a child process still has the file open.
    try? reserved.file.descriptor.truncate(to: 0)
    remove(reserved.file)
  }
}
