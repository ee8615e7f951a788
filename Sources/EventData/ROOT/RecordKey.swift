/// The header in front of each record of a ROOT file: what the record is, and where.
///
/// Source: ROOT, `TKey`, class documentation, section "The TKey data members".
struct RecordKey {
  /// Header and content as they are in the file.
  let recordLength: Int
  /// The content when unpacked.
  let contentLength: Int
  let headerLength: Int
  /// Which edition of the name this is; the highest is the newest.
  let cycle: Int
  let position: Int
  let className: String
  let name: String

  /// Above this version number, positions are 64 bits wide.
  static let lastNarrowVersion = 1000

  init(from cursor: inout RecordCursor) throws(DataError) {
    recordLength = try cursor.int32()
    let version = try cursor.int16()
    contentLength = try cursor.int32()
    try cursor.skip(4)  // date
    headerLength = try cursor.int16()
    cycle = try cursor.int16()
    let isWide = version > Self.lastNarrowVersion
    position = try cursor.filePosition(wide: isWide)
    try cursor.skip(isWide ? 8 : 4)  // parent directory
    className = try cursor.text()
    name = try cursor.text()
    try cursor.skipText()  // title
    guard headerLength > 0, headerLength <= recordLength, contentLength >= 0, position >= 0 else {
      throw cursor.subject.damaged()
    }
  }

  /// The content as it is in the file, perhaps packed.
  var packedLength: Int { recordLength - headerLength }
}
