extension ProjectFolder {
  /// Where the ledger is, relative to the project.
  public static let ledgerPath = "\(controlFolder)/ledger.jsonl"

  /// Reads and verifies the ledger; a missing one has no entries. Needs no permission to write.
  ///
  /// - Parameter now: Entries dated more than 5 minutes later are refused, unless they have a
  ///   clock note.
  /// - Throws: ``LedgerError/invalid(line:_:)`` and ``LedgerError/unreadable(_:)``.
  public func ledger(now: Timestamp) throws(LedgerError) -> LedgerHistory {
    let bytes: [UInt8]?
    do {
      bytes = try readIfPresent(Self.ledgerPath, limit: LedgerLimits.file)
    } catch {
      throw .unreadable(error)
    }
    return try LedgerHistory(verifying: bytes ?? [], now: now)
  }
}
