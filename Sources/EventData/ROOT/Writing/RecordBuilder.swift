/// Writes a record as ROOT streams it: big-endian, objects with their byte counts.
///
/// Source: ROOT, `io/io/src/TBufferFile.cxx`.
struct RecordBuilder {
  private(set) var bytes: [UInt8] = []

  mutating func integer<Number: FixedWidthInteger>(_ number: Number) {
    for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> Number(truncatingIfNeeded: shift)))
    }
  }

  mutating func real(_ number: Double) { integer(number.bitPattern) }

  mutating func append(_ part: [UInt8]) { bytes += part }

  mutating func zeros(_ count: Int) { bytes += [UInt8](repeating: 0, count: count) }

  /// One byte for the length, or 255 and four more.
  mutating func text(_ text: String) {
    let utf8 = Array(text.utf8)
    if utf8.count < 255 {
      bytes.append(UInt8(utf8.count))
    } else {
      bytes.append(255)
      integer(UInt32(truncatingIfNeeded: utf8.count))
    }
    bytes += utf8
  }

  /// A byte count, a class version and the members.
  mutating func object(version: UInt16, _ members: (inout RecordBuilder) throws -> Void) rethrows {
    let start = beginCount()
    integer(version)
    try members(&self)
    endCount(start)
  }

  /// An object behind a pointer, with the name of its class.
  ///
  /// - Returns: Where it is in the record, for references to it.
  @discardableResult
  mutating func pointer(
    to className: String, _ object: (inout RecordBuilder) throws -> Void
  ) rethrows -> Int {
    let start = beginCount()
    integer(0xFFFF_FFFF as UInt32)
    append(Array(className.utf8) + [0])
    try object(&self)
    endCount(start)
    return start - 4
  }

  /// `TObjArray` of that many objects.
  mutating func list(count: Int, _ objects: (inout RecordBuilder) throws -> Void) rethrows {
    try object(version: 3) { list in
      list.plainObject()
      list.text("")
      list.integer(Int32(truncatingIfNeeded: count))
      list.integer(0 as Int32)  // lower bound
      try objects(&list)
    }
  }

  /// `TNamed`.
  mutating func named(_ name: String, title: String) {
    object(version: 1) { named in
      named.plainObject()
      named.text(name)
      named.text(title)
    }
  }

  /// `TObject`, without a byte count: version, identifier, and the bits of one on the heap.
  mutating func plainObject() {
    integer(1 as UInt16)
    integer(0 as UInt32)
    integer(0x0300_0000 as UInt32)
  }

  private mutating func beginCount() -> Int {
    integer(0 as UInt32)
    return bytes.count
  }

  private mutating func endCount(_ start: Int) {
    let count = UInt32(truncatingIfNeeded: bytes.count - start) | 0x4000_0000
    for place in 0..<4 {
      bytes[start - 4 + place] = UInt8(truncatingIfNeeded: count >> UInt32(24 - 8 * place))
    }
  }
}
