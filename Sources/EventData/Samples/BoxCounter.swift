import BlindAnalysis

/// Counts the rows of the signal box of one dataset; made inside the opened recipe only.
final class BoxCounter {
  /// Events named in the result; more are counted, not named.
  private static let namedEvents = 100

  private let program: SelectionProgram
  private let dataset: String
  private(set) var events = 0
  private(set) var references: [EventReference] = []
  private var digest: OpenDigest

  init(_ program: SelectionProgram, of dataset: HeldDataset) {
    (self.program, self.dataset, digest) = (program, dataset.name, OpenDigest(of: dataset))
  }

  /// Takes open rows into the digest that is compared with the frozen one.
  func check(_ chunk: RowChunk) { digest.update(chunk) }

  func count(_ chunk: RowChunk) throws {
    let selected = try program.selected(chunk)
    let inside = try program.signalRegion.mask(chunk.numbers, count: chunk.count)
    for row in 0..<chunk.count where selected[row] && inside[row] {
      events += 1
      guard references.count < Self.namedEvents else { continue }
      references.append(
        EventReference(dataset: dataset, identifiers: chunk.identifiers.map { $0[row] }))
    }
  }

  func openRecord(of dataset: HeldDataset) throws -> OpenDataRecord {
    OpenDataRecord(name: dataset.name, files: dataset.files, openDigest: try digest.finished)
  }
}
