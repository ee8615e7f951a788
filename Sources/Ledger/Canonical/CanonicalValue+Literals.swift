extension CanonicalValue: ExpressibleByNilLiteral {
  public init(nilLiteral: ()) {
    self = .null
  }
}

extension CanonicalValue: ExpressibleByBooleanLiteral {
  public init(booleanLiteral value: Bool) {
    self = .bool(value)
  }
}

extension CanonicalValue: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) {
    self = .integer(value)
  }
}

extension CanonicalValue: ExpressibleByFloatLiteral {
  public init(floatLiteral value: Double) {
    self = .real(value)
  }
}

extension CanonicalValue: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    self = .string(value)
  }
}

extension CanonicalValue: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: CanonicalValue...) {
    self = .array(elements)
  }
}

extension CanonicalValue: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, CanonicalValue)...) {
    var members: [String: CanonicalValue] = [:]
    for (key, value) in elements {
      let previous = members.updateValue(value, forKey: key)
      precondition(previous == nil, "an object literal has a key twice")
    }
    self = .object(members)
  }
}
