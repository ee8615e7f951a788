import Backgrounds
import BlindAnalysis
public import Inference

/// The estimate as a physicist reads it on a terminal.
public struct EstimateText {
  private let estimate: BlindEstimate
  private let standing: StandingText

  /// - Parameter standing: Where the analysis stands with this estimate registered.
  public init(_ estimate: BlindEstimate, standing: StandingText) {
    (self.estimate, self.standing) = (estimate, standing)
  }

  public var lines: [String] {
    heading + standing.late + standing.joinedMaskLines + cutFlow + regions + clusters
      + backgroundSection + limitSection + [""]
      + standing.gradeLines + standing.nextLine
  }

  private var definition: AnalysisDefinition { estimate.definition }

  private var heading: [String] {
    ["Estimate of \(definition.name): \(definition.title)"] + definition.mockWarning
      + definition.pseudoDataWarning
  }

  private var cutFlow: [String] {
    estimate.open.flatMap { summary -> [String] in
      var table = TextTable([.left, .right, .right])
      table.add("open events", "\(summary.open)")
      var before = summary.open
      if let good = summary.goodSpills {
        table.add("good spills", "\(good.open)", share(good.open, of: before))
        before = good.open
      }
      for cut in summary.cutFlow {
        table.add(cut.name, "\(cut.count)", share(cut.count, of: before))
        before = cut.count
      }
      table.add("quarantined", "\(summary.quarantined)")
      return ["", "Cut-flow of \(summary.dataset), outside the blind region"] + table.lines()
    }
  }

  private func share(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "" : (100 * Double(part) / Double(whole)).text(places: 1) + " %"
  }

  private var regions: [String] {
    var table = TextTable([.left, .right])
    for name in definition.regions.map(\.name) {
      if name == definition.signalRegion.name {
        table.add(name, "shut")
      } else {
        let counts = estimate.open.flatMap(\.regions).filter { $0.name == name }
        table.add(name, "\(counts.map(\.count).reduce(0, +))")
      }
    }
    return ["", "Regions, after all cuts"] + table.lines()
  }

  private var clusters: [String] {
    estimate.clustering.flatMap { SpillClusterText($0).lines }
  }

  private var backgroundSection: [String] {
    ["", "Background in \(definition.stage.region), in events"]
      + BackgroundText(
        estimate.backgrounds, isWhole: definition.stage.share == .all,
        units: definition.fittedUnits
      ).lines
      + estimate.shareLines
  }

  private var limitSection: [String] {
    ["", "Expected limit at " + definition.limit.heading]
      + LimitText(estimate.experiment).lines(estimate.limit)
  }
}

extension CheckedExpression.Kind {
  /// The canonical one; empty for a plain number or a condition.
  fileprivate var unit: String {
    if case .number(let dimension) = self { dimension.canonicalUnit } else { "" }
  }
}

extension AnalysisDefinition {
  /// The canonical units of the variables that side bands are fitted in, by name.
  fileprivate var fittedUnits: [String: String] {
    let variables = backgrounds.flatMap { background -> [(String, CheckedExpression)] in
      switch background.model {
      case .sideBandExtrapolation(let model): [(model.variableName, model.variable)]
      case .planeSideBand(let model):
        [model.first, model.second].map { ($0.name, $0.expression) }
      default: []
      }
    }
    return Dictionary(variables.map { ($0, $1.kind.unit) }) { first, _ in first }
  }

  /// Lines that say so, if any dataset is pseudo-data or simulated.
  var pseudoDataWarning: [String] {
    [(Dataset.Kind.pseudoData, "PSEUDO-DATA"), (.simulation, "SIMULATION")].compactMap {
      kind, word in
      let names = datasets.filter { $0.kind == kind }.map(\.name)
      guard !names.isEmpty else { return nil }
      return "\(word): \(names.joined(separator: ", ")); no number here is a measurement"
    }
  }
}
