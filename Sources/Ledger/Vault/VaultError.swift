/// Why a vault, a key or a release cannot be used, with what to do about it.
///
/// No text depends on what is sealed: not on its amount either.
public struct VaultError: Error, Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Cut, changed, or no vault at all.
    case damaged
    /// A vault that is whole but is not the one that was meant.
    case otherVault
    /// A release by somebody who is not a member, or for something else.
    case releaseInvalid
    /// Fewer members released their shares than are needed.
    case tooFewReleases
    /// A list of members or a threshold that makes no sense.
    case membersInvalid
    /// A private key file that cannot be used.
    case keyInvalid
    /// More rows are blinded than the capacity leaves room for.
    case noRoom
  }

  public let kind: Kind
  /// Lower case, no full stop.
  public let message: String
  /// What to do about it.
  public let next: String?

  init(_ kind: Kind, _ message: String, next: String? = nil) {
    (self.kind, self.message, self.next) = (kind, message, next)
  }

  /// As in the table of exit codes.
  public var exitCode: Int32 {
    switch kind {
    case .damaged: 27
    case .otherVault: 24
    case .releaseInvalid, .tooFewReleases: 22
    case .membersInvalid: 65
    case .keyInvalid: 77
    case .noRoom: 73
    }
  }

  static func damaged(_ what: String) -> VaultError {
    VaultError(
      .damaged, "the vault \(what), so nothing in it was looked at",
      next: "take the copy that was made when the data were sealed")
  }
}
