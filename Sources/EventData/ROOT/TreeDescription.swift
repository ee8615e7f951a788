/// What the record of a tree tells: how many entries, and which branches.
///
/// Source of the member order: ROOT, `TTree.h` and its earlier editions.
struct TreeDescription {
  /// `TTree` versions whose layout is known here: ROOT 5.0 (2005) and newer, and the older one that
  /// Geant4 writes.
  static let versions: Set = [geant4Version, 16, 17, 18, 19, 20]
  private static let geant4Version = 5

  let entries: Int
  let branches: [BranchDescription]
  /// The unpacked record; places in the branch descriptions refer to it.
  let record: [UInt8]

  init(_ key: RecordKey, record: [UInt8], subject: RecordCursor.Subject) throws(DataError) {
    self.record = record
    var cursor = try RecordCursor(record, subject: subject)
    // An ntuple is a tree inside one more object.
    if key.className != "TTree" { _ = try cursor.objectHeader() }
    let header = try cursor.objectHeader()
    guard Self.versions.contains(header.version) else {
      throw subject.unsupported("was written by a version of ROOT that is not known here")
    }
    _ = try cursor.name()
    for _ in ["TAttLine", "TAttFill", "TAttMarker"] { try cursor.skipObject() }
    entries = try header.version == Self.geant4Version ? cursor.wholeDouble() : cursor.int64()
    guard entries >= 0 else { throw subject.damaged() }
    try Self.skipSettings(in: &cursor, version: header.version)
    branches = try Self.branches(in: &cursor, recordKeyLength: key.headerLength)
  }

  /// Steps over what stands between the number of entries and the branches.
  private static func skipSettings(in cursor: inout RecordCursor, version: Int) throws(DataError) {
    if version == geant4Version {
      try cursor.skip(3 * 8 + 7 * 4)  // bytes as real numbers, and settings of the time
      return
    }
    let byteTotals = version >= 18 ? 4 : 3
    try cursor.skip(byteTotals * 8 + 8)  // with the weight
    try cursor.skip((version >= 17 ? 4 : 3) * 4)  // timer, scan, update, length of entry offsets
    let clusters = version >= 19 ? try cursor.int32() : 0
    try cursor.skip((version >= 18 ? 6 : 5) * 8)  // limits and automatic saving
    if version >= 19 {
      for _ in ["ends of cluster ranges", "sizes of clusters"] {
        if try cursor.byte() != 0 { try cursor.skip(clusters, of: 8) }
      }
    }
    if version >= 20 { try cursor.skipObject() }  // TIOFeatures
  }

  private static func branches(
    in cursor: inout RecordCursor, recordKeyLength: Int
  ) throws(DataError) -> [BranchDescription] {
    var branches: [BranchDescription] = []
    try cursor.forEachObject(recordKeyLength: recordKeyLength) {
      (cursor, object) throws(DataError) in
      if object.className == "TBranch" {
        branches.append(try BranchDescription.read(from: &cursor, recordKeyLength: recordKeyLength))
      } else {
        _ = try cursor.objectHeader()  // of the derived class
        _ = try cursor.objectHeader()  // of the TBranch in it
        let name = try cursor.name()
        branches.append(
          BranchDescription(name: name, content: .unreadable("holds objects or arrays")))
      }
    }
    return branches
  }
}
