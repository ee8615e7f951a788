import Testing

@testable import EventData

/// Where chunks end depends on blinded rows, so that no line may depend on where chunks end.
@Suite("Cutting a file into lines") struct LineReaderTests {
  private static let longest = 16
  private static let chunk = 8

  /// Whether each line of a file is text, and what it holds.
  private func lines(_ text: String) throws -> [String?] {
    let folder = try TemporaryFolder()
    let file = try HeldFile(opening: folder.write(text, "lines"))
    var reader = LineReader(file, longest: Self.longest, chunk: Self.chunk)
    var lines: [String?] = []
    while let line = try reader.next() {
      lines.append(
        line.isText ? String(decoding: reader.buffer[line.range], as: UTF8.self) : nil)
    }
    return lines
  }

  @Test(
    "a line is too long by its content alone, wherever chunks end and however it ends",
    arguments: ["\n", "\r\n", "", "\r"])
  func longestLine(end: String) throws {
    for length in Self.longest - 2...Self.longest + Self.chunk + 2 {
      let content = String(repeating: "x", count: length)
      let expected = length <= Self.longest ? content : nil
      for before in 0...2 * Self.chunk {
        let first = String(repeating: "a", count: before)
        let rest = end.utf8.last == UInt8(ascii: "\n") ? ["b"] : []
        #expect(
          try lines(first + "\n" + content + end + rest.joined()) == [first, expected] + rest,
          "\(length) bytes after \(before)")
      }
    }
  }

  @Test("a carriage return belongs to the end of a line only before a line feed or the end")
  func carriageReturns() throws {
    for before in 0...2 * Self.chunk {
      let first = String(repeating: "a", count: before)
      #expect(
        try lines(first + "\r\nb\rc\r\r\n\r\nd\r") == [first, "b\rc\r", "", "d"])
    }
  }
}
