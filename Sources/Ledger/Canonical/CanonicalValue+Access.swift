extension CanonicalValue {
  /// The member with that key, or nil when this is no object or has no such key.
  public subscript(key: String) -> CanonicalValue? {
    object?[key]
  }

  /// The element at that place, or nil when this is no array or is shorter.
  public subscript(index: Int) -> CanonicalValue? {
    guard let array, array.indices.contains(index) else { return nil }
    return array[index]
  }

  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The integer, also when it was given as a whole real such as `50.0`.
  public var integer: Int? {
    switch self {
    case .integer(let value): value
    case .real(let value): Int(exactly: value)
    default: nil
    }
  }

  /// The number as the nearest double; every double that was written is read back as itself.
  public var real: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    default: nil
    }
  }

  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  public var array: [CanonicalValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  public var object: [String: CanonicalValue]? {
    if case .object(let value) = self { value } else { nil }
  }
}
