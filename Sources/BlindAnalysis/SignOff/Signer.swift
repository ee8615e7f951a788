public import Ledger

/// Somebody who may sign, with the public key that proves it.
public struct Signer: Hashable, Sendable {
  public let name: String
  public let key: SSHPublicKey
  /// The last day of the membership in UTC, as in `2027-06-30`; nil if it has no end.
  public let lastDay: String?

  init(name: String, key: SSHPublicKey, lastDay: String?) {
    (self.name, self.key, self.lastDay) = (name, key, lastDay)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "signer")
    name = try record.string("name")
    do {
      key = try SSHPublicKey(parsing: try record.string("key"))
    } catch let fault as SignatureFault {
      throw Refusal(.ledgerInvalid, "the ledger holds a key that cannot be read: \(fault)")
    }
    let until = try record.value("until")
    lastDay = until.isNull ? nil : try RecordReader.text(until, "until")
    guard Self.isName(name), lastDay.map(Self.isDay) ?? true else {
      throw Refusal(.ledgerInvalid, "the ledger holds a signer that no file can name")
    }
  }

  var canonical: CanonicalValue {
    [
      "name": .string(name), "key": .string(key.description),
      "until": lastDay.map(CanonicalValue.string) ?? .null,
    ]
  }

  /// Whether the membership has not ended.
  public func isMember(at time: Timestamp) -> Bool {
    lastDay.map { time.description.prefix(10) <= $0 } ?? true
  }

  /// 1 to 64 letters, digits and `._@+-`, a letter or digit first.
  static func isName(_ text: String) -> Bool {
    let isPlain = { (byte: UInt8) in byte.isDigit || (byte | 0x20).isLowercaseLetter }
    return (1...64).contains(text.utf8.count) && isPlain(text.utf8.first ?? 0)
      && text.utf8.allSatisfy { isPlain($0) || "._@+-".utf8.contains($0) }
  }

  static func isDay(_ text: String) -> Bool { Timestamp(parsing: "\(text)T00:00:00Z") != nil }
}

extension UInt8 {
  fileprivate var isLowercaseLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }
}
