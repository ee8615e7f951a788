public import BlindAnalysis
public import Ledger

/// The signers that a file names, and those in force.
public struct SignersText {
  private let named: Quorum
  private let board: SignersHistory

  /// - Parameters:
  ///   - named: What the analysis file and its file of signers say now.
  public init(_ named: Quorum, board: SignersHistory) { (self.named, self.board) = (named, board) }

  public var lines: [String] { ["Signers: \(named.summary)"] + named.lines + inForce + proposed }

  private var inForce: [String] {
    guard let quorum = board.quorum else { return ["None in force yet; a freeze fixes them"] }
    if quorum == named { return ["These are in force"] }
    return ["In force: \(quorum.summary)"] + quorum.lines
  }

  private var proposed: [String] { board.amendmentLines }

  public var document: CanonicalValue {
    [
      "schema": "na64-blind/signers/1", "named": named.document,
      "in-force": board.quorum?.document ?? .null,
      "amendment": board.amendment.map { .string($0.digest.description) } ?? .null,
      "proposed": board.amendment.map { $0.new.document } ?? .null,
      "approved-by": .array(board.approvals.map { .string($0.signer) }),
    ]
  }
}

extension SignersHistory {
  /// What a proposed change still waits for; nothing without one.
  var amendmentLines: [String] {
    guard let amendment else { return [] }
    let signed = approvals.isEmpty ? "nobody" : approvals.map(\.signer).joined(separator: ", ")
    return [
      "Proposed: \(amendment.new.summary), signed by \(signed); missing are \(missing.old) of the "
        + "present signers and \(missing.new) of the proposed ones"
    ]
  }
}

extension Quorum {
  fileprivate var lines: [String] {
    var table = TextTable([.left, .left, .left])
    for member in members { table.add(member.name, member.key.fingerprint, member.term) }
    return table.lines()
  }

  var document: CanonicalValue {
    [
      "required": .integer(required), "digest": .string(digest.description),
      "members": .array(
        members.map {
          [
            "name": .string($0.name), "fingerprint": .string($0.key.fingerprint),
            "until": $0.lastDay.map(CanonicalValue.string) ?? .null,
          ]
        }),
    ]
  }
}
