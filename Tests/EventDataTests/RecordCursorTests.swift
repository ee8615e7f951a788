import Testing

@testable import EventData

private let subject = RecordCursor.Subject(file: "made.root", part: "the record")

private func cursor(_ bytes: [UInt8]) throws(DataError) -> RecordCursor {
  try RecordCursor(bytes, subject: subject)
}

/// A list of objects as ROOT streams it, around the given bytes of the objects.
private func list(count: UInt8, _ objects: [UInt8]) -> [UInt8] {
  let version: [UInt8] = [0, 3]
  let baseObject: [UInt8] = [0, 1] + [UInt8](repeating: 0, count: 8)
  let body = version + baseObject + [0] + [0, 0, 0, count] + [0, 0, 0, 0] + objects
  return [0x40, 0, 0, UInt8(body.count)] + body
}

/// An object of class `A` with two bytes of content.
private let object: [UInt8] = [0x40, 0, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x41, 0, 7, 7]

@Suite("Walking through a record") struct RecordCursorTests {
  private func classes(_ bytes: [UInt8], keyLength: Int = 0) throws(DataError) -> [String] {
    var cursor = try cursor(bytes)
    var names: [String] = []
    try cursor.forEachObject(recordKeyLength: keyLength) { (cursor, object) throws(DataError) in
      #expect(cursor.position <= object.end, "visitors make ranges of these two")
      names.append(object.className)
    }
    return names
  }

  @Test("objects name their class, or refer to where it was named")
  func classNames() throws {
    let first = list(count: 1, []).count
    // References count from the key, which stands in front of the record, and from two.
    let reference: [UInt8] = [0x40, 0, 0, 4, 0x80, 0, 0, UInt8(first + 4 + 50 + 2)]
    let null: [UInt8] = [0, 0, 0, 0]
    #expect(try classes(list(count: 1, object)) == ["A"])
    #expect(
      try classes(list(count: 3, object + null + reference), keyLength: 50) == ["A", "A"])
  }

  @Test(
    "an object that contradicts itself is damage",
    arguments: [
      // The object ends inside the name of its class.
      [0x40, 0, 0, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0x41, 0, 7, 7],
      // The name of the class does not end.
      [0x40, 0, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x41, 0x41, 0x41, 0x41],
      // The object ends behind the list.
      [0x40, 0, 1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x41, 0, 7, 7],
      // A class without a byte count.
      [0xFF, 0xFF, 0xFF, 0xFF, 0x41, 0], [0x80, 0, 0, 2],
      // References to what is no class, and to the object itself.
      [0x40, 0, 0, 4, 0x80, 0, 0, 2], [0x40, 0, 0, 4, 0x80, 0, 0, 30],
      [0x40, 0, 0, 4, 0x80, 0, 1, 0],
      [0x40, 0, 0, 4, 0, 0, 0, 0],
      // Too short for anything.
      [], [0x40], [0x40, 0, 0, 4],
    ] as [[UInt8]])
  func damagedObject(bytes: [UInt8]) {
    #expect(throws: DataError.self) { try classes(list(count: 1, bytes)) }
  }

  @Test("a list cannot announce more objects than there are bytes")
  func announcedCount() {
    for count in [2, 4, 255] as [UInt8] {
      #expect(throws: DataError.self) { try classes(list(count: count, object)) }
    }
  }

  @Test("numbers are big-endian, and end with the record")
  func numbers() throws {
    var walker = try cursor([0xFF, 0x80, 0, 1, 2, 3, 4, 5])
    #expect(try walker.byte() == 255)
    #expect(try walker.int16() == -32768)
    #expect(try walker.int32() == 0x0102_0304)
    #expect(throws: DataError.self) { try walker.int16() }
    #expect(try walker.byte() == 5)
    #expect(throws: DataError.self) { try walker.byte() }
  }

  @Test("steps of impossible length are damage")
  func steps() throws {
    var walker = try cursor([1, 2, 3, 4])
    for count in [5, -1, .max, .min] {
      #expect(throws: DataError.self) { try walker.skip(count) }
      #expect(throws: DataError.self) { try walker.skip(count, of: 8) }
    }
    #expect(throws: DataError.self) { try walker.skip(1 << 62, of: 8) }
    try walker.skip(4)
    #expect(throws: DataError.self) { try walker.move(to: 3) }
    #expect(throws: DataError.self) { try walker.move(to: 5) }
  }

  @Test("texts are as long as they say, short or long")
  func texts() throws {
    var walker = try cursor([2, 0x61, 0x62, 255, 0, 0, 0, 1, 0x63, 0])
    #expect(try walker.text() == "ab")
    #expect(try walker.text() == "c")
    #expect(try walker.text() == "")
    for bytes in [[1], [255, 0xFF, 0xFF, 0xFF, 0xFF], [255, 0x7F, 0xFF, 0xFF, 0xFF, 1]] as [[UInt8]]
    {
      var short = try cursor(bytes)
      #expect(throws: DataError.self) { try short.text() }
    }
  }
}
