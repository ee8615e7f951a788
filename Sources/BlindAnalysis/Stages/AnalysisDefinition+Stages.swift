public import Ledger

extension AnalysisDefinition {
  /// The name of the analysis, of whichever stage this is.
  public var stageName: StageName { StageName(name) }

  /// Whether there is more than the signal to open.
  public var hasStages: Bool { stage.kind != .signal || !earlierStages.isEmpty }

  /// Refuses a validation region that shares events with the box or with another such region, be it
  /// by one unit in the last place: its opening would open part of both.
  ///
  /// - Throws: ``Refusal`` with the status "would reveal".
  public func checkStages() throws {
    var others = [NamedRegion("the signal box", signalRegion.condition)]
    for earlier in earlierStages where earlier.stage.kind == .validation {
      let region = NamedRegion(
        "the validation region '\(earlier.stage.name)'", earlier.signalRegion.condition)
      for other in others {
        guard let reason = region.proofOfSharingNothing(with: other).reason else { continue }
        let span = earlier.signalRegion.span
        throw Refusal(
          .wouldReveal,
          "\(span): a validation region must share no event with \(other.name): \(reason)",
          next: "move its edge out of the other, which holds its own edges only as it says")
      }
      others.append(region)
    }
  }

  /// Refuses to go on while a stage that comes before is not open.
  ///
  /// - Parameter entries: The ledger's.
  /// - Returns: What was opened before, for the record of the freeze: of stages that the file does
  ///   not declare any more, too.
  /// - Throws: ``Refusal`` with the status "wrong state".
  public func openings(before entries: [LedgerEntry], file: String) throws -> [EarlierStage] {
    let declared = earlierStages.map(\.name)
    return try (declared + undeclaredStages(in: entries)).flatMap { name in
      let history = try AnalysisHistory(of: name, in: entries)
      let stage = StageName(name).stage ?? Stage.signal.name
      let isInterrupted = history.opened != nil && history.result == nil
      let isAwaited = declared.contains(name) && history.openings.isEmpty
      guard !isInterrupted, !isAwaited else {
        throw isInterrupted
          ? Refusal(
            .wrongState, "the opening of the stage '\(stage)' was interrupted",
            next: "with the file as it was: na64-blind unblind \(file) --stage \(stage) --resume")
          : Refusal(
            .wrongState, "the stage '\(stage)' comes before this one and is not open yet",
            next: "na64-blind status \(file) --stage \(stage)")
      }
      return history.openings.map { EarlierStage(name: stage, $0) }
    }
  }

  /// Stages of the analysis, by the names that they have in the ledger, that do not come before this
  /// one in the file: they were taken out of it, or come behind.
  ///
  /// - Returns: In the order in which the ledger names them first.
  public func undeclaredStages(in entries: [LedgerEntry]) -> [String] {
    let declared = Set(earlierStages.map(\.name))
    var found: [String] = []
    for entry in entries {
      guard let name = entry.body["analysis"]?.string, stageName.isBeside(StageName(name)),
        !declared.contains(name), !found.contains(name)
      else { continue }
      found.append(name)
    }
    return found
  }
}

/// A stage that was opened before another one was frozen.
public struct EarlierStage: Hashable, Sendable {
  public let name: String
  public let freeze: Digest
  /// Digest of its result.
  public let result: Digest
  /// Set for one that was itself defined after an opening.
  public let postUnblind: Int?

  init(name: String, _ opening: FinishedOpening) {
    (self.name, result) = (name, opening.result)
    (freeze, postUnblind) = (opening.freeze.digest, opening.freeze.postUnblind?.number)
  }

  var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "stage": .string(name), "freeze": .string(freeze.description),
      "result": .string(result.description),
    ]
    if let postUnblind { members[FreezeRecord.postUnblindKey] = .integer(postUnblind) }
    return .object(members)
  }
}
