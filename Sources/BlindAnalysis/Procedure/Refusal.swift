/// How a command left: the table of exit codes that scripts may rely on.
public enum ExitStatus: Int32, Sendable {
  case done = 0
  case refusedWhileBlinded = 20
  case wrongState = 21
  case signOffInvalid = 22
  case ledgerInvalid = 23
  case dataChanged = 24
  case wouldReveal = 25
  case unblindedDifferently = 26
  case vaultInvalid = 27
  case toolMismatch = 28
  case usage = 64
  case badInput = 65
  case notConverged = 69
  case internalError = 70
  case cannotWrite = 73
  case busy = 75
  case keyUnusable = 77
}

/// Why a command did not do what was asked, and what to type next.
///
/// The texts never depend on a blinded row.
public struct Refusal: Error, Hashable, Sendable {
  public let status: ExitStatus
  /// Lower case, no full stop; says what is wrong and what was expected.
  public let message: String
  /// What to do about it: a command to type or a thing to change.
  public let next: String?

  public init(_ status: ExitStatus, _ message: String, next: String? = nil) {
    (self.status, self.message, self.next) = (status, message, next)
  }
}
