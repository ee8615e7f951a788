import Ledger

/// Blinded rows that wait in memory until their vault can be begun; overwritten when it goes.
final class WaitingRows {
  private var records: [[UInt8]] = []
  private var bytes = 0
  private var isOverfull = false
  private let limit: Int
  /// What waits at most, of all compartments; more is read from the files once more.
  static let mostBytes = 256 << 20

  /// - Parameter limit: In bytes.
  init(upTo limit: Int = mostBytes) { self.limit = limit }

  deinit { removeAll() }

  /// Takes records as a vault holds them, so that nobody else has them.
  func take(_ part: inout [UInt8]) {
    guard !isOverfull else {
      overwrite(&part)
      return
    }
    bytes += part.count
    records.append(part)
    part = []
    guard bytes > limit else { return }
    isOverfull = true
    removeAll()
  }

  /// - Returns: False if there were too many; then none is handed over.
  func hand(to writer: VaultWriter) throws -> Bool {
    guard !isOverfull else { return false }
    for part in records { try writer.append(part[...]) }
    removeAll()
    return true
  }

  private func removeAll() {
    for index in records.indices { overwrite(&records[index]) }
    (records, bytes) = ([], 0)
  }
}

/// Rows as a vault holds them: a mark, and the values of each row side by side.
///
/// - Parameter values: For each column the big-endian values of `count` rows.
func sealedRecords(
  _ values: [ArraySlice<UInt8>], count: Int, of columns: [TypedColumn]
) -> [UInt8] {
  let size = columns.reduce(1) { $0 + $1.type.size }
  var records = [UInt8](repeating: 1, count: count * size)
  var offset = 1
  for (values, column) in zip(values, columns) {
    scatter(
      values.prefix(count * column.type.size), of: column.type.size, to: &records, at: offset,
      every: size)
    offset += column.type.size
  }
  return records
}
