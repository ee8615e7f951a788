/// How the values of a scalar branch are stored; all big-endian.
enum LeafType: Hashable {
  case bool
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64
  case float, double

  /// - Parameter leafClass: The class that ROOT has for each stored type.
  init?(leafClass: String, isUnsigned: Bool) {
    switch leafClass {
    case "TLeafO": self = .bool
    case "TLeafB": self = isUnsigned ? .uint8 : .int8
    case "TLeafS": self = isUnsigned ? .uint16 : .int16
    case "TLeafI": self = isUnsigned ? .uint32 : .int32
    // `Long_t` is written in eight bytes on every machine.
    case "TLeafL", "TLeafG": self = isUnsigned ? .uint64 : .int64
    case "TLeafF": self = .float
    case "TLeafD": self = .double
    default: return nil
    }
  }

  /// In bytes.
  var size: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float: 4
    case .int64, .uint64, .double: 8
    }
  }
}
