public import Ledger

/// Something beside the ledger that knows an earlier state of it.
public struct LedgerAnchor: Hashable, Sendable {
  public enum Knowledge: Hashable, Sendable {
    /// A checkpoint: the whole history up to a head.
    case head(LedgerHead)
    /// A statement or a freeze record: the freeze with this digest, and so the whole history before
    /// it, whose head the freeze holds.
    case freeze(Digest)
    /// A result: the opening under the freeze with this digest.
    case opening(Digest)
  }

  /// Where it was found, as in `results/eplus/statement.txt`.
  public let source: String
  public let knowledge: Knowledge

  public init(source: String, knowledge: Knowledge) {
    (self.source, self.knowledge) = (source, knowledge)
  }

  /// Checks that a ledger holds what the anchor knows.
  ///
  /// - Returns: The number of the last entry that the anchor vouches for.
  /// - Throws: ``Refusal`` with the ledger's status.
  public func verify(_ ledger: LedgerHistory) throws -> Int {
    switch knowledge {
    case .head(let head):
      do {
        try ledger.verify(against: head)
      } catch {
        throw Refusal(.ledgerInvalid, "'\(source.printable)': \(error)")
      }
      return head.entries
    case .freeze(let digest):
      return try found(
        ledger.entries.first {
          try $0.kind == "freeze" && Digest(of: $0.body, as: .freeze) == digest
        }, "freeze \(digest.short)")
    case .opening(let digest):
      return try found(
        ledger.entries.first {
          $0.kind == "unblind-begin" && $0.body["freeze"]?.string == digest.description
        }, "an opening under freeze \(digest.short)")
    }
  }

  private func found(_ entry: LedgerEntry?, _ what: String) throws -> Int {
    guard let entry else {
      throw Refusal(
        .ledgerInvalid,
        "'\(source.printable)' belongs to \(what), which the ledger knows nothing of",
        next: "restore the true \(ProjectFolder.ledgerPath) from version control or a colleague")
    }
    return entry.sequence
  }
}

extension LedgerHistory {
  /// Checks that every freeze names the history that really is before it.
  ///
  /// - Throws: ``Refusal`` with the ledger's status.
  public func checkHeadsOfFreezes() throws {
    for entry in entries where entry.kind == "freeze" {
      let head = LedgerHead(entries: entry.sequence - 1, digest: entry.previous)
      guard entry.body["ledger"].flatMap({ LedgerHead($0) }) == head else {
        throw Refusal(
          .ledgerInvalid,
          "the freeze in entry #\(entry.sequence) of the ledger was made after another history "
            + "than the one before it",
          next: "restore the true \(ProjectFolder.ledgerPath) from version control or a colleague")
      }
    }
  }
}
