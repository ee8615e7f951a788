import Ledger

/// Which members of the vaults released their shares for the opening of a frozen analysis.
public struct ReleaseStanding: Hashable, Sendable {
  /// By name; nil if nobody has asked for releases.
  private let members: [String]?
  /// How many the vaults ask for.
  private let required: Int

  public init(by members: [String]?, required: Int) {
    (self.members, self.required) = (members, required)
  }

  var lines: [String] {
    guard let members else { return ["  nobody has asked for releases of the vault yet"] }
    let names = members.isEmpty ? "" : ": " + members.map(\.printable).joined(separator: ", ")
    return ["  \(members.count) of \(required) releases are there\(names)"]
  }

  /// The command that brings what is missing, without the file name; nil if nothing is.
  var next: String? {
    guard let members else { return "unblind --request" }
    return members.count < required ? "release --key KEYFILE" : nil
  }

  var document: CanonicalValue {
    [
      "required": .integer(required), "asked": .bool(members != nil),
      "members": .array((members ?? []).map(CanonicalValue.string)),
    ]
  }
}
