/// How much room a vault has: a function of visible numbers and declared constants only.
///
/// So its length says nothing about how many rows are in it.
public struct VaultCapacity: Hashable, Sendable {
  /// Bytes of one record, above zero.
  public let recordSize: Int
  /// Blinded rows that fit, in per cent of the visible rows.
  public let percentOfVisible: Int
  /// At least this many bytes, whatever is visible.
  public static let minimumBytes = 4 << 20

  /// - Parameters:
  ///   - recordSize: Bytes of one record, 1 to a mebibyte.
  ///   - percentOfVisible: 1 to 10 000.
  public init(recordSize: Int, percentOfVisible: Int) throws(VaultError) {
    guard (1...ChunkCipher.size).contains(recordSize), (1...10_000).contains(percentOfVisible)
    else {
      throw VaultError(
        .membersInvalid, "the room of a vault must be 1 % to 10000 % of the visible rows")
    }
    (self.recordSize, self.percentOfVisible) = (recordSize, percentOfVisible)
  }

  /// Chunks of each compartment for that many visible rows.
  ///
  /// - Parameter compartments: Each has the whole room, so that none of them is full before a vault
  ///   with one compartment would be: how rows fall into compartments does not show.
  public func chunks(visibleRows: Int, compartments: Int = 1) throws(VaultError) -> Int {
    let (share, overflow) = visibleRows.multipliedReportingOverflow(by: percentOfVisible)
    let (bytes, isTooMuch) = (share / 100 + 1).multipliedReportingOverflow(by: recordSize)
    let chunks = (max(bytes, Self.minimumBytes) - 1) / ChunkCipher.size + 1
    let most = VaultHeader.mostChunks / max(1, compartments)
    guard visibleRows >= 0, !overflow, !isTooMuch, chunks <= most else {
      throw VaultError(
        .membersInvalid, "so many visible rows would need a vault of more than a tebibyte",
        next: "seal fewer files at a time, or ask for less room")
    }
    return chunks
  }
}
