public import Ledger

/// A text with the signature of somebody who has read it.
public struct SignedText: Hashable, Sendable {
  /// What every signature of ours is made for: `ssh-keygen -Y sign -n na64-blind`.
  public static let namespace = "na64-blind"

  public let text: String
  public let signature: SSHSignature
  /// When it was entered in the ledger: memberships are judged at that moment.
  public let time: Timestamp

  public init(_ text: String, signature: SSHSignature, at time: Timestamp) {
    (self.text, self.signature, self.time) = (text, signature, time)
  }

  /// Reads `text`, `key` and `signature` of an entry.
  init(reading value: CanonicalValue, at time: Timestamp) throws {
    let record = RecordReader(value, named: "signature")
    let (key, armour) = (try record.string("key"), try record.string("signature"))
    (text, self.time) = (try record.string("text"), time)
    do {
      signature = try SSHSignature(armoured: Array(armour.utf8))
    } catch {
      throw Refusal(.ledgerInvalid, "the ledger holds a signature that cannot be read: \(error)")
    }
    guard key == signature.key.description else {
      throw Refusal(.ledgerInvalid, "the ledger holds a signature with another key beside it")
    }
  }

  var members: [String: CanonicalValue] {
    [
      "text": .string(text), "key": .string(signature.key.description),
      "signature": .string(signature.armoured),
    ]
  }

  /// - Parameter line: Names what is agreed to, with its digest; one of the lines of the text.
  /// - Throws: ``SignatureFault`` unless the key signed this text, and the text has that line.
  func verify(stating line: String) throws(SignatureFault) {
    guard text.split(separator: "\n").contains(where: { $0 == line }) else { throw .doesNotVerify }
    try signature.verify(Array(text.utf8), namespace: Self.namespace)
  }
}
