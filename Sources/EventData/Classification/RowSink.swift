import BlindAnalysis

/// Takes the rows of one class or more, chunk by chunk.
struct RowSink {
  let wanted: Set<RowClass>
  private let visit: (RowChunk) throws -> Void
  private var chunk: RowChunk
  private var runs: [Range<Int>] = []

  init(
    ofAny wanted: Set<RowClass>, from selection: ColumnSelection,
    do visit: @escaping (RowChunk) throws -> Void
  ) {
    (self.wanted, self.visit) = (wanted, visit)
    chunk = RowChunk(selection)
  }

  init(
    of wanted: RowClass, from selection: ColumnSelection,
    do visit: @escaping (RowChunk) throws -> Void
  ) {
    self.init(ofAny: [wanted], from: selection, do: visit)
  }

  /// Takes what is wanted of a batch.
  ///
  /// - Parameter classes: Of its rows; what is behind them in the batch is left.
  mutating func take(_ batch: RawBatch, classes: [RowClass]) throws {
    findRuns(classes)
    var rest = runs[...]
    while !rest.isEmpty {
      chunk.take(Self.first(chunk.room, of: &rest), of: batch)
      if chunk.room == 0 { try flush() }
    }
  }

  /// Takes that many rows out of the runs, or all; the run at the border is cut.
  private static func first(
    _ count: Int, of runs: inout ArraySlice<Range<Int>>
  ) -> [Range<Int>] {
    var (taken, left) = ([Range<Int>](), count)
    while left > 0, let run = runs.popFirst() {
      let part = run.prefix(left)
      taken.append(part)
      left -= part.count
      guard part.count < run.count else { continue }
      runs.insert(part.upperBound..<run.upperBound, at: runs.startIndex)
    }
    return taken
  }

  private mutating func findRuns(_ classes: [RowClass]) {
    runs.removeAll(keepingCapacity: true)
    let isWanted = (
      open: wanted.contains(.open), quarantine: wanted.contains(.quarantine),
      blind: wanted.contains(.blind)
    )
    var first: Int?
    for row in classes.indices {
      let isTaken =
        switch classes[row] {
        case .open: isWanted.open
        case .quarantine: isWanted.quarantine
        case .blind: isWanted.blind
        }
      if isTaken {
        if first == nil { first = row }
      } else if let start = first {
        runs.append(start..<row)
        first = nil
      }
    }
    if let first { runs.append(first..<classes.count) }
  }

  mutating func overwriteValues() { chunk.overwriteValues() }

  /// Hands out the rows that fill no whole chunk.
  mutating func flush() throws {
    if chunk.count > 0 { try visit(chunk) }
    chunk.removeAll()
  }
}
