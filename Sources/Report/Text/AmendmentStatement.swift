public import BlindAnalysis
import Ledger

extension Statement {
  /// The text that people sign to change the signers: who goes, who comes, and why.
  public init(of amendment: SignersAmendment) {
    let (old, new) = (amendment.old, amendment.new)
    let leaving = old.members.filter { !new.members.contains($0) }
    let joining = new.members.filter { !old.members.contains($0) }
    let staying = old.members.filter { new.members.contains($0) }
    self.init(
      lines: [
        "na64-blind statement: changing the signers", "",
        "Analysis         \(amendment.analysis)",
        amendment.statementLine,
        "Ledger           \(amendment.ledger.entries) entries, head "
          + amendment.ledger.digest.short,
        "Reason           \(amendment.reason.printable)", "",
        "In force         \(old.summary)", "Proposed         \(new.summary)",
        "Stay             " + (staying.isEmpty ? "nobody" : staying.nameList),
      ] + leaving.lines("Goes") + joining.lines("Comes") + [
        "",
        "I have compared these keys with their owners and agree to the change. It is in force with",
        Self.threshold(old, new),
      ])
  }

  private static func threshold(_ old: Quorum, _ new: Quorum) -> String {
    "the signatures of \(old.required) of the present signers"
      + (new.isTyped ? "." : " and of \(new.required) of the proposed ones.")
  }
}

extension Quorum {
  /// As in `3 of 5 (list 1a2b3c4d)`.
  var summary: String {
    isTyped ? "one person, who types" : "\(required) of \(members.count) (list \(digest.short))"
  }
}

extension [Signer] {
  var nameList: String { map(\.name).joined(separator: ", ") }

  fileprivate func lines(_ heading: String) -> [String] {
    var table = TextTable([.left, .left, .left, .left])
    for signer in self { table.add(heading, signer.name, signer.key.fingerprint, signer.term) }
    return table.lines().map { String($0.drop { $0 == " " }) }
  }
}

extension Signer {
  /// The end of the membership, if it has one.
  var term: String { lastDay.map { "until \($0)" } ?? "" }
}
