import BlindAnalysis
import Ledger
import TestSupport
import Testing

/// Invariants I3, I4 and I11 with amendments: every order of the steps of two definitions, each of
/// which can be frozen with and without the mark of an amendment.
///
/// As in ``HistoryTests``, the machine keeps a state, and the rules here look at nothing but the list
/// of the steps taken.
@Suite("The state machine with amendments") struct AmendmentWalkTests {
  @Test("takes the steps of two definitions in every order as the rules say, each step once")
  func everyOrder() throws {
    var walk = AmendmentWalk(events: try AmendmentStep.events())
    try walk.go(on: AnalysisHistory(of: "sample"), after: [])
    #expect(walk.visited > 5000)
    #expect(walk.second > 100, "the walk reaches second results")
  }
}

/// A freeze of one of the definitions.
private struct Frozen: Hashable {
  let definition: Int
  let isMarked: Bool
}

private enum AmendmentStep: Hashable {
  case estimate(Int)
  case amend(Int)
  case freeze(Frozen)
  case unfreeze(Frozen)
  case sign(Frozen)
  case begin(Frozen)
  case end(Frozen)

  static let mark = PostUnblind(number: 1, reason: "a slip")

  static func events() throws -> [(step: AmendmentStep, event: ProcedureEvent)] {
    let folder = try TemporaryFolder()
    let projects = try ["90 %", "95 %"].map { confidence in
      SampleProject(
        try SampleAnalysis.with { $0.confidence = confidence }.definition(), in: try folder.project)
    }
    return try projects.enumerated().flatMap { index, project in
      [
        (.estimate(index), .estimate(project.estimateRecord)),
        (
          .amend(index),
          .amend(
            AmendmentRecord(
              of: project.definition, reading: project.registration.files, reason: mark.reason))
        ),
      ]
        + (try [nil, mark].flatMap { mark in
          events(
            of: Frozen(definition: index, isMarked: mark != nil),
            as: try project.freezeRecord(postUnblind: mark))
        })
    }
  }

  private static func events(
    of frozen: Frozen, as record: FreezeRecord
  ) -> [(step: AmendmentStep, event: ProcedureEvent)] {
    let signOff = SignOffRecord(
      analysis: "sample", freeze: record.digest, statement: .sample("text"), signer: "alice",
      method: .typed)
    return [
      (.freeze(frozen), .freeze(record)),
      (.unfreeze(frozen), .unfreeze(freeze: record.digest, reason: "a test")),
      (.sign(frozen), .signOff(signOff)), (.begin(frozen), .unblindBegin(freeze: record.digest)),
      (.end(frozen), .unblindEnd(freeze: record.digest, result: .sample("\(frozen)"))),
    ]
  }
}

/// The rules of the specification, sections 2 and 3, told by the list of the steps taken.
private struct AmendmentRules {
  let taken: [AmendmentStep]

  /// The freeze in force, and the steps since; an opening stays under its freeze to its end.
  var inForce: (frozen: Frozen, since: ArraySlice<AmendmentStep>)? {
    for (place, step) in taken.enumerated().reversed() {
      switch step {
      case .unfreeze, .amend: return nil
      case .freeze(let frozen): return (frozen, taken[place...])
      default: continue
      }
    }
    return nil
  }

  private func isUnder(_ frozen: Frozen) -> Bool { inForce?.frozen == frozen }

  private func hasTaken(_ step: (Frozen) -> AmendmentStep) -> Bool {
    inForce.map { $0.since.contains(step($0.frozen)) } ?? false
  }

  var isSigned: Bool { hasTaken(AmendmentStep.sign) }
  var isBegun: Bool { hasTaken(AmendmentStep.begin) }
  var isEnded: Bool { hasTaken(AmendmentStep.end) }

  /// The freezes that led to a result, the first first.
  var finished: [Frozen] {
    taken.compactMap { if case .end(let frozen) = $0 { frozen } else { nil } }
  }

  var begun: [Frozen] {
    taken.compactMap { if case .begin(let frozen) = $0 { frozen } else { nil } }
  }

  private var amended: Int? {
    taken.compactMap { if case .amend(let definition) = $0 { definition } else { nil } }.last
  }

  func allow(_ step: AmendmentStep) -> Bool {
    switch step {
    case .estimate: true
    case .amend(let definition):
      (inForce == nil || isEnded) && !finished.contains { $0.definition == definition }
    case .freeze(let frozen):
      inForce == nil && taken.contains(.estimate(frozen.definition))
        && frozen.isMarked == (amended != nil)
        && (amended ?? frozen.definition) == frozen.definition
    case .unfreeze(let frozen), .sign(let frozen): isUnder(frozen) && !isBegun
    case .begin(let frozen): isUnder(frozen) && isSigned && !isBegun
    case .end(let frozen): isUnder(frozen) && isBegun && !isEnded
    }
  }

  func stage(of definition: Int) -> AnalysisStage {
    if isEnded || finished.contains(where: { $0.definition == definition }) { return .unblinded }
    if inForce == nil, let amended, amended != definition { return .unblinded }
    if isBegun { return .interrupted }
    if inForce != nil { return isSigned ? .cleared : .frozen }
    if taken.contains(.estimate(definition)) { return .estimated }
    return taken.contains { if case .estimate = $0 { true } else { false } } ? .blinded : .draft
  }
}

/// Goes through every order of allowed steps, and tries every other step on its way.
private struct AmendmentWalk {
  let events: [(step: AmendmentStep, event: ProcedureEvent)]
  private(set) var visited = 0
  /// Orders that end with a second result.
  private(set) var second = 0

  init(events: [(step: AmendmentStep, event: ProcedureEvent)]) { self.events = events }

  mutating func go(on history: AnalysisHistory, after taken: [AmendmentStep]) throws {
    visited += 1
    let rules = AmendmentRules(taken: taken)
    try check(history, rules)
    second += rules.finished.count == 2 ? 1 : 0
    for (step, event) in events {
      var next = history
      let isAllowed = next.apply(event)
      try #require(isAllowed == rules.allow(step), "\(step) after \(taken)")
      guard isAllowed else {
        try #require(AmendedState(next) == AmendedState(history), "refused \(step) after \(taken)")
        continue
      }
      if !taken.contains(step) { try go(on: next, after: taken + [step]) }
    }
  }

  private func check(_ history: AnalysisHistory, _ rules: AmendmentRules) throws {
    for (step, event) in events {
      guard case .estimate(let index) = step, case .estimate(let record) = event else { continue }
      try #require(
        history.stage(for: record.definition) == rules.stage(of: index), "\(rules.taken)")
    }
    try #require((history.opened != nil) == rules.isBegun)
    try #require(history.openings.map(\.result) == rules.finished.map { .sample("\($0)") })
    try checkOrder(rules)
    try checkMarks(of: history, rules)
  }

  /// Invariant I3: each opening has its freeze and its sign-off before it, and nothing between was
  /// taken back or amended.
  private func checkOrder(_ rules: AmendmentRules) throws {
    for frozen in rules.begun {
      let begin = try #require(rules.taken.firstIndex(of: .begin(frozen)))
      let freeze = try #require(rules.taken[..<begin].lastIndex(of: .freeze(frozen)))
      let between = rules.taken[freeze..<begin]
      try #require(between.contains(.sign(frozen)), "\(rules.taken)")
      try #require(!between.contains(.unfreeze(frozen)), "\(rules.taken)")
      try #require(
        !between.contains { if case .amend = $0 { true } else { false } }, "\(rules.taken)")
    }
  }

  /// Invariant I4: one definition at most is opened without a mark, and none after another one.
  /// Invariant I11: what comes out says its stage, its freeze and its mark.
  private func checkMarks(of history: AnalysisHistory, _ rules: AmendmentRules) throws {
    try #require(rules.begun.count { !$0.isMarked } <= 1, "\(rules.taken)")
    try #require(rules.begun.dropFirst().allSatisfy { $0.isMarked }, "\(rules.taken)")
    try #require(Set(rules.begun.map(\.definition)).count == rules.begun.count, "\(rules.taken)")
    for (opening, frozen) in zip(history.openings, rules.finished) {
      let label = opening.freeze.label()
      try #require(label.freeze == opening.freeze.digest && label.stage == "signal")
      try #require(label.postUnblind == (frozen.isMarked ? AmendmentStep.mark.number : nil))
      try #require("\(label)".contains("POST-UNBLIND #1") == frozen.isMarked)
    }
  }
}

/// Everything that a history shows.
private struct AmendedState: Equatable {
  let estimates: [EstimateRecord]
  let freeze: FreezeRecord?
  let signOffs: [SignOffRecord]
  let openings: [FinishedOpening]
  let amendment: AmendmentRecord?
  let marks: [Digest?]

  init(_ history: AnalysisHistory) {
    (estimates, freeze, signOffs) = (history.estimates, history.freeze, history.signOffs)
    (openings, amendment) = (history.openings, history.amendment)
    marks = [history.opened, history.result]
  }
}
