/// Where a branch keeps its baskets, as the tree's record tells.
///
/// The lists are the bulk of the record, so that only their places are noted; `plan` reads them
/// for the branches that somebody wants.
struct BasketLists {
  /// The version that Geant4 writes: 32-bit lists, counts of bytes and entries as real numbers.
  static let narrowVersion = 8

  let entries: Int
  /// How many baskets were full; one more may be in use.
  let fullBaskets: Int
  /// How many numbers each of the three lists has.
  let length: Int
  /// Whether entry numbers and file positions take 64 bits.
  let isWide: Bool
  /// By their place in the lists: baskets that were still in memory when the tree was written,
  /// and so are part of its record.
  private(set) var embedded: [Int: Range<Int>] = [:]
  /// Where the lists start in the record; nil if not written.
  private(set) var packedLengths: Int?
  private(set) var firstEntries: Int?
  private(set) var filePositions: Int?
  private(set) var hasWidePositions: Bool

  /// Reads the counts, which stand in front of the branch's children and leaves.
  init(countsFrom cursor: inout RecordCursor, version: Int) throws(DataError) {
    try cursor.skipObject()  // TAttFill
    try cursor.skip(3 * 4)  // compression, basket size, length of entry offsets
    fullBaskets = try cursor.int32()
    isWide = version != Self.narrowVersion
    hasWidePositions = isWide
    try cursor.skip(isWide ? 8 : 4)  // entry number
    if version >= 13 { try cursor.skipObject() }  // TIOFeatures
    try cursor.skip(4)  // offset
    length = try cursor.int32()
    try cursor.skip(4)  // split level
    entries = try isWide ? cursor.int64() : cursor.wholeDouble()
    if version >= 11 { try cursor.skip(8) }  // first entry
    try cursor.skip(8 + 8)  // bytes, packed bytes
    guard entries >= 0, fullBaskets >= 0, length >= 0 else { throw cursor.subject.damaged() }
  }

  /// Notes the places of what stands behind the leaves.
  mutating func readPlaces(from cursor: inout RecordCursor, recordKeyLength: Int)
    throws(DataError)
  {
    var found: [Int: Range<Int>] = [:]
    try cursor.forEachObject(recordKeyLength: recordKeyLength) {
      (cursor, object) throws(DataError) in
      found[object.slot] = cursor.position..<object.end
    }
    embedded = found
    packedLengths = try place(from: &cursor, elementSize: 4)
    firstEntries = try place(from: &cursor, elementSize: isWide ? 8 : 4)
    // In large files of the old version, a mark of 2 announces positions of 64 bits.
    hasWidePositions = isWide || cursor.remaining > 0 && cursor.bytes[cursor.position] == 2
    filePositions = try place(from: &cursor, elementSize: hasWidePositions ? 8 : 4)
  }

  /// Steps over a list, in front of which a byte says whether it is there.
  private func place(from cursor: inout RecordCursor, elementSize: Int) throws(DataError) -> Int? {
    guard try cursor.byte() != 0 else { return nil }
    let start = cursor.position
    try cursor.skip(length, of: elementSize)
    return start
  }
}
