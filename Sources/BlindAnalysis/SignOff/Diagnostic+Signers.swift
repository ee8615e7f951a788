import Ledger

/// Findings about a file of signers.
extension Diagnostic {
  private static func error(_ id: String, _ message: String, at span: SourceSpan) -> Self {
    Self(severity: .error, id: id, message: message, span: span)
  }

  static func signerTwice(_ signer: Signer, _ earlier: Signer, at span: SourceSpan) -> Self {
    error(
      "signer-twice",
      earlier.key.sharesSecret(with: signer.key)
        ? "'\(signer.name)' has the key of '\(earlier.name)'; each key may be there once"
        : "'\(signer.name)' is there already; each person has one line", at: span)
  }

  static func noSigners(at span: SourceSpan) -> Self {
    error(
      "no-signers",
      "the file names no signer; write a line for each, as in 'alice ssh-ed25519 AAAA…'", at: span)
  }

  static func tooFewSigners(_ count: Int, _ required: Int, at span: SourceSpan) -> Self {
    error(
      "too-few-signers",
      "the file names \(count) signer\(count == 1 ? "" : "s"), but 'required: \(required)' asks "
        + "for more", at: span)
  }

  static func signerWithoutName(at span: SourceSpan) -> Self {
    error(
      "signer-without-name",
      "a line begins with the name of the signer, as in 'alice ssh-ed25519 AAAA…'", at: span)
  }

  static func signerWithoutKey(at span: SourceSpan) -> Self {
    error(
      "signer-without-key",
      "a public key was expected behind the name, as in 'alice ssh-ed25519 AAAA…'", at: span)
  }

  static func badSigner(_ name: String, at span: SourceSpan) -> Self {
    error(
      "bad-signer",
      "'\(name.prefix(60).description.printable)' is no name of a signer; expected letters, digits "
        + "and '._@+-', without patterns and quotes", at: span)
  }

  static func badLastDay(at span: SourceSpan) -> Self {
    error(
      "bad-last-day", "expected the last day of the membership, as in 'until 2027-06-30'", at: span)
  }

  static func signerOption(_ word: String, at span: SourceSpan) -> Self {
    error(
      "signer-option",
      "'\(word.prefix(60).description.printable)' is no type of a public key; options are not "
        + "read, but 'until 2027-06-30' is", at: span)
  }

  static func badKey(_ fault: SignatureFault, at span: SourceSpan) -> Self {
    error("bad-key", "this public key cannot be used: \(fault)", at: span)
  }
}
