import BlindAnalysis
import Inference
import Ledger

extension BlindEstimate {
  /// What documents say of a stage; nothing for an analysis without stages.
  var stageDocument: [String: CanonicalValue] {
    guard definition.hasStages else { return [:] }
    let stage = definition.stage
    var members: [String: CanonicalValue] = [
      "stage": .string(stage.name), "opens": .string(stage.box), "mock": .bool(stage.isMock),
    ]
    guard stage.share != .all else { return members }
    members["share"] = [
      "of-the-box": .real(experiment.share), "background": experiment.background.document,
    ]
    return members
  }
}

extension Compatibility {
  var document: CanonicalValue {
    ["so-many-or-more": .real(orMore), "so-many-or-fewer": .real(orFewer)]
  }
}
