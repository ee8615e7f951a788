/// What is wrong with one line of a ledger.
public enum LedgerFault: Error, Hashable, Sendable {
  case notCanonical(CanonicalParseError)
  /// Missing, unknown, or with a value that it cannot have.
  case invalidField(String)
  case unknownVersion(Int)
  case wrongSequence(expected: Int)
  /// The line before is not the one that this line was written after.
  case brokenChain
  case timeBeforePredecessor
  case timeInFuture
  case tooLong
  /// The ledger has no room for another entry.
  case full
}

extension LedgerFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notCanonical(let error): "column \(error.column): \(error.message)"
    case .invalidField(let name): "field '\(name.printable)' is missing, unknown or has a bad value"
    case .unknownVersion(let version): "written in version \(version) of the ledger's form"
    case .wrongSequence(let expected): "entry \(expected) was expected there"
    case .brokenChain: "the line before it is not the one it was written after"
    case .timeBeforePredecessor: "dated before the entry it follows"
    case .timeInFuture: "dated in the future"
    case .tooLong: "longer than \(LedgerLimits.line) bytes"
    case .full: "the ledger would be larger than \(LedgerLimits.file) bytes"
    }
  }
}

/// What is read at most, so that a hostile file costs a bounded amount of time and memory.
enum LedgerLimits {
  /// In bytes; room for some 300,000 short entries.
  static let file = 64 << 20
  /// In bytes, without the line feed.
  static let line = 1 << 20
  /// How far another machine's clock may be ahead, in seconds.
  static let clockSkew = 300
}
