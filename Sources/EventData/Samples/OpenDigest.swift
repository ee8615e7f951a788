import BlindAnalysis
import Ledger

/// Digest of the open rows of a dataset: one digest a column, bound together with the row count.
///
/// The columns are those that the analysis uses, in canonical units, and the event identifiers.
struct OpenDigest {
  private var rows = 0
  private var numbers: [NamedDigest]
  private var identifiers: [NamedDigest]

  private struct NamedDigest {
    let name: String
    var digest = StreamingDigest(as: .openColumn)

    var record: CanonicalValue { [.string(name), .string(digest.finished.description)] }
  }

  init(of dataset: HeldDataset) {
    numbers = dataset.columns.map { NamedDigest(name: $0) }
    identifiers = dataset.rows.selection.identifiers.map { NamedDigest(name: $0.branch) }
  }

  mutating func update(_ chunk: RowChunk) {
    rows += chunk.count
    for index in numbers.indices {
      numbers[index].digest.update(reals: chunk.numbers[index][..<chunk.count])
    }
    for index in identifiers.indices {
      identifiers[index].digest.update(
        integers: chunk.identifiers[index][..<chunk.count])
    }
  }

  /// The digest of all rows so far.
  var finished: Digest {
    get throws {
      let value: CanonicalValue = [
        "rows": .integer(rows), "columns": .array(numbers.map(\.record)),
        "event-id": .array(identifiers.map(\.record)),
      ]
      return try Digest(of: value, as: .openData)
    }
  }
}
