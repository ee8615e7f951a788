import BlindAnalysis
import TestSupport
import Testing

@testable import EventData

/// Row R12 of the specification: an error is placed after the last event that may be seen.
@Suite("Places of errors") struct ErrorPlaceTests {
  private static let visible = (1...10_000).map(ClassifiedTable.open)

  private static func error(
    in rows: [FakeRow], rowsPerBatch: Int = 4096, failure: DataError? = nil
  ) throws -> DataError? {
    let table = FakeTable(["ecal", "hcal"], rows, rowsPerBatch: rowsPerBatch, failure: failure)
    do {
      _ = try ClassifiedTable.chunks(of: .open, in: [table])
      return nil
    } catch let error as DataError {
      return error
    }
  }

  /// Visible rows of which one has no whole identifier, with blinded rows in between.
  private static func rows(bad: Int, blind: Int) -> [FakeRow] {
    var rows = visible
    rows[bad].isWhole = false
    let others = (0..<blind).map(ClassifiedTable.blind)
    return ClassifiedTable.mixed(rows, with: others, seed: UInt64(blind) + 3)
  }

  @Test(
    "a visible event without a whole identifier: the error names the visible event before it",
    arguments: [1, 5, 4095, 4096, 4097, 9999], [0, 1, 3, 4000, 20_000])
  func badIdentifier(bad: Int, blind: Int) throws {
    let error = try #require(try Self.error(in: Self.rows(bad: bad, blind: blind)))
    #expect(error.kind == .damaged)
    #expect(error.lastVisibleEvent == "1, \(bad)", "identifiers count from 1")
  }

  @Test("the first visible event has none before it", arguments: [0, 1, 5000])
  func badFirst(blind: Int) throws {
    let error = try #require(try Self.error(in: Self.rows(bad: 0, blind: blind)))
    #expect(error.lastVisibleEvent == nil)
    #expect(error.description == "fake.csv: has an event whose identifiers are not whole numbers")
  }

  @Test("does not depend on how the file is cut into batches", arguments: [1, 2, 100, 4096])
  func batches(rowsPerBatch: Int) throws {
    let error = try Self.error(in: Self.rows(bad: 250, blind: 300), rowsPerBatch: rowsPerBatch)
    #expect(error?.lastVisibleEvent == "1, 250")
  }

  @Test("a blinded or quarantined row may have any identifier")
  func otherClasses() throws {
    var blind = ClassifiedTable.blind(1)
    blind.isWhole = false
    var unreadable = ClassifiedTable.open(1)
    (unreadable.isWhole, unreadable.isReadable) = (false, false)
    var infinite = ClassifiedTable.open(2)
    (infinite.isWhole, infinite.numbers[0]) = (false, .infinity)
    let open = ClassifiedTable.open(3)
    #expect(try Self.error(in: [blind, unreadable, infinite, open]) == nil)
  }

  @Test(
    "a file that is damaged further on is named after the last visible event before",
    arguments: [0, 3, 5000])
  func damagedFile(blind: Int) throws {
    let failure = DataError(.damaged, in: "fake.csv", "is damaged")
    let others = (0..<blind).map(ClassifiedTable.blind)
    let rows =
      ClassifiedTable.mixed(Array(Self.visible.prefix(100)), with: others, seed: 9) + others
    let error = try #require(try Self.error(in: rows, failure: failure))
    #expect(error.lastVisibleEvent == "1, 100")
    #expect(error.description == "fake.csv: is damaged (after 1, 100)")
  }
}
