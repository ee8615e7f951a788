public import BlindAnalysis
public import Ledger

extension FreezeRecord {
  /// The entry for a signature of this freeze.
  public func signOff(
    by signer: TestSigner, at time: Timestamp = SampleProject.clock.now,
    on text: String? = nil, _ form: SignatureForm = SignatureForm()
  ) throws -> SignOffRecord {
    let text = text ?? statementText
    return SignOffRecord(
      analysis: analysis, freeze: digest, statement: Self.digest(ofStatement: text),
      signer: signer.name,
      method: .ssh(SignedText(text, signature: try signer.signature(on: text, form), at: time)))
  }

  /// A short statement in the place of the true one.
  public var statementText: String { "a statement\n\(statementLine)\n" }

  public static func digest(ofStatement text: String) -> Digest {
    Digest(ofBytes: Array(text.utf8), as: .statement)
  }
}

extension SignersAmendment {
  /// The entry for a signature under this change.
  public func approval(
    by signer: TestSigner, at time: Timestamp = SampleProject.clock.now
  ) throws -> ApprovalRecord {
    let text = "a statement\n\(statementLine)\n"
    return ApprovalRecord(
      of: self, signer: signer.name,
      signed: SignedText(text, signature: try signer.signature(on: text), at: time))
  }
}
