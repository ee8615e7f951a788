import BlindAnalysis
import Ledger
import TestSupport
import Testing

/// The state machine against a second telling of its rules, over every sequence of steps.
///
/// The machine keeps a state; the rules here look at nothing but the list of the steps taken.
@Suite("The state machine of an analysis") struct HistoryTests {
  @Test("takes every sequence of up to 10 steps as the rules say, and refused steps change nothing")
  func everySequence() throws {
    let steps = try Step.all()
    var walk = Walk(steps: steps)
    try walk.go(on: AnalysisHistory(of: "sample"), after: [], deeper: 10)
    #expect(walk.visited > 10_000)
    #expect(walk.openings > 100 && walk.results > 100, "the walk reaches the end")
  }
}

/// What can be tried: two definitions, the second of which asks for two people.
private enum Step: Hashable {
  case estimate(Int)
  case freeze(Int)
  case unfreeze(Int)
  case begin(Int)
  case sign(Int, by: String)
  case end(Int, result: String)

  static func all() throws -> [(step: Step, event: ProcedureEvent)] {
    let names: [Step] = (0...1).flatMap { index in
      [
        .estimate(index), .freeze(index), .unfreeze(index), .sign(index, by: "alice"),
        .sign(index, by: "bob"), .begin(index), .end(index, result: "one"),
        .end(index, result: "two"),
      ]
    }
    let subjects = try [subject("first", required: 1), subject("second", required: 2)]
    return names.map { ($0, $0.event(subjects)) }
  }

  typealias Subject = (project: SampleProject, freeze: FreezeRecord)

  private static func subject(_ title: String, required: Int) throws -> Subject {
    let sample = SampleAnalysis.with { ($0.title, $0.required) = (title, required) }
    let folder = try TemporaryFolder()
    let project = SampleProject(
      try sample.definition(), in: try folder.project, estimate: .sample(title))
    return (project, try project.freezeRecord())
  }

  private func event(_ subjects: [Subject]) -> ProcedureEvent {
    switch self {
    case .estimate(let index): .estimate(subjects[index].project.estimateRecord)
    case .freeze(let index): .freeze(subjects[index].freeze)
    case .unfreeze(let index): .unfreeze(freeze: subjects[index].freeze.digest, reason: "a test")
    case .sign(let index, let signer):
      .signOff(
        SignOffRecord(
          analysis: "sample", freeze: subjects[index].freeze.digest, statement: .sample("text"),
          signer: signer, method: .typed))
    case .begin(let index): .unblindBegin(freeze: subjects[index].freeze.digest)
    case .end(let index, let result):
      .unblindEnd(freeze: subjects[index].freeze.digest, result: .sample(result))
    }
  }
}

/// The rules of the specification, section 3, told by the list of the steps taken.
private struct Rules {
  let taken: [Step]

  /// The steps since the newest freeze, itself first; nil if none is in force.
  var sinceFreeze: (index: Int, steps: ArraySlice<Step>)? {
    for (place, step) in taken.enumerated().reversed() {
      if case .unfreeze = step { return nil }
      if case .freeze(let index) = step { return (index, taken[place...]) }
    }
    return nil
  }

  var isOpened: Bool { taken.contains { if case .begin = $0 { true } else { false } } }

  var isEnded: Bool { taken.contains { if case .end = $0 { true } else { false } } }

  var isSigned: Bool {
    sinceFreeze?.steps.contains { if case .sign = $0 { true } else { false } } ?? false
  }

  func allow(_ step: Step) -> Bool {
    switch step {
    case .estimate: true
    case .freeze(let index):
      // Once signers are in force, a freeze without them is refused.
      sinceFreeze == nil && !isOpened && taken.contains(.estimate(index))
        && (index == 1 || !taken.contains(.freeze(1)))
    case .unfreeze(let index): sinceFreeze?.index == index && !isOpened
    // A typed name stands for one person: never for the freeze that asks for two.
    case .sign(let index, _): sinceFreeze?.index == index && !isOpened && index == 0
    case .begin(let index): sinceFreeze?.index == index && !isOpened && isSigned
    case .end(let index, _): taken.contains(.begin(index)) && !isEnded
    }
  }

  func stage(of definition: Int) -> AnalysisStage {
    if isEnded { return .unblinded }
    if isOpened { return .interrupted }
    if sinceFreeze != nil { return isSigned ? .cleared : .frozen }
    if taken.contains(.estimate(definition)) { return .estimated }
    return taken.contains { if case .estimate = $0 { true } else { false } } ? .blinded : .draft
  }
}

/// Goes through every sequence of allowed steps, and tries every other step on its way.
private struct Walk {
  let steps: [(step: Step, event: ProcedureEvent)]
  private(set) var visited = 0
  private(set) var openings = 0
  private(set) var results = 0

  init(steps: [(step: Step, event: ProcedureEvent)]) { self.steps = steps }

  mutating func go(on history: AnalysisHistory, after taken: [Step], deeper: Int) throws {
    visited += 1
    try check(history, Rules(taken: taken))
    guard deeper > 0 else { return }
    for (step, event) in steps {
      var next = history
      let isAllowed = next.apply(event)
      try #require(isAllowed == Rules(taken: taken).allow(step), "\(step) after \(taken)")
      if isAllowed {
        // Estimates are always possible; one of each is enough to see that they disturb nothing.
        guard !isRepeatedEstimate(step, taken) else { continue }
        try go(on: next, after: taken + [step], deeper: deeper - 1)
      } else {
        try #require(State(next) == State(history), "refused \(step) after \(taken)")
      }
    }
  }

  private func isRepeatedEstimate(_ step: Step, _ taken: [Step]) -> Bool {
    guard case .estimate = step else { return false }
    return taken.count { $0 == step } > (Rules(taken: taken).isOpened ? 1 : 0)
  }

  private mutating func check(_ history: AnalysisHistory, _ rules: Rules) throws {
    let definitions = steps.compactMap { step -> (Int, Digest)? in
      guard case .estimate(let index) = step.step, case .estimate(let record) = step.event else {
        return nil
      }
      return (index, record.definition)
    }
    for (index, definition) in definitions {
      try #require(history.stage(for: definition) == rules.stage(of: index), "\(rules.taken)")
    }
    try #require((history.opened != nil) == rules.isOpened)
    try #require(history.result == rules.firstResult)
    openings += rules.isOpened ? 1 : 0
    results += rules.isEnded ? 1 : 0
    if rules.isOpened { try checkOrder(of: rules.taken) }
  }

  /// Invariant I3: a freeze, its sign-off and the opening in this order, with nothing taken back.
  private func checkOrder(of taken: [Step]) throws {
    let begin = try #require(taken.firstIndex(of: .begin(0)), "only one person can have signed")
    let signed = try #require(
      taken[..<begin].lastIndex { if case .sign(0, _) = $0 { true } else { false } })
    let frozen = try #require(taken[..<signed].lastIndex(of: .freeze(0)))
    try #require(!taken[frozen...].contains(.unfreeze(0)))
    try #require(taken[..<frozen].contains(.estimate(0)))
    for step in taken[(begin + 1)...] {
      switch step {
      case .estimate, .end: continue
      default: Issue.record("\(step) after the opening in \(taken)")
      }
    }
  }
}

extension Rules {
  fileprivate var firstResult: Digest? {
    for step in taken { if case .end(_, let result) = step { return .sample(result) } }
    return nil
  }
}

/// Everything that a history shows.
private struct State: Equatable {
  let estimates: [EstimateRecord]
  let freeze: FreezeRecord?
  let signOffs: [SignOffRecord]
  let marks: [Digest?]

  init(_ history: AnalysisHistory) {
    (estimates, freeze, signOffs) = (history.estimates, history.freeze, history.signOffs)
    marks = [history.opened, history.result]
  }
}
