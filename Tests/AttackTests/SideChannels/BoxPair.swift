import Foundation
import ProgramSupport

/// Two projects whose data differ in the signal box alone.
struct BoxPair {
  let few: Ceremony
  let many: Ceremony

  /// - Parameters:
  ///   - count: Rows in the box of the second project; the first has three.
  ///   - open: Open rows that both have besides those of the ceremony.
  init(count: Int = 200, open: Int = 0) throws {
    (few, many) = (try Ceremony(), try Ceremony())
    let rows = (0..<open).map { "3,1,\($0),70.5,0.125" }
    for ceremony in [few, many] { try Self.add(rows, to: ceremony) }
    // Values that would show: huge numbers in a column of the box, identifiers that are taken.
    try Self.add((0..<count).map { "1,\($0 % 5),\($0),\($0 % 40).5,-1e300" }, to: many)
  }

  /// Adds rows behind those that are there.
  static func add(_ rows: [String], to ceremony: Ceremony) throws {
    guard !rows.isEmpty else { return }
    let handle = try FileHandle(
      forWritingTo: ceremony.folder.url.appending(path: "analyses/events.csv"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data((rows.joined(separator: "\n") + "\n").utf8))
    try handle.close()
  }
}
