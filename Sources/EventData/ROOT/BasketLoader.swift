/// Brings baskets into memory and unpacks them, for one branch after the other.
final class BasketLoader {
  /// The bytes of a basket's values, side by side.
  struct Values {
    var bytes: [UInt8] = []
    var start = 0
  }

  let file: HeldFile
  let record: [UInt8]
  private let decompressor: Decompressor
  private var packed: [UInt8] = []

  init(file: HeldFile, record: [UInt8]) throws(DataError) {
    (self.file, self.record) = (file, record)
    do throws(CodecFailure) {
      decompressor = try Decompressor()
    } catch {
      throw error.dataError(ROOTFile.subject(file, "the file"))
    }
  }

  /// Replaces `values` by those of a basket.
  ///
  /// - Throws: `DataError` if the basket is not what the tree says.
  func load(
    _ basket: PlannedBasket, of type: LeafType, into values: inout Values,
    _ subject: RecordCursor.Subject
  ) throws(DataError) {
    switch basket.place {
    case .record(let range):
      try loadEmbedded(range, basket.entries, of: type, into: &values, subject)
    case .file(let position, let length):
      let told = length > 0 ? length : try recordLength(at: position, subject)
      try loadFromFile(position, told, basket.entries, of: type, into: &values, subject)
    }
  }

  /// Old programs left the list of lengths empty; then the basket's key tells.
  private func recordLength(at position: Int, _ subject: RecordCursor.Subject)
    throws(DataError) -> Int
  {
    try file.read(4, at: position, into: &packed)
    var cursor = try RecordCursor(packed, to: 4, subject: subject)
    return try cursor.int32()
  }

  private func loadFromFile(
    _ position: Int, _ length: Int, _ entries: Int, of type: LeafType, into values: inout Values,
    _ subject: RecordCursor.Subject
  ) throws(DataError) {
    guard (1...ReadingLimits.basketBytes).contains(length) else { throw subject.damaged() }
    try file.read(length, at: position, into: &packed)
    var cursor = try RecordCursor(packed, to: length, subject: subject)
    let header = try BasketHeader(from: &cursor)
    try header.check(entries, of: type, subject)
    let valuesLength = header.last - header.keyLength
    guard header.recordLength == length, header.keyLength <= length,
      valuesLength <= header.contentLength, header.contentLength <= ReadingLimits.basketBytes
    else { throw subject.damaged() }
    if header.contentLength <= length - header.keyLength {
      swap(&values.bytes, &packed)
      values.start = header.keyLength
    } else {
      try unpack(header.keyLength..<length, header.contentLength, into: &values.bytes, subject)
      values.start = 0
    }
  }

  private func unpack(
    _ range: Range<Int>, _ length: Int, into bytes: inout [UInt8],
    _ subject: RecordCursor.Subject
  ) throws(DataError) {
    do throws(CodecFailure) {
      try decompressor.unpack(packed, in: range, into: &bytes, length: length)
    } catch {
      throw error.dataError(subject)
    }
  }

  private func loadEmbedded(
    _ range: Range<Int>, _ entries: Int, of type: LeafType, into values: inout Values,
    _ subject: RecordCursor.Subject
  ) throws(DataError) {
    var cursor = try RecordCursor(
      record, from: range.lowerBound, to: range.upperBound, subject: subject)
    let header = try BasketHeader(from: &cursor)
    try header.check(entries, of: type, subject)
    try header.moveToBuffer(&cursor)
    let start = cursor.position + header.keyLength
    try cursor.skip(header.last)
    values.bytes = Array(record[start..<cursor.position])
    values.start = 0
  }
}
