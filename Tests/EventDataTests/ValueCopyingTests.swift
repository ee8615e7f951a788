import Testing

@testable import EventData

@Suite("Copies of values") struct ValueCopyingTests {
  @Test("a range of one array, at a place of another, and nothing around it")
  func ranges() {
    for range in [0..<0, 0..<5, 2..<3, 4..<5, 5..<5] {
      for place in 0...(6 - range.count) {
        var target = [Int64](repeating: 9, count: 6)
        copyValues(range, of: [0, 1, 2, 3, 4], to: &target, at: place)
        var expected = [Int64](repeating: 9, count: 6)
        for (index, value) in range.enumerated() { expected[place + index] = Int64(value) }
        #expect(target == expected, "\(range) at \(place)")
      }
    }
  }

  @Test("values of every size into records, also out of the middle of an array")
  func records() {
    for size in [1, 2, 3, 4, 8] {
      for (rows, offset, behind) in [(0, 1, 0), (1, 0, 0), (5, 1, 0), (5, 7, 3)] {
        let source = (0..<100).map { UInt8($0 + 1) }
        let distance = offset + size + behind
        var records = [UInt8](repeating: 0, count: rows * distance)
        scatter(source[10..<10 + rows * size], of: size, to: &records, at: offset, every: distance)
        var expected = [UInt8](repeating: 0, count: rows * distance)
        for row in 0..<rows {
          for byte in 0..<size {
            expected[row * distance + offset + byte] = source[10 + row * size + byte]
          }
        }
        #expect(records == expected, "\(rows) values of \(size) bytes")
      }
    }
  }
}
