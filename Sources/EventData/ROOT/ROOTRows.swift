import Ledger

/// The rows of a tree: all branches go forward together, each through its own baskets.
final class ROOTRows: RowSource {
  /// How many baskets are unpacked at the same time at most.
  static let lanes = 4

  private let file: HeldFile
  private let entries: Int
  private let selection: ColumnSelection
  private var cursors: [BasketCursor]
  /// More than one, so that baskets of several branches can be unpacked at the same time.
  private let loaders: [BasketLoader]
  private var delivered = 0
  private var failure: DataError?

  var path: String { file.path }

  init(
    file: HeldFile, entries: Int, selection: ColumnSelection, cursors: [BasketCursor],
    loaders: [BasketLoader]
  ) {
    (self.file, self.entries, self.selection) = (file, entries, selection)
    self.cursors = cursors
    self.loaders = loaders
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
    loadBaskets()
    var rows = wanted
    for index in cursors.indices where rows > 0 {
      let filled = cursors[index].read(rows, into: &batch, with: loaders[0])
      guard filled < rows else { continue }
      rows = filled
      failure = cursors[index].failure
    }
    return rows
  }

  /// Loads the baskets that several branches need next at the same time; which is first does not
  /// matter, as each branch keeps its own values and its own failure.
  private func loadBaskets() {
    let waiting = cursors.indices.filter { cursors[$0].needsBasket }
    guard waiting.count > 1 else { return }
    unsafe cursors.withUnsafeMutableBufferPointer { cursors in
      onAllCores(loaders.count) { lane in
        for place in stride(from: lane, to: waiting.count, by: loaders.count) {
          unsafe cursors[waiting[place]].prepare(with: loaders[lane])
        }
      }
    }
  }
}
