extension LockedProject {
  /// Makes an entry, durable when this returns.
  ///
  /// The file's end is compared with the history given, so that nothing is written after entries
  /// the caller has not seen. Bytes after the last whole line are dropped, and the entry says so.
  /// A crash at any point leaves the old history or the new one.
  ///
  /// - Parameters:
  ///   - draft: The entry; its time may not be before that of the last, except with a clock note.
  ///   - history: The ledger as the caller read it.
  /// - Returns: The history with the entry.
  /// - Throws: ``LedgerError``: `grown` (75) and `rewritten` (23) when the file does not end as
  ///   the history does; else no entry was made, with the reason.
  public func append(
    _ draft: LedgerDraft, to history: LedgerHistory
  ) throws(LedgerError) -> LedgerHistory {
    guard draft.clockNote != nil || draft.time >= history.latestTime else {
      throw .clockBehind(last: history.latestTime, now: draft.time)
    }
    if let field = draft.invalidField { throw .unfit(.invalidField(field)) }
    let file = try LedgerTail(in: self)
    let followsTornTail = try file.checkEnd(of: history)
    let entry = LedgerLine(
      sequence: history.entries.count + 1, previous: history.head.digest, draft: draft,
      followsTornTail: followsTornTail)
    let line = try Self.line(of: entry, after: history)
    try file.append(
      line + [UInt8(ascii: "\n")], at: history.byteCount, isTorn: followsTornTail, in: self)
    var longer = history
    longer.add(entry, line: line)
    return longer
  }

  private static func line(
    of entry: LedgerLine, after history: LedgerHistory
  ) throws(LedgerError) -> [UInt8] {
    let line: [UInt8]
    do { line = try entry.canonicalValue.canonicalBytes() } catch { throw .unfitBody(error) }
    guard line.count <= LedgerLimits.line else { throw .unfit(.tooLong) }
    guard history.byteCount + line.count < LedgerLimits.file else { throw .unfit(.full) }
    return line
  }
}
