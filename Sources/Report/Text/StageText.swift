import Backgrounds
import BlindAnalysis
import Inference

extension Stage {
  /// The whole of which a part may be opened, as it stands in a heading.
  var region: String {
    kind == .validation ? "the validation region '\(name)'" : "the signal box"
  }
}

extension AnalysisDefinition {
  /// A line that says so, if this is a rehearsal.
  var mockWarning: [String] {
    stage.isMock ? ["MOCK: a rehearsal of the procedure; no number here is a result"] : []
  }
}

extension BlindEstimate {
  /// What of the background lies in the part that is opened, where that is not all.
  var shareLines: [String] {
    guard definition.stage.share != .all else { return [] }
    let part = experiment.background
    let (value, uncertainty) = part.value.texts(with: part.uncertainty)
    return [
      "  opened is \(definition.stage.share.percent) of the box: \(value) ± \(uncertainty) in the limit"
    ]
  }
}

extension Compatibility {
  var lines: [String] {
    var table = TextTable([.left, .right])
    table.add("probability of so many or more", orMore.text(significant: 3))
    table.add("probability of so many or fewer", orFewer.text(significant: 3))
    return ["", "With the background alone"] + table.lines()
  }
}
