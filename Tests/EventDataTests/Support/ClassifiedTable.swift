import BlindAnalysis
import TestSupport

@testable import EventData

/// Rows of the sample analysis: blinded below 45 GeV in the first and 1.5 GeV in the second column.
struct ClassifiedTable {
  static let selection = ColumnSelection(["ecal", "hcal"], identifiers: ["run", "event"])

  /// A row that is open, and one that is blinded, with their number as identifier.
  static func open(_ number: Int) -> FakeRow {
    FakeRow(numbers: [50 + 1 / Double(number + 3), 0.1], identifiers: [1, Int64(number)])
  }

  static func blind(_ number: Int) -> FakeRow {
    FakeRow(numbers: [20, 1 / Double(number + 3)], identifiers: [666, Int64(number)])
  }

  static func rows(of tables: [any Table]) throws -> ClassifiedRows {
    let mask = try SampleAnalysis().definition().mask
    return ClassifiedRows(
      tables: tables, selection: selection, units: [nil, nil],
      classifier: try RowClassifier(mask, columns: ["E_ECAL", "E_HCAL"]))
  }

  /// The chunks that a sink of one class gets, and the number of quarantined rows.
  static func chunks(
    of wanted: RowClass, in tables: [any Table]
  ) throws -> (chunks: [Chunk], quarantined: Int) {
    let found = Collector()
    let sink = RowSink(of: wanted, from: selection) { found.chunks.append(Chunk($0)) }
    let quarantined = try rows(of: tables).read(into: [sink])
    return (found.chunks, quarantined)
  }

  /// What a chunk holds.
  struct Chunk: Equatable {
    let numbers: [[Double]]
    let identifiers: [[Int64]]

    init(_ chunk: RowChunk) {
      numbers = chunk.numbers.map { Array($0.prefix(chunk.count)) }
      identifiers = chunk.identifiers.map { Array($0.prefix(chunk.count)) }
    }

    var count: Int { identifiers[0].count }
  }

  private final class Collector {
    var chunks: [Chunk] = []
  }

  /// The rows with others put in between at random places.
  static func mixed(
    _ rows: [FakeRow], with others: [FakeRow], seed: UInt64
  ) -> [FakeRow] {
    var generator = SeededGenerator(seed: seed)
    var places = (0..<others.count).map { _ in Int.random(in: 0...rows.count, using: &generator) }
    places.sort()
    var (mixed, next) = ([FakeRow](), 0)
    for index in 0...rows.count {
      while next < places.count, places[next] == index {
        mixed.append(others[next])
        next += 1
      }
      if index < rows.count { mixed.append(rows[index]) }
    }
    return mixed
  }
}
