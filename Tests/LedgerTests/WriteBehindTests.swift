import Foundation
import TestSupport
import Testing

@testable import Ledger

@Suite("Writing behind") struct WriteBehindTests {
  private func parts(_ count: Int) -> [[UInt8]] {
    (0..<count).map { [UInt8](repeating: UInt8($0 % 251), count: $0 % 7 * 1000) }
  }

  @Test(
    "gives the bytes of appending one part after the other",
    arguments: [0, 1, WriteBehind.partsWaiting, 10 * WriteBehind.partsWaiting + 1])
  func bytes(count: Int) throws {
    let folder = try TemporaryFolder()
    let file = try NewFile("sample", in: folder.project)
    try file.append([1, 2, 3])
    let behind = WriteBehind(file)
    for part in parts(count) { try behind.append(part) }
    let expected = [1, 2, 3] + parts(count).joined()
    #expect(behind.size == expected.count)
    try behind.finish()
    #expect(file.size == expected.count)
    try file.append([4])
    try file.finish()
    let bytes = try Data(contentsOf: folder.url.appending(path: "sample"))
    #expect(Array(bytes) == expected + [4])
  }

  @Test("whoever waits for the end finds all of it, though writing takes longer than appending")
  func waits() throws {
    let folder = try TemporaryFolder()
    let file = try NewFile("sample", in: folder.project)
    let behind = WriteBehind(file)
    let part = [UInt8](repeating: 7, count: 4 << 20)
    for _ in 0..<12 { try behind.append(part) }
    try behind.finish()
    #expect(file.size == 12 * part.count)
  }

  @Test("a file that is given up is gone when its writer is")
  func givenUp() throws {
    let folder = try TemporaryFolder()
    for count in [0, 1, 100] {
      do {
        let behind = WriteBehind(try NewFile("sample", in: folder.project))
        for part in parts(count) { try behind.append(part) }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }
}
