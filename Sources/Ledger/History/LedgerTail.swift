/// The end of the ledger's file, open for one more line.
struct LedgerTail: ~Copyable {
  private let file: Descriptor

  init(in project: borrowing LockedProject) throws(LedgerError) {
    do {
      // The lock's folder is the ledger's.
      file = try project.workshop.openForAppending("ledger.jsonl")
    } catch {
      throw .unwritable(error)
    }
  }

  /// Checks that the file's whole lines end as the history does.
  ///
  /// - Returns: Whether bytes of a line that was cut off follow.
  func checkEnd(of history: LedgerHistory) throws(LedgerError) -> Bool {
    let bytes: [UInt8]
    do {
      bytes = try file.read(
        from: history.byteCount - history.lastLineByteCount, limit: LedgerLimits.file)
    } catch {
      throw .unreadable(error)
    }
    guard let last = history.entries.last else { return try isTorn(bytes[...]) }
    let line = bytes.prefix(history.lastLineByteCount)
    guard line.count == history.lastLineByteCount, line.last == UInt8(ascii: "\n"),
      Digest(ofBytes: Array(line.dropLast()), as: LedgerEntry.lineType) == last.digest
    else { throw .rewritten }
    return try isTorn(bytes.dropFirst(line.count))
  }

  private func isTorn(_ rest: ArraySlice<UInt8>) throws(LedgerError) -> Bool {
    guard !rest.contains(UInt8(ascii: "\n")) else { throw .grown }
    return !rest.isEmpty
  }

  /// Writes a line and makes it durable.
  ///
  /// - Parameter isTorn: Whether to drop what follows the last whole line first.
  func append(
    _ line: [UInt8], at end: Int, isTorn: Bool, in project: borrowing LockedProject
  ) throws(LedgerError) {
    do throws(StorageError) {
      if isTorn { try file.truncate(to: end) }
      try file.write(line)
      try file.synchronise()
      try project.workshop.synchronise()
    } catch {
      // Leaves the old bytes where it can; where not, a torn tail says the same.
      try? file.truncate(to: end)
      throw .unwritable(error)
    }
  }
}
