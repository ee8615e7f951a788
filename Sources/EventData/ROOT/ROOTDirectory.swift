/// The keys of one directory of a ROOT file.
struct ROOTDirectory {
  private let keys: [RecordKey]

  /// Reads the directory whose record content starts at `place`.
  init(in file: HeldFile, at place: Int, name: String) throws(DataError) {
    let subject = ROOTFile.subject(file, "the directory of \(name)")
    var cursor = try RecordCursor(try file.bytes(at: place, atMost: 64), subject: subject)
    let isWide = try cursor.int16() > RecordKey.lastNarrowVersion
    try cursor.skip(4 + 4)  // dates of creation and change
    let keysLength = try cursor.int32()
    try cursor.skip(4)
    _ = try cursor.filePosition(wide: isWide)
    _ = try cursor.filePosition(wide: isWide)
    let keysPlace = try cursor.filePosition(wide: isWide)
    guard keysPlace > 0 else {
      throw subject.unsupported("has no list of keys: the program that wrote it never closed it")
    }
    guard (1...ReadingLimits.metadataBytes).contains(keysLength) else { throw subject.damaged() }
    var bytes: [UInt8] = []
    try file.read(keysLength, at: keysPlace, into: &bytes)
    keys = try Self.keys(in: try RecordCursor(bytes, subject: subject))
  }

  private static func keys(in list: RecordCursor) throws(DataError) -> [RecordKey] {
    var cursor = list
    _ = try RecordKey(from: &cursor)  // the list is a record itself
    let count = try cursor.int32()
    let shortestKey = 29
    guard count >= 0, count <= cursor.remaining / shortestKey else {
      throw cursor.subject.damaged()
    }
    var keys: [RecordKey] = []
    for _ in 0..<count { keys.append(try RecordKey(from: &cursor)) }
    return keys
  }

  func subdirectory(_ name: String, of file: HeldFile) throws(DataError) -> ROOTDirectory {
    let folders = keys.filter { ["TDirectory", "TDirectoryFile"].contains($0.className) }
    guard let key = newest(name, among: folders) else {
      throw missing(name, "directory", among: folders, of: file)
    }
    let (place, overflow) = key.position.addingReportingOverflow(key.headerLength)
    guard !overflow, place <= file.size else {
      throw ROOTFile.subject(file, "the directory \(name.quoted)").damaged()
    }
    return try ROOTDirectory(in: file, at: place, name: name.quoted)
  }

  /// - Parameter path: The name with its folders, for messages.
  func treeKey(_ name: String, path: String, of file: HeldFile) throws(DataError) -> RecordKey {
    guard let key = newest(name, among: keys) else {
      throw missing(path, "tree", among: keys.filter(\.isTree), of: file)
    }
    guard key.isTree else {
      throw DataError(
        .unsupported, in: file.path,
        "\(path.quoted) is of class \(key.className.quoted); expected a TTree")
    }
    return key
  }

  /// The highest cycle of a name is its newest edition.
  private func newest(_ name: String, among keys: [RecordKey]) -> RecordKey? {
    keys.filter { $0.name == name }.max { $0.cycle < $1.cycle }
  }

  private func missing(
    _ name: String, _ kind: String, among keys: [RecordKey], of file: HeldFile
  ) -> DataError {
    let known = Set(keys.map(\.name)).sorted()
    let nearest = nearestNames(to: name, among: known)
    return DataError(
      .missingTree(name, nearest: nearest), in: file.path,
      "has no \(kind) \(name.quoted)" + suggestion(nearest: nearest, known: known))
  }
}

extension RecordKey {
  /// The ntuple classes are trees with one more number behind.
  var isTree: Bool { ["TTree", "TNtuple", "TNtupleD"].contains(className) }
}
