/// A leaf of a branch: one value an event, or the reason why not.
enum LeafDescription {
  case scalar(LeafType)
  /// Completes the sentence "branch 'x' …".
  case unreadable(String)

  /// Reads the leaf that a branch lists.
  init(className: String, from cursor: inout RecordCursor) throws(DataError) {
    _ = try cursor.objectHeader()  // of the typed leaf
    _ = try cursor.objectHeader()  // of the TLeaf in it
    _ = try cursor.name()
    let length = try cursor.int32()
    let valueSize = try cursor.int32()
    try cursor.skip(4 + 1)  // offset, whether a range is kept
    let isUnsigned = try cursor.byte() != 0
    // An array of varying length says 1 too, but leads to the leaf that counts its elements.
    let isArray = try cursor.integer(UInt32.self) != 0 || length != 1
    self = Self.kind(className, isUnsigned: isUnsigned, valueSize: valueSize, isArray: isArray)
  }

  private static func kind(
    _ className: String, isUnsigned: Bool, valueSize: Int, isArray: Bool
  ) -> LeafDescription {
    switch className {
    case "TLeafC": return .unreadable("holds text")
    case "TLeafF16", "TLeafD32": return .unreadable("is stored as Float16_t or Double32_t")
    default: break
    }
    guard let type = LeafType(leafClass: className, isUnsigned: isUnsigned), valueSize == type.size
    else { return .unreadable("holds objects") }
    return isArray ? .unreadable("holds an array") : .scalar(type)
  }
}
