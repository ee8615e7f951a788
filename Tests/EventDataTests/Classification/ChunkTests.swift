import BlindAnalysis
import Testing

@testable import EventData

/// Rows S3 and R14 of the specification: borders, order and memory depend on visible rows only.
@Suite("Chunks of rows") struct ChunkTests {
  private static let visible = (0..<20_000).map(ClassifiedTable.open)

  private static func chunks(_ rows: [FakeRow], rowsPerBatch: Int = 4096) throws
    -> [ClassifiedTable.Chunk]
  {
    let table = FakeTable(["ecal", "hcal"], rows, rowsPerBatch: rowsPerBatch)
    return try ClassifiedTable.chunks(of: .open, in: [table]).chunks
  }

  @Test("are full but the last, and hold every open row in reading order")
  func borders() throws {
    let chunks = try Self.chunks(Self.visible)
    #expect(chunks.map(\.count) == [8192, 8192, 20_000 - 2 * 8192])
    #expect(chunks.flatMap { $0.numbers[0] } == Self.visible.map { $0.numbers[0] })
    #expect(chunks.flatMap { $0.identifiers[1] } == (0..<20_000).map(Int64.init))
  }

  @Test(
    "are the same with blinded rows in between, however the file is cut into batches",
    arguments: [(1, 4096), (777, 4096), (5000, 4096), (5000, 1000), (30_000, 4096), (0, 7)])
  func blindRowsBetween(blind: Int, rowsPerBatch: Int) throws {
    let others = (0..<blind).map(ClassifiedTable.blind)
    let rows = ClassifiedTable.mixed(Self.visible, with: others, seed: UInt64(blind) + 1)
    #expect(rows.count == Self.visible.count + blind)
    #expect(try Self.chunks(rows, rowsPerBatch: rowsPerBatch) == Self.chunks(Self.visible))
  }

  @Test(
    "hold every second row, and whatever runs of rows meet the border of a chunk",
    arguments: [1, 2, 3, 8191, 8192, 8193])
  func runs(length: Int) throws {
    let rows = (0..<20_000).map {
      $0 / length % 2 == 0 ? ClassifiedTable.open($0) : ClassifiedTable.blind($0)
    }
    for (wanted, parity) in [(RowClass.open, 0), (.blind, 1)] {
      let expected = (0..<20_000).filter { $0 / length % 2 == parity }
      for rowsPerBatch in [4096, 1000] {
        let table = FakeTable(["ecal", "hcal"], rows, rowsPerBatch: rowsPerBatch)
        let (chunks, _) = try ClassifiedTable.chunks(of: wanted, in: [table])
        #expect(chunks.dropLast().allSatisfy { $0.count == 8192 })
        #expect(chunks.flatMap { $0.identifiers[1] } == expected.map(Int64.init))
      }
    }
  }

  @Test("end where the class ends in several tables, not where a table does")
  func severalTables() throws {
    let tables = [0..<5000, 5000..<5000, 5000..<20_000].map {
      FakeTable(["ecal", "hcal"], Array(Self.visible[$0]))
    }
    let (chunks, _) = try ClassifiedTable.chunks(of: .open, in: tables)
    #expect(try chunks == Self.chunks(Self.visible))
  }

  @Test("of exactly one or two fillings leave no empty one behind", arguments: [8192, 16_384])
  func exactlyFull(count: Int) throws {
    let chunks = try Self.chunks(Array(Self.visible.prefix(count)))
    #expect(chunks.map(\.count) == Array(repeating: 8192, count: count / 8192))
    #expect(try Self.chunks([]).isEmpty)
  }

  @Test("of blinded rows hold the blinded ones alone")
  func blindSink() throws {
    let others = (0..<9000).map(ClassifiedTable.blind)
    let rows = ClassifiedTable.mixed(Self.visible, with: others, seed: 5)
    let table = FakeTable(["ecal", "hcal"], rows)
    let (chunks, _) = try ClassifiedTable.chunks(of: .blind, in: [table])
    #expect(chunks.map(\.count) == [8192, 808])
    #expect(chunks.flatMap { $0.identifiers[0] }.allSatisfy { $0 == 666 })
  }

  @Test("hold no row without the structure of its table, whatever numbers it has")
  func unreadable() throws {
    var rows = [ClassifiedTable.open(0), ClassifiedTable.blind(1)]
    for index in rows.indices { rows[index].isReadable = false }
    for wanted in [RowClass.open, .blind] {
      let table = FakeTable(["ecal", "hcal"], rows)
      let (chunks, quarantined) = try ClassifiedTable.chunks(of: wanted, in: [table])
      #expect(chunks.isEmpty && quarantined == 2)
    }
  }

  @Test("a million blinded rows before the first open one cost the memory of one batch")
  func boundedMemory() throws {
    let count = 1_000_000
    let blind = ClassifiedTable.blind(0)
    let last = ClassifiedTable.open(0)
    let table = FakeTable(["ecal", "hcal"], count: count + 1) { $0 < count ? blind : last }
    let before = peakMemory()
    let (chunks, quarantined) = try ClassifiedTable.chunks(of: .open, in: [table])
    #expect(chunks.map(\.count) == [1] && quarantined == 0)
    // Kept, the rows would be 32 MB; other suites run beside this one and need some too.
    #expect(peakMemory() - before < 24_000_000)
  }
}
