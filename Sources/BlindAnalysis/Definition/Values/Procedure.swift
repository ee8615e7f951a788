/// What follows from one outcome of the unblinding, agreed before it.
public struct ProcedureStep: Hashable, Sendable {
  public let count: Count
  public let text: String

  /// The number of events in the signal box.
  public enum Count: Hashable, Sendable {
    case exactly(Int)
    case atLeast(Int)
  }
}

extension ProcedureStep.Count: CustomStringConvertible {
  /// As in the analysis file: `n = 0`, `n >= 3`.
  public var description: String {
    switch self {
    case .exactly(let count): "n = \(count)"
    case .atLeast(let count): "n >= \(count)"
    }
  }
}

/// Who has to agree before the box is opened.
public struct SignOffPolicy: Hashable, Sendable {
  /// How many different people, one or more.
  public let required: Int
  /// The file with their public keys, relative to the analysis file; nil for a typed sign-off.
  public let signers: String?
}
