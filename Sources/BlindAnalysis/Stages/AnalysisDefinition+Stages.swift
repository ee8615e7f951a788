public import Ledger

extension AnalysisDefinition {
  /// The name of the analysis, of whichever stage this is.
  public var stageName: StageName { StageName(name) }

  /// Whether there is more than the signal to open.
  public var hasStages: Bool { stage.kind != .signal || !earlierStages.isEmpty }

  /// Refuses a validation region that shares events with the box, be it by one unit in the last
  /// place: its opening would open part of the box.
  ///
  /// - Throws: ``Refusal`` with the status "would reveal".
  public func checkStages() throws {
    let box = NamedRegion("the signal box", signalRegion.condition)
    for earlier in earlierStages where earlier.stage.kind == .validation {
      let region = NamedRegion(
        "the validation region '\(earlier.stage.name)'", earlier.signalRegion.condition)
      guard let reason = region.proofOfSharingNothing(with: box).reason else { continue }
      let span = earlier.signalRegion.span
      throw Refusal(
        .wouldReveal,
        "\(span): a validation region must share no event with the signal box: \(reason)",
        next: "move its edge out of the box, which holds its own edges only as it says")
    }
  }

  /// Refuses to go on while a stage that comes before is not open.
  ///
  /// - Parameter entries: The ledger's.
  /// - Returns: What was opened before, for the record of the freeze.
  /// - Throws: ``Refusal`` with the status "wrong state".
  public func openings(before entries: [LedgerEntry], file: String) throws -> [EarlierStage] {
    try earlierStages.map { earlier in
      let history = try AnalysisHistory(of: earlier.name, in: entries)
      guard let opening = history.openings.last else {
        throw Refusal(
          .wrongState,
          "the stage '\(earlier.stage.name)' comes before this one and is not open yet",
          next: "na64-blind status \(file) --stage \(earlier.stage.name)")
      }
      return EarlierStage(
        name: earlier.stage.name, freeze: opening.freeze.digest, result: opening.result)
    }
  }
}

/// A stage that was opened before another one was frozen.
public struct EarlierStage: Hashable, Sendable {
  public let name: String
  public let freeze: Digest
  /// Digest of its result.
  public let result: Digest

  var canonical: CanonicalValue {
    [
      "stage": .string(name), "freeze": .string(freeze.description),
      "result": .string(result.description),
    ]
  }
}
