import Ledger

extension CanonicalValue {
  /// As the ledger will give it back: texts in their composed form, which people sign.
  func asReadBack() throws -> CanonicalValue { try CanonicalValue(parsing: canonicalBytes()) }
}

/// Reads the fields of a ledger record; what is missing makes the ledger invalid.
struct RecordReader {
  private let value: CanonicalValue
  private let name: String

  init(_ value: CanonicalValue, named name: String) { (self.value, self.name) = (value, name) }

  func value(_ key: String) throws -> CanonicalValue {
    guard let found = value[key] else { throw invalid("has no '\(key)'") }
    return found
  }

  func string(_ key: String) throws -> String { try Self.text(value(key), key) }

  func integer(_ key: String) throws -> Int {
    guard let found = try value(key).integer else { throw invalid("'\(key)' is no number") }
    return found
  }

  func array(_ key: String) throws -> [CanonicalValue] {
    guard let found = try value(key).array else { throw invalid("'\(key)' is no list") }
    return found
  }

  func digest(_ key: String) throws -> Digest {
    guard let found = Digest(parsing: try string(key)) else {
      throw invalid("'\(key)' is no digest")
    }
    return found
  }

  func nested(_ key: String) throws -> RecordReader { RecordReader(try value(key), named: key) }

  static func text(_ value: CanonicalValue, _ name: String) throws -> String {
    guard let found = value.string else {
      throw Refusal(.ledgerInvalid, "the ledger holds a record whose '\(name)' is no text")
    }
    return found
  }

  private func invalid(_ problem: String) -> Refusal {
    Refusal(.ledgerInvalid, "the ledger holds a \(name) that \(problem)")
  }
}
