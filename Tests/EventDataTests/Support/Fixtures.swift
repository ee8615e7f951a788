import Foundation

@testable import EventData

/// The files that ROOT and uproot wrote; see Tests/Oracles/root-files.py.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures").path

  static func path(_ name: String) -> String { folder + "/" + name }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
  }
}

/// What uproot and RDataFrame find in one branch of a fixture.
struct ExpectedBranch: Sendable, CustomStringConvertible {
  let file: String
  let tree: String
  let branch: String
  let count: Int
  let checksum: UInt64
  let sum: Double
  let sumByROOT: Double?

  var description: String { "\(file) \(branch)" }

  static let all: [ExpectedBranch] = {
    let text = (try? String(contentsOfFile: Fixture.path("expected.csv"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 7, let count = Int(fields[3]), let checksum = UInt64(fields[4]),
        let sum = Double(fields[5])
      else { return nil }
      return ExpectedBranch(
        file: fields[0], tree: fields[1], branch: fields[2], count: count, checksum: checksum,
        sum: sum, sumByROOT: Double(fields[6]))
    }
  }()

  /// The branches of a file, to be read together.
  static func of(_ file: String) -> [ExpectedBranch] { all.filter { $0.file == file } }

  /// The sum that root-files.py makes of the bit patterns.
  static func checksum(_ values: [Double]) -> UInt64 {
    var sum: UInt64 = 0
    for (index, value) in values.enumerated() {
      let bits = value.bitPattern
      sum &+= UInt64(index + 1) &* (bits ^ bits >> 31)
    }
    return sum
  }
}

/// A folder that goes away with the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/eventdata-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, _ name: String) throws -> String {
    let target = path + "/" + name
    try Data(bytes).write(to: URL(filePath: target))
    return target
  }

  @discardableResult
  func write(_ text: String, _ name: String) throws -> String { try write(text.utf8, name) }
}
