import Ledger
import TestSupport
import Testing

@testable import BlindAnalysis

/// Invariant I3 where signatures are asked for: the machine and the gate in every state there is.
///
/// Two freezes under the first signers, one under the second ones, four people of whom two have to
/// sign each time, and a stranger. A model tells the rules a second time.
@Suite("The state machine with signatures") struct SignedHistoryTests {
  @Test("allows in every state what the rules allow, and a restart between any two steps is none")
  func everyState() throws {
    let cast = try Cast()
    for (model, path) in try cast.everyState() {
      let history = try cast.history(after: path)
      for step in Step.all {
        var next = history
        let isTaken = next.apply(try cast.event(step))
        try #require(isTaken == model.allows(step), "\(step) after \(path)")
        let expected = isTaken ? try cast.history(after: path + [step]) : history
        try #require(Seen(next) == Seen(expected), "\(step) after \(path)")
      }
    }
  }

  @Test("opens the gate exactly where enough people signed the freeze in force")
  func gate() throws {
    let cast = try Cast()
    var openings = 0
    for (model, path) in try cast.everyState() {
      // Without a freeze the gate is shut before it looks at anything; a few will do.
      for freeze in 0...2 where model.frozen == freeze || path.count < 2 {
        let isAllowed = model.allows(.begin(freeze))
        let (key, kinds) = try cast.tryToOpen(freeze, after: path)
        try #require(key == isAllowed, "freeze \(freeze) after \(path)")
        try #require(kinds.contains("unblind-begin") == (isAllowed || model.opened), "\(path)")
        openings += isAllowed ? 1 : 0
      }
    }
    #expect(openings >= 12, "each freeze, with two or three signatures, before or in a change")
  }
}

@Suite("An opening with signatures that was interrupted") struct InterruptedSignedOpeningTests {
  @Test("goes on with the same freeze, without another signature or entry")
  func resume() throws {
    let folder = try TemporaryFolder()
    let definition = try SampleAnalysis.with { $0.required = 2 }.definition()
    let project = SampleProject(definition, in: try folder.project)
    let freeze = try project.freeze()
    let statement = FreezeRecord.digest(ofStatement: freeze.statementText)
    for signer in TestSigner.reviewers.dropLast() {
      #expect(
        refusal { _ = try project.authorise(.signed(statement: statement)) } == .signOffInvalid)
      try project.append(.signOff(freeze.signOff(by: signer)))
    }
    #expect(
      refusal { _ = try project.authorise(.signed(statement: .sample("another text"))) }
        == .signOffInvalid)
    _ = try project.authorise(.signed(statement: statement))
    let before = try project.journal().ledger.head
    #expect(
      refusal { _ = try project.authorise(.signed(statement: statement)) } == .wrongState)
    let key = try project.authorise(.resume)
    #expect(try Blinded(under: freeze.digest) { 7 }.open(with: key).value == 7)
    #expect(try project.journal().ledger.head == before)
  }
}

/// What can be tried.
private enum Step: Hashable {
  case freeze(Int)
  case unfreeze(Int)
  case sign(Int, String)
  case propose
  case approve(String)
  case begin(Int)
  case end(Int)

  static let people = ["alice", "bob", "carol", "dave", "mallory"]

  static let all: [Step] =
    (0...2).flatMap { freeze in
      [.freeze(freeze), .unfreeze(freeze), .begin(freeze), .end(freeze)]
        + people.map { .sign(freeze, $0) }
    } + [.propose] + people.map { .approve($0) }
}

/// The rules of the specification, section 3, over as little as they need to know.
private struct Model: Hashable {
  var frozen: Int?
  var signed: Set<String> = []
  var opened = false
  var ended = false
  /// Which signers are in force; nil before the first freeze.
  var board: Int?
  /// Who approved the proposal to pass from the first to the second signers; nil without one.
  var approved: Set<String>?

  static let members: [Set<String>] = [["alice", "bob", "carol"], ["alice", "bob", "dave"]]

  static func board(of freeze: Int) -> Int { freeze == 2 ? 1 : 0 }

  func allows(_ step: Step) -> Bool {
    switch step {
    case .freeze(let freeze):
      frozen == nil && !opened && (board == nil || board == Self.board(of: freeze))
    case .unfreeze(let freeze): frozen == freeze && !opened
    case .sign(let freeze, let name):
      isOpenToSign(freeze) && Self.members[Self.board(of: freeze)].contains(name)
        && !signed.contains(name)
    case .propose: !opened && board == 0
    case .approve(let name):
      !opened && approved.map { !$0.contains(name) } ?? false && name != "mallory"
    case .begin(let freeze): isOpenToSign(freeze) && signed.count >= 2
    case .end(let freeze): opened && frozen == freeze && !ended
    }
  }

  private func isOpenToSign(_ freeze: Int) -> Bool {
    frozen == freeze && !opened && board == Self.board(of: freeze)
  }

  func after(_ step: Step) -> Model {
    var next = self
    switch step {
    case .freeze(let freeze): (next.frozen, next.board) = (freeze, Self.board(of: freeze))
    case .unfreeze: (next.frozen, next.signed) = (nil, [])
    case .sign(_, let name): next.signed.insert(name)
    case .propose: next.approved = []
    case .approve(let name):
      next.approved?.insert(name)
      if Self.members.allSatisfy({ ($0.intersection(next.approved ?? [])).count >= 2 }) {
        (next.board, next.approved) = (1, nil)
      }
    case .begin: next.opened = true
    case .end: next.ended = true
    }
    return next
  }
}

/// The records and signatures that the steps are made of.
private struct Cast {
  private let analysis: AnalysisDefinition
  private let estimate: EstimateRecord
  /// Nothing changes but the ledger.
  private let circumstances: UnblindingCircumstances
  private let freezes: [FreezeRecord]
  private let events: [Step: ProcedureEvent]

  init() throws {
    let boards = try [["alice", "bob", "carol"], ["alice", "bob", "dave"]].map { names in
      try Quorum.sample(2, of: names.map { TestSigner($0) })
    }
    let analysis = try SampleAnalysis.with { $0.required = 2 }.definition()
    let folder = try TemporaryFolder()
    let projects = try (0...2).map { index in
      SampleProject(
        analysis, in: try folder.project, headline: ["freeze": .integer(index)],
        quorum: boards[Model.board(of: index)])
    }
    (self.analysis, estimate) = (analysis, projects[0].estimateRecord)
    circumstances = try projects[0].circumstances()
    freezes = try projects.map { try $0.freezeRecord() }
    let amendment = try SignersAmendment(
      of: "sample", from: boards[0], to: boards[1], reason: "a test", after: .start)
    events = try Self.events(freezes, amendment)
  }

  private static func events(
    _ freezes: [FreezeRecord], _ amendment: SignersAmendment
  ) throws -> [Step: ProcedureEvent] {
    var events: [Step: ProcedureEvent] = [.propose: .amendSigners(amendment)]
    for (index, freeze) in freezes.enumerated() {
      events[.freeze(index)] = .freeze(freeze)
      events[.unfreeze(index)] = .unfreeze(freeze: freeze.digest, reason: "a test")
      events[.begin(index)] = .unblindBegin(freeze: freeze.digest)
      events[.end(index)] = .unblindEnd(freeze: freeze.digest, result: .sample("result"))
      for name in Step.people {
        events[.sign(index, name)] = .signOff(try freeze.signOff(by: TestSigner(name)))
      }
    }
    for name in Step.people {
      events[.approve(name)] = .approveSigners(try amendment.approval(by: TestSigner(name)))
    }
    return events
  }

  func event(_ step: Step) throws -> ProcedureEvent { try #require(events[step]) }

  /// Every state the rules know, with a shortest way to it.
  func everyState() throws -> [(Model, path: [Step])] {
    var found: [(Model, path: [Step])] = [(Model(), [])]
    var known: Set<Model> = [Model()]
    var index = 0
    while index < found.count {
      let (model, path) = found[index]
      for step in Step.all where model.allows(step) {
        let next = model.after(step)
        if known.insert(next).inserted { found.append((next, path + [step])) }
      }
      index += 1
    }
    try #require(found.count > 300, "\(found.count) states")
    return found
  }

  private func project(_ folder: TemporaryFolder) throws -> SampleProject {
    try SampleProject(analysis, in: folder.project)
  }

  /// The history as steps made it, one by one.
  func history(after path: [Step]) throws -> AnalysisHistory {
    var history = AnalysisHistory(of: "sample")
    for event in try [.estimate(estimate)] + path.map(event) {
      let isTaken = history.apply(event)
      try #require(isTaken)
    }
    return history
  }

  /// Writes the steps to a ledger, as far as a crash may have come, reads it and asks the gate.
  func tryToOpen(_ freeze: Int, after path: [Step]) throws -> (hasKey: Bool, kinds: [String]) {
    let folder = try TemporaryFolder()
    let project = try project(folder)
    try write(path, in: project.folder)
    let (read, made) = (try project.journal().history, try history(after: path))
    try #require(Seen(read) == Seen(made), "\(path)")
    let text = freezes[freeze].statementText
    let intent = UnblindingRequest.Intent.signed(statement: FreezeRecord.digest(ofStatement: text))
    let before = ["estimate"] + path.compactMap { events[$0]?.kind }
    let status = refusal { _ = try project.authorise(intent, circumstances) }
    let kinds = try project.folder.ledger(now: SampleProject.clock.now).entries.map(\.kind)
    try #require(kinds == before + (status == nil ? ["unblind-begin"] : []))
    return (status == nil, kinds)
  }
}

extension Cast {
  /// Past the journal, which would read and verify the whole ledger for each entry.
  fileprivate func write(_ path: [Step], in folder: ProjectFolder) throws {
    let locked = try folder.lock()
    var ledger = LedgerHistory()
    for event in try [.estimate(estimate)] + path.map(event) {
      let draft = LedgerDraft(
        kind: event.kind, actor: "tester", time: SampleProject.clock.now,
        body: event.body(of: "sample"))
      ledger = try locked.append(draft, to: ledger)
    }
  }
}

/// Everything that a history shows, whatever the order of signatures.
private struct Seen: Equatable {
  let freeze: FreezeRecord?
  let signOffs: Set<SignOffRecord>
  let signers: SignersHistory
  let marks: [Digest?]
  let isCleared: Bool

  init(_ history: AnalysisHistory) {
    (freeze, signOffs) = (history.freeze, Set(history.signOffs))
    (signers, marks) = (history.signers, [history.opened, history.result])
    isCleared = history.isCleared
  }
}
