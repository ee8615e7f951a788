/// The start of a streamed object: its class version and, where the writer counted, its end.
struct ObjectHeader {
  let version: Int
  let end: Int
}

/// An object in a list: what class it is of, and where it ends.
struct ListedObject {
  let className: String
  /// Its place in the list; empty places are not handed out.
  let slot: Int
  /// Not before the cursor.
  let end: Int
}

/// Marks of ROOT's object streamer. Source: ROOT, `io/io/src/TBufferFile.cxx`.
private enum Mark {
  static let byteCount: UInt32 = 0x4000_0000
  static let newClass: UInt32 = 0xFFFF_FFFF
  static let classReference: UInt32 = 0x8000_0000
  /// References count from two, as zero means "no object".
  static let mapOffset = 2
  /// Set in `TObject::fBits` of an object that others refer to by a process number.
  static let isReferenced: UInt32 = 1 << 4
}

extension RecordCursor {
  /// Reads a version that follows a byte count.
  mutating func objectHeader() throws(DataError) -> ObjectHeader {
    let objectEnd = try byteCountedEnd()
    guard let objectEnd else { throw subject.damaged() }
    return ObjectHeader(version: try int16(), end: objectEnd)
  }

  /// Steps over an object without looking inside.
  mutating func skipObject() throws(DataError) {
    let header = try objectHeader()
    try move(to: header.end)
  }

  /// The name out of a `TNamed`.
  mutating func name() throws(DataError) -> String {
    let header = try objectHeader()
    try skipBaseObject()
    let name = try text()
    try move(to: header.end)
    return name
  }

  /// The `TObject` part that most classes start with.
  mutating func skipBaseObject() throws(DataError) {
    try skip(2 + 4)
    let bits = try integer(UInt32.self)
    if bits & Mark.isReferenced != 0 { try skip(2) }
  }

  /// Goes through a `TObjArray`; whatever `visit` leaves unread of an object is stepped over.
  ///
  /// - Parameter recordKeyLength: References to a class count from the start of the record's key.
  mutating func forEachObject(
    recordKeyLength: Int,
    _ visit: (inout RecordCursor, ListedObject) throws(DataError) -> Void
  ) throws(DataError) {
    let header = try objectHeader()
    try skipBaseObject()
    try skipText()
    let count = try int32()
    try skip(4)
    let smallestObject = 4
    guard count >= 0, count <= remaining / smallestObject else { throw subject.damaged() }
    for slot in 0..<count {
      guard let object = try listedObject(slot: slot, recordKeyLength: recordKeyLength) else {
        continue
      }
      try visit(&self, object)
      try move(to: object.end)
    }
    try move(to: header.end)
  }

  /// What stands at a pointer; nothing if it is null or leads to an object that was there before.
  private mutating func listedObject(slot: Int, recordKeyLength: Int) throws(DataError)
    -> ListedObject?
  {
    guard let objectEnd = try byteCountedEnd() else {
      guard try integer(UInt32.self) & Mark.classReference == 0 else { throw subject.damaged() }
      return nil
    }
    let className = try self.className(recordKeyLength: recordKeyLength)
    guard position <= objectEnd else { throw subject.damaged() }
    return ListedObject(className: className, slot: slot, end: objectEnd)
  }

  /// The place that a byte count leads to; without one, nothing is read.
  private mutating func byteCountedEnd() throws(DataError) -> Int? {
    var ahead = self
    let mark = try ahead.integer(UInt32.self)
    guard mark & Mark.byteCount != 0, mark != Mark.newClass else { return nil }
    self = ahead
    let objectEnd = position + Int(mark & ~Mark.byteCount)
    guard objectEnd <= end else { throw subject.damaged() }
    return objectEnd
  }

  /// A class is written out once and referred to afterwards by where that was.
  private mutating func className(recordKeyLength: Int) throws(DataError) -> String {
    let mark = try integer(UInt32.self)
    if mark == Mark.newClass { return try nullTerminatedText() }
    guard mark & Mark.classReference != 0 else { throw subject.damaged() }
    let place = Int(mark & ~Mark.classReference) - recordKeyLength - Mark.mapOffset
    guard place >= 0, place < position else { throw subject.damaged() }
    var earlier = try RecordCursor(bytes, from: place, to: end, subject: subject)
    guard try earlier.integer(UInt32.self) == Mark.newClass else { throw subject.damaged() }
    return try earlier.nullTerminatedText()
  }
}
