public import Ledger

/// One sign-off: typed by one person, or signed with the key of a member.
public struct SignOffRecord: Hashable, Sendable {
  public enum Method: Hashable, Sendable {
    case typed
    case ssh(SignedText)
  }

  public let analysis: String
  public let freeze: Digest
  /// Digest of the statement that was shown.
  public let statement: Digest
  public let signer: String
  public let method: Method

  public init(analysis: String, freeze: Digest, statement: Digest, signer: String, method: Method) {
    (self.analysis, self.freeze, self.statement) = (analysis, freeze, statement)
    (self.signer, self.method) = (signer, method)
  }

  init(reading value: CanonicalValue, at time: Timestamp) throws {
    let record = RecordReader(value, named: "sign-off")
    analysis = try record.string("analysis")
    (freeze, statement) = (try record.digest("freeze"), try record.digest("statement"))
    signer = try record.string("signer")
    switch try record.string("method") {
    case "typed": method = .typed
    case "ssh": method = .ssh(try SignedText(reading: value, at: time))
    default:
      throw Refusal(.ledgerInvalid, "the ledger holds a sign-off of a kind unknown to this version")
    }
  }

  /// `key` and `signature` are empty where the phrase was typed.
  var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "analysis": .string(analysis), "freeze": .string(freeze.description),
      "statement": .string(statement.description), "signer": .string(signer),
      "method": "typed", "key": .null, "signature": .null,
    ]
    if case .ssh(let signed) = method {
      members["method"] = "ssh"
      members.merge(signed.members) { $1 }
    }
    return .object(members)
  }

  /// The signed text; nil where the phrase was typed.
  public var signed: SignedText? { if case .ssh(let signed) = method { signed } else { nil } }
}

extension FreezeRecord {
  /// The line of the statement that names this freeze.
  public var statementLine: String { StatementDigest.label + digest.description }

  /// Why a signature on the statement does not count; nil if it does.
  ///
  /// Memberships are judged at the time of the signature's entry.
  public func objection(to signed: SignedText) -> Refusal? {
    do throws(SignatureFault) {
      try signed.verify(stating: statementLine)
    } catch {
      return Refusal(
        .signOffInvalid, "the signature does not count: \(error)",
        next: "sign the statement as 'na64-blind freeze' wrote it")
    }
    guard let member = quorum.member(with: signed.signature.key) else {
      return Refusal(
        .signOffInvalid,
        "the key \(signed.signature.key.fingerprint) is not a member's; the frozen signers are "
          + quorum.names,
        next: "compare the keys: na64-blind signers FILE")
    }
    guard member.isMember(at: signed.time) else {
      return Refusal(
        .signOffInvalid, "the membership of '\(member.name)' ended on \(member.lastDay ?? "")",
        next: "change the signers: na64-blind signers FILE --amend --reason \"…\"")
    }
    return nil
  }
}

extension Quorum {
  /// The names, as in 'alice, bob'.
  var names: String { members.map(\.name).joined(separator: ", ") }

  /// As in '2 of 3 signatures: alice and bob signed; carol, dave and erin have not'.
  public func progress(signed keys: Set<SSHPublicKey>) -> String {
    let list = { (isSigned: Bool) in
      members.filter { keys.contains($0.key) == isSigned }.map(\.name).joined(separator: ", ")
    }
    let signed = keys.isEmpty ? "nobody signed" : "\(list(true)) signed"
    let others = keys.count < members.count ? "; not yet: \(list(false))" : ""
    return "\(keys.count) of \(required) signatures are there: \(signed)\(others)"
  }
}
