/// A line of a text file, without its end: where it is in the reader's buffer, and whether it is text.
struct Line {
  let range: Range<Int>
  /// Not too long, no zero byte, and UTF-8.
  let isText: Bool
  let hasQuotes: Bool

  /// Whether nothing but blanks is there.
  func isBlank(in buffer: Span<UInt8>) -> Bool {
    guard isText else { return false }
    for place in range where !EventData.isBlank(buffer[place]) { return false }
    return true
  }
}

/// Cuts a file into lines, with a bounded part of it in memory.
struct LineReader {
  /// A longer line, its end not counted, is no row of a table; the rest of it is stepped over.
  static let longestLine = 1 << 20
  static let usualChunk = 1 << 18

  private let file: HeldFile
  private let longest: Int
  private let chunk: Int
  private(set) var buffer: [UInt8] = []
  /// What of the buffer is read but not yet handed out.
  private var unread = 0..<0
  /// Where in the file the next chunk starts.
  private var nextChunk: Int

  /// - Parameters:
  ///   - longest: Bytes of the longest line, its end not counted.
  ///   - chunk: Bytes that are read at once; the lines do not depend on it.
  init(
    _ file: HeldFile, from offset: Int = 0, longest: Int = Self.longestLine,
    chunk: Int = Self.usualChunk
  ) {
    (self.file, self.longest, self.chunk) = (file, longest, chunk)
    nextChunk = offset
  }

  /// The place in the file of the next line.
  var offset: Int { nextChunk - unread.count }

  /// The next line; nil at the end of the file. Its range holds until the next call.
  mutating func next() throws(DataError) -> Line? {
    var scan = LineScan(from: unread.lowerBound)
    while true {
      if scan.findEnd(in: buffer.span, before: unread.upperBound) {
        let range = unread.lowerBound..<scan.position
        unread = scan.position + 1..<unread.upperBound
        return line(range, scan)
      }
      // One byte more may be a carriage return, which `line` does not count.
      if unread.count > longest + 1 { return try overlongLine() }
      guard try refill(&scan) else { return unread.isEmpty ? nil : lastLine(scan) }
    }
  }

  private func line(_ range: Range<Int>, _ scan: LineScan) -> Line {
    var content = range
    if let last = content.last, buffer[last] == UInt8(ascii: "\r") {
      content = content.lowerBound..<last
    }
    let isText =
      content.count <= longest && !scan.hasZero
      && (!scan.hasNonASCII || String(validating: buffer[content], as: UTF8.self) != nil)
    return Line(range: content, isText: isText, hasQuotes: scan.hasQuotes)
  }

  private mutating func lastLine(_ scan: LineScan) -> Line {
    let range = unread
    unread = unread.upperBound..<unread.upperBound
    return line(range, scan)
  }

  /// Steps over the rest of a line that is too long to be kept.
  private mutating func overlongLine() throws(DataError) -> Line {
    var scan = LineScan(from: unread.lowerBound)
    while !scan.findEnd(in: buffer.span, before: unread.upperBound) {
      unread = unread.upperBound..<unread.upperBound
      scan = LineScan(from: unread.lowerBound)
      guard try refill(&scan) else { break }
    }
    unread = min(scan.position + 1, unread.upperBound)..<unread.upperBound
    return Line(range: 0..<0, isText: false, hasQuotes: false)
  }

  /// Moves what is unread to the front and reads a chunk behind it; false at the end of the file.
  private mutating func refill(_ scan: inout LineScan) throws(DataError) -> Bool {
    let count = min(chunk, file.size - nextChunk)
    guard count > 0 else { return false }
    let kept = unread.count
    for index in 0..<kept { buffer[index] = buffer[unread.lowerBound + index] }
    scan.position -= unread.lowerBound
    try file.read(count, at: nextChunk, into: &buffer, from: kept)
    nextChunk += count
    unread = 0..<kept + count
    return true
  }
}

/// A search for the end of a line that notes on its way what the line holds.
private struct LineScan {
  var position: Int
  private(set) var hasQuotes = false
  private(set) var hasZero = false
  private var combined: UInt8 = 0

  var hasNonASCII: Bool { combined >= 0x80 }

  init(from position: Int) { self.position = position }

  /// Stands at the line feed afterwards, or at `end` if there is none.
  mutating func findEnd(in bytes: Span<UInt8>, before end: Int) -> Bool {
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") { return true }
      combined |= byte
      if byte == 0 { hasZero = true }
      if byte == UInt8(ascii: "\"") { hasQuotes = true }
      position += 1
    }
    return false
  }
}
