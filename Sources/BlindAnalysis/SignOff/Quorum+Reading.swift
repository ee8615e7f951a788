import Ledger

extension Quorum {
  /// The longest file of signers, in bytes.
  public static let fileLimit = 64 << 10

  /// Reads a file of signers: on each line a name, the end of the membership if it has one, and the
  /// public key as in a `.pub` file, as in `alice until 2027-06-30 ssh-ed25519 AAAA… alice@pc`.
  ///
  /// Empty lines and lines that start with `#` are skipped.
  ///
  /// - Parameters:
  ///   - file: The name to print in findings.
  ///   - required: How many of them have to sign.
  /// - Throws: ``DefinitionError`` with every finding, by position.
  public init(reading bytes: [UInt8], file: String, required: Int) throws {
    var reader = SignersReader(bytes, file: file)
    reader.read()
    reader.check(required)
    guard let quorum = try Quorum(required: required, members: reader.signers),
      reader.findings.isEmpty
    else { throw reader.error }
    self = quorum
  }
}
