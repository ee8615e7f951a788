/// The header of a basket: a key, and how much of the content is values.
///
/// Source: ROOT, `tree/tree/src/TBasket.cxx`, `TBasket::Streamer`.
struct BasketHeader {
  /// Header and packed content.
  let recordLength: Int
  /// The unpacked content.
  let contentLength: Int
  let keyLength: Int
  let entries: Int
  /// Where the values end, counted from the start of the key.
  let last: Int
  private let flag: Int

  init(from cursor: inout RecordCursor) throws(DataError) {
    recordLength = try cursor.int32()
    let isWide = try cursor.int16() > RecordKey.lastNarrowVersion
    contentLength = try cursor.int32()
    try cursor.skip(4)  // date
    keyLength = try cursor.int16()
    try cursor.skip(2 + (isWide ? 16 : 8))  // cycle, position, parent directory
    for _ in ["class", "name", "title"] { try cursor.skipText() }
    guard try cursor.int16() >= 2 else { throw cursor.subject.unsupported("is in an old format") }
    try cursor.skip(4)  // size of the buffer
    // A negative size announces a byte of features; values of fixed size do not depend on them.
    if try cursor.int32() < 0 { try cursor.skip(1) }
    entries = try cursor.int32()
    last = try cursor.int32()
    flag = Int(try cursor.byte())
    guard keyLength > 0, contentLength >= 0, entries >= 0, last >= keyLength else {
      throw cursor.subject.damaged()
    }
  }

  /// Steps over the entry offsets of an embedded basket to its buffer, key included.
  func moveToBuffer(_ cursor: inout RecordCursor) throws(DataError) {
    let (withOffsets, generated) = (flag % 10 != 2, flag >= 80)
    guard flag == 1 || flag > 10 else { throw cursor.subject.damaged() }
    if withOffsets, !generated, entries > 0 { try cursor.skip(try cursor.int32(), of: 4) }
    if (40..<80).contains(flag) { try cursor.skip(try cursor.int32(), of: 4) }
  }

  /// Proves that the values are those that the tree planned, side by side.
  func check(_ planned: Int, of type: LeafType, _ subject: RecordCursor.Subject) throws(DataError) {
    let (length, overflow) = planned.multipliedReportingOverflow(by: type.size)
    guard entries == planned, !overflow, last - keyLength == length else {
      throw subject.damaged()
    }
  }
}
