import Backgrounds
public import BlindAnalysis
public import Inference
import Ledger

/// What was found in the box, as a physicist reads it on a terminal.
public struct ResultText {
  private let estimate: BlindEstimate
  private let box: Observed<BoxContent>
  private let limit: ObservedLimit
  private let freeze: FreezeRecord
  private let grade: Grade
  private let compatibility: Compatibility?
  private let signedBy: [String]

  /// - Parameters:
  ///   - compatibility: Of the count with the background alone, for an analysis with stages.
  ///   - signedBy: Whose signatures opened the box; nobody where a phrase was typed.
  public init(
    _ estimate: BlindEstimate, box: Observed<BoxContent>, limit: ObservedLimit,
    compatibility: Compatibility? = nil, freeze: FreezeRecord, grade: Grade,
    signedBy: [String] = []
  ) {
    self.compatibility = compatibility
    (self.estimate, self.box, self.limit) = (estimate, box, limit)
    (self.freeze, self.grade, self.signedBy) = (freeze, grade, signedBy)
  }

  public var lines: [String] {
    heading + counts + events + kept + (compatibility?.lines ?? []) + limits + follows + [""]
      + signatures + grade.lines
  }

  private var signatures: [String] {
    signedBy.isEmpty ? [] : ["Signed by \(signedBy.joined(separator: ", "))"]
  }

  private var heading: [String] {
    ["Result of \(freeze.analysis), \(box.label)"]
      + (freeze.postUnblind.map {
        ["  frozen after the box of these data had been opened: \($0.reason)"]
      } ?? [])
      + estimate.definition.mockWarning + estimate.definition.pseudoDataWarning
  }

  private var counts: [String] {
    var table = TextTable([.left, .right, .left])
    let total = estimate.experiment.background
    table.add("observed", "\(box.value.total)")
    let (value, uncertainty) = total.value.texts(with: total.uncertainty)
    table.add("expected background", value, "± \(uncertainty)")
    table.add("quarantined", "\(box.value.quarantined)")
    return ["", "Events in \(estimate.definition.stage.box)"] + table.lines()
  }

  private var events: [String] {
    guard !box.value.references.isEmpty else { return [] }
    let unnamed = box.value.total - box.value.references.count
    return ["", "Their identifiers"] + box.value.references.map { "  \(name(of: $0))" }
      + (unnamed > 0 ? ["  and \(unnamed) more"] : [])
  }

  /// As in `summer-2023: run 9012, spill 26, event 94223`.
  private func name(of event: EventReference) -> String {
    guard let numbers = event.identifiers else { return "\(event.dataset): ?" }
    let branches = estimate.definition.datasets.first { $0.name == event.dataset }?.eventID ?? []
    let named = zip(branches, numbers).map { "\($0.printable) \($1)" }
    let words = named.count == numbers.count ? named : numbers.map(String.init)
    return "\(event.dataset): \(words.joined(separator: ", "))"
  }

  private var kept: [String] {
    guard !box.value.kept.isEmpty else { return [] }
    return ["", "What came out of the vault, for counting again"]
      + box.value.kept.map { "  \($0.dataset): \($0.file)" }
  }

  private var limits: [String] {
    ["", "Observed limit at " + estimate.definition.limit.heading]
      + LimitText(estimate.experiment).lines(limit)
  }

  /// What was agreed for this count before the opening.
  private var follows: [String] {
    estimate.definition.procedure.filter { $0.count.covers(box.value.total) }
      .map { "Agreed for \($0.count): \($0.text)" }
  }

}

extension ProcedureStep.Count {
  func covers(_ observed: Int) -> Bool {
    switch self {
    case .exactly(let count): observed == count
    case .atLeast(let count): observed >= count
    }
  }
}
