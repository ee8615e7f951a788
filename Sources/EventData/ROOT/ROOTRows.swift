/// The rows of a tree: all branches go forward together, each through its own baskets.
final class ROOTRows: RowSource {
  private let file: HeldFile
  private let entries: Int
  private let selection: ColumnSelection
  private var cursors: [BasketCursor]
  private var loader: BasketLoader
  private var delivered = 0
  private var failure: DataError?

  var path: String { file.path }

  init(
    file: HeldFile, entries: Int, selection: ColumnSelection, cursors: [BasketCursor],
    loader: consuming BasketLoader
  ) {
    (self.file, self.entries, self.selection) = (file, entries, selection)
    self.cursors = cursors
    self.loader = loader
  }

  func makeBatch(capacity: Int) -> RawBatch { RawBatch(capacity: capacity, selection: selection) }

  func rewind() {
    (delivered, failure) = (0, nil)
    for index in cursors.indices { cursors[index].rewind() }
  }

  func nextBatch(into batch: inout RawBatch) throws(DataError) -> Bool {
    batch.prepare(for: selection)
    if let failure { throw failure }
    guard delivered < entries else {
      batch.percentRead = 100
      try file.checkUnchanged()
      return false
    }
    let rows = fill(min(batch.capacity, entries - delivered), of: &batch)
    if rows == 0, let failure { throw failure }
    batch.count = rows
    delivered += rows
    batch.percentRead = RawBatch.percent(delivered, of: entries)
    return true
  }

  /// Fills as many rows as all branches have; remembers the failure of the shortest.
  private func fill(_ wanted: Int, of batch: inout RawBatch) -> Int {
    if !batch.identifiers.isEmpty {
      for row in 0..<wanted { batch.identifierIsWhole[row] = true }
    }
    var rows = wanted
    for index in cursors.indices where rows > 0 {
      let filled = cursors[index].read(rows, into: &batch, with: &loader)
      guard filled < rows else { continue }
      rows = filled
      failure = cursors[index].failure
    }
    return rows
  }
}
