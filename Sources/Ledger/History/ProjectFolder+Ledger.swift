extension ProjectFolder {
  /// Where the ledger is, relative to the project.
  public static let ledgerPath = "\(controlFolder)/ledger.jsonl"

  /// Reads and verifies the ledger; a missing one has no entries. Needs no permission to write.
  ///
  /// - Parameters:
  ///   - path: Relative to the project; another place for a copy of a ledger.
  ///   - now: Entries dated more than 5 minutes later are refused, unless they have a clock note.
  /// - Throws: ``LedgerError/invalid(line:_:)`` and ``LedgerError/unreadable(_:)``.
  public func ledger(
    at path: String = ledgerPath, now: Timestamp
  ) throws(LedgerError) -> LedgerHistory {
    let bytes: [UInt8]?
    do {
      bytes = try readIfPresent(path, limit: LedgerLimits.file)
    } catch {
      throw .unreadable(error)
    }
    return try LedgerHistory(verifying: bytes ?? [], now: now)
  }
}
