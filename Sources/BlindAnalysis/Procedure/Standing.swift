public import Ledger

/// Where an analysis stands, what that is worth, and what to type next.
public struct Standing: Hashable, Sendable {
  public let analysis: String
  public let stage: AnalysisStage
  public let grade: Grade
  /// What the stage means, in a sentence.
  public let meaning: String
  /// The command to type next, without the file name; nil when nothing is left to do.
  public let next: String?
  /// The freeze in force, with the phrase that opens it.
  public let freeze: FreezeRecord?
  /// Who may sign the freeze in force, and who did; empty where a phrase is typed.
  public let signers: [SignerStanding]
  /// The signers in force, with a change of them that awaits signatures.
  public let board: SignersHistory
  /// nil, or how much later than the opening this definition is.
  public let postUnblindNumber: Int?
  /// The mask in force; nil if a part of it cannot be read by this version.
  public let mask: EffectiveMask?
  /// Every opening that came to its end, the first one first.
  public let openings: [FinishedOpening]

  /// - Parameter known: What the ledger knows about the data that the definition reads.
  public init(
    _ history: AnalysisHistory, of definition: AnalysisDefinition, known: DataHistory
  ) {
    analysis = history.analysis
    stage = history.stage(for: definition.digest)
    grade = Grade(known, of: definition, after: history)
    signers = history.freeze.map { SignerStanding.all(of: $0.quorum, in: history) } ?? []
    board = history.signers
    freeze = history.freeze
    mask = try? EffectiveMask(of: definition, known: known, history)
    postUnblindNumber = known.postUnblindNumber(of: definition.digest, in: history.analysis)
    openings = history.openings
    (meaning, next) = Self.explain(
      stage, of: definition.digest, history, known, isLate: postUnblindNumber != nil)
  }

  /// - Parameter isLate: Whether a box of these data was open before this definition was frozen.
  private static func explain(
    _ stage: AnalysisStage, of definition: Digest, _ history: AnalysisHistory,
    _ known: DataHistory, isLate: Bool
  ) -> (meaning: String, next: String?) {
    let isFrozen = history.freeze?.definition == definition
    switch stage {
    case .unblinded where history.opening(of: definition) == nil:
      return (
        "the box was opened for another definition; its first result stays",
        "amend --reason \"…\""
      )
    case .blinded where history.estimates.isEmpty:
      return ("the blind region is registered; there is no estimate yet", "estimate")
    case .estimated where history.amendment != nil && !known.isEstimatedLate(definition):
      return ("the estimate is from before a box of these data was opened", "estimate")
    case .estimated where history.amendment != nil:
      return ("the estimate is registered; the first result stays", "freeze")
    case .estimated where (try? known.refuseSecondOpening(of: definition)) == nil:
      return (
        "the estimate is registered; a box of these data is open already, whose result stays first",
        "amend --reason \"…\""
      )
    case .frozen where isFrozen && isLate && history.freeze?.quorum.isTyped == true:
      return (
        "frozen; the box is not opened for this definition before the sign-off",
        "unblind --sign-off"
      )
    default:
      return isFrozen
        ? explainSignatures(history, stage) ?? explain(stage, isFrozen) : explain(stage, isFrozen)
    }
  }

  /// What a freeze that asks for signatures waits for; nil for other freezes and stages.
  private static func explainSignatures(
    _ history: AnalysisHistory, _ stage: AnalysisStage
  ) -> (meaning: String, next: String?)? {
    guard let quorum = history.freeze?.quorum, !quorum.isTyped else { return nil }
    let count = history.signOffs.count
    switch stage {
    case .frozen where !history.isUnderItsSigners:
      return ("frozen, but the signers were changed since", "unfreeze --reason \"…\"")
    case .frozen: return ("frozen; \(count) of \(quorum.required) signatures are there", "sign")
    case .cleared: return ("frozen, with the signatures it asks for", "unblind --sign-off")
    default: return nil
    }
  }

  private static func explain(
    _ stage: AnalysisStage, _ isFrozenDefinition: Bool
  ) -> (meaning: String, next: String?) {
    switch stage {
    case .draft: ("nothing is registered yet", "estimate")
    case .blinded: ("the definition changed since its last estimate", "estimate")
    case .estimated: ("the estimate is registered, the box is shut", "freeze")
    case .frozen, .cleared:
      isFrozenDefinition
        ? ("frozen; the box is shut until the sign-off", "unblind --sign-off")
        : ("frozen, but the file is not the frozen definition any more", "unfreeze --reason \"…\"")
    case .interrupted:
      (
        "an opening began and did not come to its end; the frozen analysis may go on, no other",
        "unblind --resume"
      )
    case .unblinded: ("the box was opened; its first result stays", nil)
    }
  }
}

/// One of those who may sign a freeze.
public struct SignerStanding: Hashable, Sendable {
  public let signer: Signer
  /// When the signature was entered; nil while it is missing.
  public let signed: Timestamp?

  static func all(of quorum: Quorum, in history: AnalysisHistory) -> [SignerStanding] {
    quorum.members.map {
      SignerStanding(signer: $0, signed: history.signOff(with: $0.key)?.signed?.time)
    }
  }
}

/// How much the blinding of an analysis is worth; computed from the ledger whenever it is said.
public enum Grade: Hashable, Sendable {
  /// Data seen before registration.
  case dataSeen
  /// In place, typed sign-off by one person.
  case typed
  /// In place; the file asks for signatures that the ledger does not have.
  case unsigned(required: Int)
  /// In place, with the signature of one person.
  case signedByOne
  /// In place, with the signatures of so many, two at least, out of so many.
  case signed(required: Int, members: Int)
  /// Sealed: so many together, two at least, open the vault, out of so many.
  case sealed(required: Int, members: Int)

  /// What is sure before anybody signs.
  ///
  /// - Parameter known: What the ledger knows about the data that the definition reads.
  public init(_ known: DataHistory, of definition: AnalysisDefinition) {
    let wasSeen =
      !definition.seen.isEmpty || known.wasOpened(before: definition)
      || !known.regionsThatShowed(definition).isEmpty
    let policy = definition.signOff
    if wasSeen {
      self = .dataSeen
    } else if let weakest = known.weakestVault(of: definition) {
      self = .sealed(required: weakest.required, members: weakest.members.count)
    } else {
      self = policy.signers == nil ? .typed : .unsigned(required: policy.required)
    }
  }

  /// What the signatures in the ledger add to that.
  public init(
    _ known: DataHistory, of definition: AnalysisDefinition, after history: AnalysisHistory
  ) {
    let before = Grade(known, of: definition)
    let opening = history.opening(of: definition.digest)
    guard before.isInPlace, let freeze = opening?.freeze ?? history.freeze,
      !freeze.quorum.isTyped, freeze.definition == definition.digest,
      opening != nil || history.isCleared
    else {
      self = before
      return
    }
    let (required, members) = (freeze.quorum.required, freeze.quorum.members.count)
    self = required > 1 ? .signed(required: required, members: members) : .signedByOne
  }

  /// As in `BLIND-1`.
  public var rawValue: String {
    switch self {
    case .dataSeen: "BLIND-0"
    case .typed, .unsigned, .signedByOne: "BLIND-1"
    case .signed: "BLIND-2"
    case .sealed: "BLIND-3"
    }
  }

  private var isInPlace: Bool {
    switch self {
    case .dataSeen, .sealed: false
    default: true
    }
  }

  public var meaning: String {
    switch self {
    case .dataSeen: "the box was seen before this analysis was frozen"
    case .typed: "blinded in place, one typed sign-off"
    case .unsigned(let required):
      required > 1
        ? "blinded in place; BLIND-2 once \(required) people have signed"
        : "blinded in place, one signature awaited"
    case .signedByOne: "blinded in place, one signature"
    case .signed(let required, let members):
      "blinded in place, signatures of \(required) out of \(members)"
    case .sealed(let required, let members):
      "sealed; \(required) out of \(members) members open the vault together"
    }
  }

  /// What the grade does not protect from; said wherever the grade is.
  public var limitation: [String] {
    switch self {
    case .dataSeen: []
    case .typed, .unsigned, .signedByOne, .signed:
      ["keeps from seeing the box by accident, not from opening the file with another program"]
    case .sealed:
      ["as good as the word of those who sealed about where the files from before are"]
    }
  }
}
