import Foundation
import Ledger
import Testing

@Suite("Canonical form against Python's json, hashlib and unicodedata")
struct CanonicalOracleTests {
  @Test("any text of a value gives the oracle's bytes and digest")
  func values() throws {
    for row in try oracleRows("values.jsonl") {
      let columns = try #require(
        try JSONSerialization.jsonObject(with: Data(row.utf8)) as? [String])
      let value = try CanonicalValue(parsing: Array(columns[0].utf8))
      #expect(try value.canonicalBytes() == Array(columns[1].utf8), "\(columns[0])")
      #expect(try Digest(of: value, as: RecordType("oracle")).description == columns[2])
    }
  }

  @Test("every double has the oracle's decimal, and reads back as itself")
  func reals() throws {
    for row in try oracleRows("reals.txt") {
      let columns = row.split(separator: " ")
      let real = Double(bitPattern: try #require(UInt64(columns[0], radix: 16)))
      let bytes = try CanonicalValue.real(real).canonicalBytes()
      #expect(String(decoding: bytes, as: UTF8.self) == columns[1])
      #expect(try CanonicalValue(parsing: bytes).real == real)
    }
  }

  @Test("columns of numbers are hashed as the oracle packs them, however they are cut")
  func columns() throws {
    let reals = (0..<10_000).map { Double($0) * 0.37 - 1000 }
    let integers = (0..<10_000).map { Int64($0) * 7919 * 7919 * 7919 - 1 << 40 }
    let rows = try oracleRows("columns.txt")
    for part in [1, 7, 4096, 4097, 10_000] {
      var real = StreamingDigest(as: RecordType("column"))
      var integer = StreamingDigest(as: RecordType("column"))
      for start in stride(from: 0, to: 10_000, by: part) {
        real.update(reals: reals[start..<min(start + part, 10_000)])
        integer.update(integers: integers[start..<min(start + part, 10_000)])
      }
      #expect(rows == ["real \(real.finished)", "integer \(integer.finished)"])
    }
  }
}
