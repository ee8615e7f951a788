/// Where a branch keeps its baskets, as the tree's record tells.
///
/// The lists are the bulk of the record, so that only their places are noted; `plan` reads them
/// for the branches that somebody wants.
struct BasketLists {
  /// A basket that was still in memory when the tree was written, and so is part of its record.
  struct Embedded {
    let slot: Int
    let content: Range<Int>
  }

  let entries: Int
  /// How many baskets were full; one more may be in use.
  let fullBaskets: Int
  /// How many numbers each of the three lists has.
  let length: Int
  private(set) var embedded: [Embedded] = []
  /// Where the lists start in the record; nil if not written.
  private(set) var packedLengths: Int?
  private(set) var firstEntries: Int?
  private(set) var filePositions: Int?

  /// Reads the counts, which stand in front of the branch's children and leaves.
  init(countsFrom cursor: inout RecordCursor, version: Int) throws(DataError) {
    try cursor.skipObject()  // TAttFill
    try cursor.skip(3 * 4)  // compression, basket size, length of entry offsets
    fullBaskets = try cursor.int32()
    try cursor.skip(8)  // entry number
    if version >= 13 { try cursor.skipObject() }  // TIOFeatures
    try cursor.skip(4)  // offset
    length = try cursor.int32()
    try cursor.skip(4)  // split level
    entries = try cursor.int64()
    if version >= 11 { try cursor.skip(8) }  // first entry
    try cursor.skip(8 + 8)  // bytes, packed bytes
    guard entries >= 0, fullBaskets >= 0, length >= 0 else { throw cursor.subject.damaged() }
  }

  /// Notes the places of what stands behind the leaves.
  mutating func readPlaces(from cursor: inout RecordCursor, recordKeyLength: Int)
    throws(DataError)
  {
    var found: [Embedded] = []
    try cursor.forEachObject(recordKeyLength: recordKeyLength) {
      (cursor, object) throws(DataError) in
      found.append(Embedded(slot: object.slot, content: cursor.position..<object.end))
    }
    embedded = found
    packedLengths = try place(from: &cursor, elementSize: 4)
    firstEntries = try place(from: &cursor, elementSize: 8)
    filePositions = try place(from: &cursor, elementSize: 8)
  }

  /// Steps over a list, in front of which a byte says whether it is there.
  private func place(from cursor: inout RecordCursor, elementSize: Int) throws(DataError) -> Int? {
    guard try cursor.byte() != 0 else { return nil }
    let start = cursor.position
    try cursor.skip(length, of: elementSize)
    return start
  }
}
