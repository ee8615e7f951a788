import BlindAnalysis

/// Counts the rows of the signal box of one dataset; made inside the opened recipe only.
final class BoxCounter {
  private let program: SelectionProgram
  private let dataset: String
  private let spills: SpillFilter?
  private let mostNamed: Int
  private let share: EventShare
  private(set) var events = 0
  private(set) var references: [EventReference] = []
  private var digest: OpenDigest

  /// - Parameter mostNamed: Events to be named; more are counted, not named.
  init(_ program: SelectionProgram, of dataset: HeldDataset, naming mostNamed: Int) {
    (self.mostNamed, spills, share) = (mostNamed, dataset.spills, program.share)
    (self.program, self.dataset, digest) = (program, dataset.name, OpenDigest(of: dataset))
  }

  /// Takes open rows into the digest that is compared with the frozen one.
  private func check(_ chunk: RowChunk) { digest.update(chunk) }

  /// - Returns: The rows that are counted.
  private func count(_ chunk: RowChunk, among share: EventShare) throws -> [Int] {
    let selected = try program.selected(chunk, among: SpillFilter.used(chunk, spills))
    let inside = try program.signalRegion.mask(chunk.numbers, count: chunk.count)
    var rows: [Int] = []
    for row in 0..<chunk.count where selected[row] && inside[row] {
      let identifiers = chunk.identifiers(of: row)
      guard share.holds(identifiers) else { continue }
      rows.append(row)
      guard references.count < mostNamed else { continue }
      references.append(EventReference(dataset: dataset, identifiers: identifiers))
    }
    events += rows.count
    return rows
  }

  /// - Parameters:
  ///   - share: Which of the rows are counted; nil for those of the stage.
  ///   - keep: Called with the rows that are counted.
  func sinks(
    of selection: ColumnSelection, among share: EventShare? = nil,
    keeping keep: @escaping ([Int], RowChunk) -> Void = { _, _ in }
  ) -> [RowSink] {
    [
      RowSink(of: .open, from: selection, do: check),
      RowSink(of: .blind, from: selection) {
        keep(try self.count($0, among: share ?? self.share), $0)
      },
    ]
  }

  func openRecord(of dataset: HeldDataset) throws -> OpenDataRecord {
    OpenDataRecord(
      name: dataset.name, files: dataset.files, openDigest: try digest.finished,
      spillList: spills?.list.digest, sealed: dataset.vault?.record)
  }
}
