/// A branch as the tree's record describes it.
struct BranchDescription {
  enum Content {
    /// One value an event.
    case scalar(LeafType, BasketLists)
    /// Completes the sentence "branch 'x' …".
    case unreadable(String)
  }

  let name: String
  let content: Content

  /// Versions of `TBranch` whose layout is known here: ROOT 5.0 (2005) and newer, and the older one
  /// that Geant4 writes.
  static let versions: Set = [BasketLists.narrowVersion, 10, 11, 12, 13]

  /// Reads the `TBranch` at the cursor.
  ///
  /// - Throws: `DataError` if the record contradicts itself.
  static func read(from cursor: inout RecordCursor, recordKeyLength: Int) throws(DataError)
    -> BranchDescription
  {
    let header = try cursor.objectHeader()
    let name = try cursor.name()
    guard versions.contains(header.version) else {
      let reason = "was written by a version of ROOT that is not known here"
      return BranchDescription(name: name, content: .unreadable(reason))
    }
    let content = try content(from: &cursor, version: header.version, recordKeyLength)
    return BranchDescription(name: name, content: content)
  }

  private static func content(
    from cursor: inout RecordCursor, version: Int, _ keyLength: Int
  ) throws(DataError) -> Content {
    var lists = try BasketLists(countsFrom: &cursor, version: version)
    var children = 0
    try cursor.forEachObject(recordKeyLength: keyLength) { (_, _) throws(DataError) in
      children += 1
    }
    var leaves: [LeafDescription] = []
    try cursor.forEachObject(recordKeyLength: keyLength) { (cursor, object) throws(DataError) in
      leaves.append(try LeafDescription(className: object.className, from: &cursor))
    }
    try lists.readPlaces(from: &cursor, recordKeyLength: keyLength)
    if try !cursor.text().isEmpty { return .unreadable("keeps its values in another file") }
    if children > 0 { return .unreadable("holds other branches") }
    guard let leaf = leaves.first, leaves.count == 1 else {
      return .unreadable("holds several values an event")
    }
    switch leaf {
    case .scalar(let type): return .scalar(type, lists)
    case .unreadable(let reason): return .unreadable(reason)
    }
  }
}
