extension LeafType {
  var isUnsigned: Bool {
    switch self {
    case .uint8, .uint16, .uint32, .uint64: true
    default: false
    }
  }

  /// The class of a leaf of this type.
  var leafClass: String { "TLeaf" + letter.uppercased() }

  /// As in the title of a branch; ROOT, `TBranch`, class documentation.
  var letter: String {
    switch self {
    case .bool: "O"
    case .int8: "B"
    case .uint8: "b"
    case .int16: "S"
    case .uint16: "s"
    case .int32: "I"
    case .uint32: "i"
    case .int64: "L"
    case .uint64: "l"
    case .float: "F"
    case .double: "D"
    }
  }

  /// What an analysis file of ours calls the type.
  var name: String { String(describing: self) }

  init?(named name: String) {
    let all: [LeafType] = [
      .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float, .double,
    ]
    guard let type = all.first(where: { $0.name == name }) else { return nil }
    self = type
  }
}
