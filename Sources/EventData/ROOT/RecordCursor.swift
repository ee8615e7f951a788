/// Walks through one of ROOT's big-endian records; each step is checked before it is made.
struct RecordCursor {
  /// The file and the part of it that error messages name.
  struct Subject {
    let file: String
    /// As in `the tree 'events'`.
    let part: String

    func damaged() -> DataError {
      DataError(.damaged, in: file, "is damaged: \(part) is not sound")
    }
    func unsupported(_ why: String) -> DataError {
      DataError(.unsupported, in: file, "\(part) \(why)")
    }
  }

  let bytes: [UInt8]
  private(set) var position: Int
  let end: Int
  let subject: Subject

  init(_ bytes: [UInt8], from start: Int = 0, to end: Int? = nil, subject: Subject)
    throws(DataError)
  {
    let end = end ?? bytes.count
    guard 0 <= start, start <= end, end <= bytes.count else { throw subject.damaged() }
    (self.bytes, position, self.end, self.subject) = (bytes, start, end, subject)
  }

  var remaining: Int { end - position }

  /// Steps over bytes that nobody needs.
  mutating func skip(_ count: Int) throws(DataError) {
    guard count >= 0, count <= remaining else { throw subject.damaged() }
    position += count
  }

  /// Steps over an array whose element count the file gives.
  mutating func skip(_ count: Int, of size: Int) throws(DataError) {
    let (length, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow else { throw subject.damaged() }
    try skip(length)
  }

  /// Goes forward to a place that an earlier byte count has told.
  mutating func move(to place: Int) throws(DataError) {
    guard place >= position, place <= end else { throw subject.damaged() }
    position = place
  }

  mutating func integer<T: FixedWidthInteger>(_: T.Type = T.self) throws(DataError) -> T {
    let size = T.bitWidth / 8
    guard size <= remaining else { throw subject.damaged() }
    var value: UInt64 = 0
    for offset in 0..<size { value = value << 8 | UInt64(bytes[position + offset]) }
    position += size
    return T(truncatingIfNeeded: value)
  }

  mutating func byte() throws(DataError) -> UInt8 { try integer() }
  mutating func int16() throws(DataError) -> Int { Int(try integer(Int16.self)) }
  mutating func int32() throws(DataError) -> Int { Int(try integer(Int32.self)) }
  mutating func int64() throws(DataError) -> Int { Int(try integer(Int64.self)) }

  /// A count that old versions wrote as a real number.
  mutating func wholeDouble() throws(DataError) -> Int {
    let value = Double(bitPattern: try integer(UInt64.self))
    guard let whole = wholeNumber(value) else { throw subject.damaged() }
    return Int(whole)
  }

  /// A file position: 32 bits wide in small files, 64 in those that may pass 2 GiB.
  mutating func filePosition(wide: Bool) throws(DataError) -> Int {
    wide ? try int64() : try int32()
  }

  /// A `TString`: its length in one byte, or in four behind a byte of 255.
  mutating func text() throws(DataError) -> String {
    let range = try textRange()
    return String(decoding: bytes[range], as: UTF8.self)
  }

  mutating func skipText() throws(DataError) { _ = try textRange() }

  private mutating func textRange() throws(DataError) -> Range<Int> {
    let short = Int(try byte())
    let count = short == 255 ? try int32() : short
    let start = position
    try skip(count)
    return start..<position
  }

  /// A C string: bytes up to a zero, which is stepped over too.
  mutating func nullTerminatedText(atMost limit: Int = 256) throws(DataError) -> String {
    guard let length = bytes[position..<end].prefix(limit).firstIndex(of: 0) else {
      throw subject.damaged()
    }
    defer { position = length + 1 }
    return String(decoding: bytes[position..<length], as: UTF8.self)
  }
}
