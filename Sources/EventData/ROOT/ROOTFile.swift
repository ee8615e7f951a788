/// The container format: a header, directories of keys, and the records that keys lead to.
///
/// Source: ROOT, `TFile` and `TDirectoryFile`, class documentation, "ROOT file data format
/// specification".
final class ROOTFile {
  let file: HeldFile
  private let rootDirectory: ROOTDirectory

  static let magic = Array("root".utf8)

  /// - Throws: `DataError` when the file is no ROOT file, is cut short, or was never closed.
  init(_ file: HeldFile) throws(DataError) {
    self.file = file
    var cursor = try RecordCursor(
      try file.bytes(at: 0, atMost: 128), subject: Self.subject(file, "the file header"))
    guard try Array([cursor.byte(), cursor.byte(), cursor.byte(), cursor.byte()]) == Self.magic
    else { throw DataError(.wrongFormat, in: file.path, "is not a ROOT file") }
    let isWide = try cursor.int32() >= 1_000_000
    let firstRecord = try cursor.int32()
    guard try cursor.filePosition(wide: isWide) <= file.size else {
      throw DataError(.damaged, in: file.path, "is damaged: it ends before its content does")
    }
    _ = try cursor.filePosition(wide: isWide)
    try cursor.skip(4 + 4)
    let nameLength = try cursor.int32()
    let (place, overflow) = firstRecord.addingReportingOverflow(nameLength)
    guard firstRecord > 0, nameLength > 0, !overflow else { throw cursor.subject.damaged() }
    rootDirectory = try ROOTDirectory(in: file, at: place, name: "the file")
  }

  /// The newest edition of a tree, such as `events` or `folder/events`.
  ///
  /// - Throws: `DataError` when there is no such tree.
  func tree(_ path: String) throws(DataError) -> (key: RecordKey, content: [UInt8]) {
    let names = path.split(separator: "/").map(String.init)
    guard let last = names.last, names.count <= ReadingLimits.directoryDepth else {
      throw DataError(.missingTree(path, nearest: []), in: file.path, "has no tree \(path.quoted)")
    }
    var directory = rootDirectory
    for name in names.dropLast() { directory = try directory.subdirectory(name, of: file) }
    let key = try directory.treeKey(last, path: path, of: file)
    return (key, try content(of: key, Self.subject(file, "the tree \(path.quoted)")))
  }

  /// The unpacked record behind a key.
  private func content(of key: RecordKey, _ subject: RecordCursor.Subject) throws(DataError)
    -> [UInt8]
  {
    guard key.recordLength <= ReadingLimits.metadataBytes,
      key.contentLength <= ReadingLimits.metadataBytes
    else { throw subject.unsupported("has a description larger than this reader accepts") }
    var record: [UInt8] = []
    try file.read(key.recordLength, at: key.position, into: &record)
    guard key.contentLength > key.packedLength else {
      return Array(record[key.headerLength..<key.headerLength + key.contentLength])
    }
    var content: [UInt8] = []
    do throws(CodecFailure) {
      try Decompressor().unpack(
        record, in: key.headerLength..<record.count, into: &content, length: key.contentLength)
    } catch {
      throw error.dataError(subject)
    }
    return content
  }

  static func subject(_ file: HeldFile, _ part: String) -> RecordCursor.Subject {
    RecordCursor.Subject(file: file.path, part: part)
  }
}

extension CodecFailure {
  func dataError(_ subject: RecordCursor.Subject) -> DataError {
    switch self {
    case .damaged: subject.damaged()
    case .outOfMemory: DataError(.readFailed, in: subject.file, "cannot be unpacked: out of memory")
    }
  }
}
