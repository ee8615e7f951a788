import BlindAnalysis
import Ledger
import TestSupport
import Testing

/// Once the box is open: another definition needs an amendment, and carries its number.
@Suite("Amendments") struct AmendmentTests {
  private let folder: TemporaryFolder
  private let first: SampleProject
  private let second: SampleProject

  init() throws {
    folder = try TemporaryFolder()
    first = SampleProject(try SampleAnalysis().definition(), in: try folder.project)
    second = SampleProject(
      try SampleAnalysis.with { $0.confidence = "95 %" }.definition(), in: try folder.project)
  }

  private func amendment(_ project: SampleProject, _ reason: String = "a slip") -> AmendmentRecord {
    AmendmentRecord(of: project.definition, reading: project.registration.files, reason: reason)
  }

  private func freeze(_ project: SampleProject, _ mark: PostUnblind?) throws -> FreezeRecord {
    try project.freezeRecord(postUnblind: mark)
  }

  private func signOff(_ freeze: FreezeRecord) -> ProcedureEvent {
    .signOff(
      SignOffRecord(
        analysis: "sample", freeze: freeze.digest, statement: .sample("text"), signer: "alice",
        method: .typed))
  }

  @Test("are possible before a freeze and after a result, never between, and once for a definition")
  func places() throws {
    let mark = PostUnblind(number: 1, reason: "a slip")
    let (plain, marked) = (try freeze(first, nil), try freeze(second, mark))
    var history = AnalysisHistory(of: "sample")
    func take(_ event: ProcedureEvent) -> Bool { history.apply(event) }
    for event: ProcedureEvent in [
      .estimate(first.estimateRecord), .freeze(plain), signOff(plain),
      .unblindBegin(freeze: plain.digest),
    ] {
      #expect(take(event))
      let isFrozen = history.freeze != nil
      #expect(take(.amend(amendment(second))) == !isFrozen, "\(event.kind)")
      if !isFrozen {
        history = AnalysisHistory(of: "sample")
        _ = take(event)
      }
    }
    #expect(take(.unblindEnd(freeze: plain.digest, result: .sample("one"))))
    #expect(!take(.amend(amendment(first))), "it is open under this definition already")
    #expect(take(.amend(amendment(second))))
    #expect(history.stage(for: first.definition.digest) == .unblinded)
    #expect(history.stage(for: second.definition.digest) == .blinded)
    #expect(history.stage(for: .sample("third")) == .unblinded)
    #expect(take(.estimate(second.estimateRecord)))
    let (bare, other) = (
      try freeze(second, nil), try freeze(second, PostUnblind(number: 1, reason: "other"))
    )
    #expect(!take(.freeze(plain)) && !take(.freeze(bare)) && !take(.freeze(other)))
    #expect(take(.freeze(marked)) && take(signOff(marked)))
    #expect(take(.unblindBegin(freeze: marked.digest)))
    #expect(history.stage(for: second.definition.digest) == .interrupted)
    #expect(take(.unblindEnd(freeze: marked.digest, result: .sample("two"))))
    #expect(history.openings.map(\.result) == [.sample("one"), .sample("two")])
    #expect(history.openings.map(\.freeze) == [plain, marked])
  }

  @Test("a mark is refused where nothing was amended")
  func needlessMark() throws {
    var history = AnalysisHistory(of: "sample")
    let marked = try freeze(first, PostUnblind(number: 1, reason: "none"))
    let isEstimated = history.apply(.estimate(first.estimateRecord))
    let isFrozen = history.apply(.freeze(marked))
    #expect(isEstimated && !isFrozen)
  }

  @Test("definitions after the opening are numbered by their first appearance, whatever their name")
  func numbers() throws {
    let other = SampleProject(
      try SampleAnalysis.with { $0.name = "other" }.definition(), in: try folder.project)
    let third = SampleProject(
      try SampleAnalysis.with { $0.confidence = "99 %" }.definition(), in: try folder.project)
    func numbers(_ projects: SampleProject...) throws -> [Int?] {
      try projects.map {
        try $0.known().postUnblindNumber(of: $0.definition.digest, in: $0.definition.name)
      }
    }
    try third.register()
    #expect(try numbers(second) == [nil])
    let (freeze, _) = try first.opened { 0 }
    try first.append(.unblindEnd(freeze: freeze.digest, result: .sample("one")))
    #expect(try numbers(first) == [nil])
    #expect(try numbers(second, other, third) == [1, 1, 1])
    try other.register()
    try second.append(.amend(amendment(second)))
    #expect(try numbers(other, second, third) == [1, 2, 3])
    try third.register()
    try first.register()
    #expect(try numbers(other, second, third) == [1, 2, 3])
    #expect(try numbers(first) == [nil])
    #expect(try first.known().wasOpened(before: third.definition))
  }

  @Test("the gate asks for the amendment (26), for the right number, and labels what comes out")
  func gate() throws {
    let (freeze, content) = try first.opened { 3 }
    #expect(content.label == freeze.label() && content.label.postUnblind == nil)
    try second.register()
    let refused = refusal { try second.known().refuseSecondOpening(of: second.definition.digest) }
    #expect(refused == .unblindedDifferently)
    #expect(refusal { _ = try second.authorise(.resume) } == .signOffInvalid)
    try first.append(.unblindEnd(freeze: freeze.digest, result: .sample("one")))
    #expect(refusal { _ = try second.authorise(.resume) } == .unblindedDifferently)
    try second.append(.amend(amendment(second)))
    for number in [2, 1] {
      let marked = try second.freezeRecord(
        postUnblind: PostUnblind(number: number, reason: "a slip"))
      try second.append(.freeze(marked))
      let intent = UnblindingRequest.Intent.open(phrase: marked.phrase, statement: .sample("text"))
      guard number == 1 else {
        #expect(refusal { _ = try second.authorise(intent) } == .unblindedDifferently)
        try second.append(.unfreeze(freeze: marked.digest, reason: "wrong number"))
        continue
      }
      let observed = try Blinded(under: marked.digest) { 5 }.open(with: second.authorise(intent))
      #expect(observed.label.postUnblind == 1 && observed.label.freeze == marked.digest)
      #expect("\(observed)" == "stage signal, freeze \(marked.digest.short), POST-UNBLIND #1: 5")
    }
  }

  /// Invariant I4: under one data set and stage, a second digest is opened with a mark only.
  @Test("random stories open at most one definition without a mark", arguments: 1...200)
  func atMostOneWithoutMark(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let mark = PostUnblind(number: 1, reason: "a slip")
    let freezes = try [
      freeze(first, nil), freeze(second, nil), freeze(first, mark), freeze(second, mark),
    ]
    let amendments = [amendment(first), amendment(second)].map(ProcedureEvent.amend)
    let events: [ProcedureEvent] =
      [.estimate(first.estimateRecord), .estimate(second.estimateRecord)] + amendments
      + freezes.flatMap { freeze -> [ProcedureEvent] in
        [
          .freeze(freeze), signOff(freeze), .unblindBegin(freeze: freeze.digest),
          .unblindEnd(freeze: freeze.digest, result: .sample("\(freeze.digest)")),
          .unfreeze(freeze: freeze.digest, reason: "a test"),
        ]
      }
    var history = AnalysisHistory(of: "sample")
    var opened: [Digest] = []
    for _ in 0..<400 {
      let event = events[Int(random.next() % UInt64(events.count))]
      guard history.apply(event), case .unblindBegin(let digest) = event else { continue }
      opened.append(digest)
    }
    let unmarked = Set(opened.filter { [freezes[0].digest, freezes[1].digest].contains($0) })
    #expect(unmarked.count <= 1 && Set(opened).count == opened.count)
    #expect(history.openings.dropFirst().allSatisfy { $0.freeze.postUnblind != nil })
  }
}
