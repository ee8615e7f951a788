/// Why a ledger cannot be trusted or written; the text says what is wrong and the next step.
public enum LedgerError: Error, Hashable, Sendable {
  /// - Parameter line: From 1.
  case invalid(line: Int, LedgerFault)
  case unreadable(StorageError)
  /// Entries that a statement or checkpoint vouches for are missing.
  case shorterThanAnchor(LedgerHead, entries: Int)
  /// The history up to the anchor is another one.
  case differsFromAnchor(LedgerHead)
  /// The verified entries changed before the next could be written.
  case rewritten
  /// Another process made an entry since the ledger was read.
  case grown
  case unwritable(StorageError)
  /// The clock is behind the last entry.
  case clockBehind(last: Timestamp, now: Timestamp)
  /// An entry has no valid form, or there is no room for it.
  case unfit(LedgerFault)
  /// An entry's body has no canonical form.
  case unfitBody(CanonicalWriteError)

  /// 23 when the ledger is not valid, 75 when another process is at work, else 73.
  public var exitCode: Int32 {
    switch self {
    case .invalid, .unreadable, .shorterThanAnchor, .differsFromAnchor, .rewritten: 23
    case .grown: 75
    case .unwritable(let error): error.exitCode
    case .clockBehind, .unfit, .unfitBody: 73
    }
  }
}

extension LedgerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalid(let line, .unknownVersion(let version)):
      "ledger line \(line) is \(LedgerFault.unknownVersion(version)); "
        + "use a newer na64-blind"
    case .invalid(let line, .timeInFuture):
      "ledger line \(line) is \(LedgerFault.timeInFuture); "
        + "set this machine's clock, find out who wrote that entry, or explain it with --clock-note"
    case .invalid(let line, let fault):
      "ledger line \(line) is not valid: \(fault); \(Self.restore)"
    case .unreadable(let error): "ledger not readable: \(error)"
    case .shorterThanAnchor(let anchor, let entries):
      "the ledger has \(entries) entries, but a statement or checkpoint knows \(anchor.entries); "
        + Self.restore
    case .differsFromAnchor(let anchor):
      "the ledger's history up to entry \(anchor.entries) is not the one that the statement or "
        + "checkpoint with \(anchor.digest.short) knows; \(Self.restore)"
    case .rewritten: "the ledger was changed while in use; \(Self.restore)"
    case .grown: "another process made an entry meanwhile; run the command again"
    case .unwritable(let error): "no entry made: \(error)"
    case .clockBehind(let last, let now):
      "no entry made: the clock says \(now), but the last entry is of \(last); "
        + "set the clock, or explain it with --clock-note"
    case .unfit(let fault): "no entry made: \(fault)"
    case .unfitBody(let error): "no entry made: \(error)"
    }
  }

  private static let restore =
    "compare it with a copy (version control, a colleague's) and restore the true one"
}
