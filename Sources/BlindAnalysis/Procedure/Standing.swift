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
  /// nil, or how much later than the opening this definition is.
  public let postUnblindNumber: Int?
  /// The mask in force; nil if a part of it cannot be read by this version.
  public let mask: EffectiveMask?

  /// - Parameter known: What the ledger knows about the data that the definition reads.
  public init(
    _ history: AnalysisHistory, of definition: AnalysisDefinition, known: DataHistory
  ) {
    analysis = history.analysis
    stage = history.stage(for: definition.digest)
    grade = Grade(known, of: definition)
    freeze = history.freeze
    postUnblindNumber = known.postUnblindNumber(of: definition, in: history)
    mask = try? EffectiveMask(of: definition, known: known, history)
    let isFrozen = history.freeze?.definition == definition.digest
    (meaning, next) = Self.explain(
      stage, isFrozenDefinition: isFrozen, required: history.freeze?.requiredSignOffs ?? 1)
  }

  private static func explain(
    _ stage: AnalysisStage, isFrozenDefinition: Bool, required: Int
  ) -> (meaning: String, next: String?) {
    switch stage {
    case .frozen where isFrozenDefinition && required > 1:
      ("frozen; it asks for \(required) signatures, which this version cannot read yet", nil)
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

/// How much the blinding of an analysis is worth; computed from the ledger whenever it is said.
public enum Grade: String, Hashable, Sendable {
  /// Data seen before registration.
  case dataSeen = "BLIND-0"
  /// In place, typed sign-off by one person.
  case typed = "BLIND-1"

  /// - Parameter known: What the ledger knows about the data that the definition reads.
  public init(_ known: DataHistory, of definition: AnalysisDefinition) {
    let wasSeen =
      !definition.seen.isEmpty || known.wasOpened(before: definition)
      || !known.regionsThatShowed(definition).isEmpty
    self = wasSeen ? .dataSeen : .typed
  }

  public var meaning: String {
    switch self {
    case .dataSeen: "the box was seen before this definition was registered"
    case .typed: "blinded in place, one typed sign-off"
    }
  }

  /// What the grade does not protect from; said wherever the grade is.
  public var limitation: [String] {
    switch self {
    case .dataSeen: []
    case .typed:
      ["keeps from seeing the box by accident, not from opening the file with another program"]
    }
  }
}
