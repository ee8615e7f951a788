public import Ledger

/// What somebody had seen of the data before the analysis was written, as its file declares.
public struct PriorLook: Hashable, Sendable {
  public let what: String
  public let who: String
  public let when: String
  public let why: String

  public var canonical: CanonicalValue {
    [
      "what": .string(what), "who": .string(who), "when": .string(when), "why": .string(why),
    ]
  }
}
