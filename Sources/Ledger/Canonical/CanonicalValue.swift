/// A value with exactly one byte form: what every digest and every record is made of.
///
/// Two values are equal exactly when their ``canonicalBytes()`` are: a real that is a whole number
/// and fits `Int` equals that integer, `-0` equals `0`, and strings (keys too) are compared in
/// their composed Unicode form (NFC).
public enum CanonicalValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// Finite, or writing it throws.
  case real(Double)
  case string(String)
  case array([CanonicalValue])
  case object([String: CanonicalValue])
}

extension CanonicalValue: Hashable {
  public static func == (left: CanonicalValue, right: CanonicalValue) -> Bool {
    switch (left.withWholeRealAsInteger, right.withWholeRealAsInteger) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.real(let left), .real(let right)): left == right
    case (.string(let left), .string(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch withWholeRealAsInteger {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .real(let value): hasher.combine(value)
    case .string(let value): hasher.combine(value)
    case .array(let value): hasher.combine(value)
    case .object(let value): hasher.combine(value)
    }
  }

  private var withWholeRealAsInteger: CanonicalValue {
    guard case .real(let value) = self, let whole = Int(exactly: value) else { return self }
    return .integer(whole)
  }
}
