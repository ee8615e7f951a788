/// A ledger's entries, all verified: canonical, chained without a gap, and in the order of time.
public struct LedgerHistory: Hashable, Sendable {
  public private(set) var entries: [LedgerEntry] = []
  /// Whether bytes follow the last whole line: an entry whose writing was cut off, never valid,
  /// which the next entry replaces.
  public private(set) var hasTornTail = false

  /// Of the whole lines.
  private(set) var byteCount = 0
  /// Of the last line with its line feed; 0 without entries.
  private(set) var lastLineByteCount = 0
  /// The latest time that no clock note excuses.
  private(set) var latestTime = Timestamp(seconds: 0)

  /// The number of entries and the digest of the last one.
  public var head: LedgerHead {
    guard let last = entries.last else { return .start }
    return LedgerHead(entries: entries.count, digest: last.digest)
  }

  /// A ledger without entries.
  public init() {}

  /// Verifies a ledger from its first byte to its last.
  ///
  /// - Parameters:
  ///   - bytes: The file's contents.
  ///   - now: Entries dated more than 5 minutes later are refused, unless they have a clock note.
  /// - Throws: ``LedgerError/invalid(line:_:)`` for the first line at fault.
  public init(verifying bytes: [UInt8], now: Timestamp) throws(LedgerError) {
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let number = entries.count + 1
      do {
        try accept(Array(bytes[start..<end]), now: now)
      } catch {
        throw .invalid(line: number, error)
      }
      start = end + 1
    }
    hasTornTail = start < bytes.count
  }

  /// Checks that the history contains the state that an anchor vouches for.
  ///
  /// - Parameter anchor: The head from a signed statement or a checkpoint.
  /// - Throws: ``LedgerError/shorterThanAnchor(_:entries:)`` and
  ///   ``LedgerError/differsFromAnchor(_:)``.
  public func verify(against anchor: LedgerHead) throws(LedgerError) {
    guard anchor.entries <= entries.count else {
      throw .shorterThanAnchor(anchor, entries: entries.count)
    }
    let digest = anchor.entries > 0 ? entries[anchor.entries - 1].digest : LedgerHead.start.digest
    guard digest == anchor.digest else { throw .differsFromAnchor(anchor) }
  }

  /// A time that a clock tells, or that of the last entry if the clock must be behind.
  public func settled(_ time: Timestamp) -> Timestamp { max(time, latestTime) }

  /// Takes one more line, without its line feed.
  private mutating func accept(_ line: [UInt8], now: Timestamp) throws(LedgerFault) {
    guard line.count <= LedgerLimits.line else { throw .tooLong }
    let value: CanonicalValue
    do { value = try CanonicalValue(canonicalBytes: line) } catch { throw .notCanonical(error) }
    let entry = try LedgerLine(value)
    guard entry.sequence == entries.count + 1 else {
      throw .wrongSequence(expected: entries.count + 1)
    }
    guard entry.previous == head.digest else { throw .brokenChain }
    try checkTime(of: entry.draft, now: now)
    add(entry, line: line)
  }

  private func checkTime(of draft: LedgerDraft, now: Timestamp) throws(LedgerFault) {
    guard draft.clockNote == nil else { return }
    guard draft.time >= latestTime else { throw .timeBeforePredecessor }
    guard draft.time.seconds <= now.seconds + LedgerLimits.clockSkew else { throw .timeInFuture }
  }

  /// - Parameter line: The bytes of the entry, without the line feed.
  mutating func add(_ entry: LedgerLine, line: [UInt8]) {
    entries.append(
      LedgerEntry(
        sequence: entry.sequence, previous: entry.previous, draft: entry.draft,
        settledTime: settled(entry.draft.time), followsTornTail: entry.followsTornTail,
        digest: Digest(ofBytes: line, as: LedgerEntry.lineType)))
    if entry.draft.clockNote == nil { latestTime = entry.draft.time }
    lastLineByteCount = line.count + 1
    byteCount += lastLineByteCount
    hasTornTail = false
  }
}
