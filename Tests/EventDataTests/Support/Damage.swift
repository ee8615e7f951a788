import Foundation

@testable import EventData

/// A file that is damaged again and again, and repaired in between.
struct DamagedFile {
  let path: String
  let original: [UInt8]
  private let handle: FileHandle

  init(_ original: [UInt8], named name: String, in folder: TemporaryFolder) throws {
    path = try folder.write(original, name)
    self.original = original
    guard let handle = FileHandle(forUpdatingAtPath: path) else {
      throw CocoaError(.fileNoSuchFile)
    }
    self.handle = handle
  }

  /// Puts other bytes at some places while `body` runs.
  func with<Result>(_ changes: [Int: UInt8], _ body: (String) throws -> Result) throws -> Result {
    for (place, byte) in changes { try put(byte, at: place) }
    defer { for place in changes.keys { try? put(original[place], at: place) } }
    return try body(path)
  }

  private func put(_ byte: UInt8, at place: Int) throws {
    try handle.seek(toOffset: UInt64(place))
    try handle.write(contentsOf: [byte])
  }

  /// Up to four bytes that differ from the original, half of them in a place of interest.
  func randomChanges(_ focus: Range<Int>, using generator: inout SeededGenerator) -> [Int: UInt8] {
    var changes: [Int: UInt8] = [:]
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let range = Bool.random(using: &generator) ? focus : original.indices
      let place = Int.random(in: range, using: &generator)
      let bit: UInt8 = 1 << UInt8.random(in: 0...7, using: &generator)
      let extremes: [UInt8] = [
        0, 0xFF, 0x7F, 0x80, 0x40, original[place] ^ bit, original[place] &+ 1,
      ]
      changes[place] = extremes.randomElement(using: &generator) ?? bit
    }
    return changes
  }
}

/// How a reading attempt may end: nothing else is allowed.
enum ReadingOutcome {
  case success(rows: Int)
  case failure(DataError)

  init(_ path: String, tree: String?, _ columns: [String], identifiers: [String] = []) {
    do throws(DataError) {
      let table = try openTable(at: path, tree: tree)
      let rows = try table.rows(ColumnSelection(columns, identifiers: identifiers))
      var batch = rows.makeBatch(capacity: 500)
      var count = 0
      while try rows.nextBatch(into: &batch) { count += batch.count }
      self = .success(rows: count)
    } catch {
      self = .failure(error)
    }
  }

  /// The message without the names that it quotes and the two types that have digits in theirs.
  var unquotedMessage: String? {
    guard case .failure(let error) = self else { return nil }
    let parts = error.message.split(separator: "'", omittingEmptySubsequences: false)
    let outside = parts.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    return outside.joined().replacing("Float16_t or Double32_t", with: "")
  }
}

/// The largest amount of memory that this process has had, in bytes.
func peakMemory() -> Int {
  var usage = rusage()
  unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss * 1024
}
