/// A line to keep where nobody can rewrite it: it vouches for a ledger up to its head.
///
/// Made for a note, an e-mail or a git tag; it may be quoted with `>` and broken over lines.
public struct Checkpoint: Hashable, Sendable {
  public let head: LedgerHead

  public init(of head: LedgerHead) { self.head = head }

  /// As in `na64-blind-checkpoint: 12 sha256:e3b0c442…`.
  public var line: String { "\(Self.mark) \(head)" }

  /// Every checkpoint in a text, in its order; what else it holds is passed over.
  ///
  /// - Throws: ``DamagedCheckpoint`` where the mark of one is not followed by a head.
  public static func all(in text: some StringProtocol) throws(DamagedCheckpoint) -> [Checkpoint] {
    let words = text.split(whereSeparator: \.isWhitespace).filter { $0.contains { $0 != ">" } }
    var found: [Checkpoint] = []
    for (place, word) in words.enumerated() where word.hasSuffix(mark) {
      let rest = words.dropFirst(place + 1).prefix(2)
      guard let head = LedgerHead(parsing: rest.joined(separator: " ")) else {
        throw DamagedCheckpoint(number: found.count + 1)
      }
      found.append(Checkpoint(of: head))
    }
    return found
  }

  /// The first word of the line; nothing else looks like it.
  public static let mark = "na64-blind-checkpoint:"
}

/// The mark of a checkpoint without the rest of it.
public struct DamagedCheckpoint: Error, Hashable, Sendable {
  /// Among the checkpoints of the text, from 1.
  public let number: Int
}
