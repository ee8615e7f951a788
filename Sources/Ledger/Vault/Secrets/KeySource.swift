import Crypto

/// Where keys, identifiers and wrapped shares come from: the system, or constants in tests that
/// compare bytes.
public struct KeySource: Sendable {
  /// Fresh bytes that nobody can predict.
  let bytes: @Sendable (Int) -> [UInt8]
  let wrap: @Sendable (WrappingRequest) throws(VaultError) -> WrappedSecret

  /// The system's generator, and HPKE to the recipient.
  public static let system = KeySource(
    bytes: { count in
      var generator = SystemRandomNumberGenerator()
      return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    },
    wrap: { request throws(VaultError) in try WrappedSecret(wrapping: request) })

  /// One constant for everything: what is sealed with it is open to all.
  package static let constant = KeySource(
    bytes: { Array(repeating: 7, count: $0) },
    wrap: { request throws(VaultError) in
      WrappedSecret(
        encapsulated: Array(repeating: 1, count: WrappedSecret.encapsulatedSize),
        sealed: Array(repeating: 2, count: WrappedSecret.sealedSize))
    })
}
