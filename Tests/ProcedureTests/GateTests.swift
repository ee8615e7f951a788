import BlindAnalysis
import Ledger
import TestSupport
import Testing

/// The testing library has an exit status of its own.
typealias Status = BlindAnalysis.ExitStatus

/// The status with which something is refused; nil if it is done.
func refusal(_ body: () throws -> Void) -> Status? {
  do {
    try body()
    return nil
  } catch let error as Refusal {
    return error.status
  } catch {
    Issue.record("not a refusal: \(error)")
    return nil
  }
}

@Suite("The gate") struct GateTests {
  private let folder: TemporaryFolder
  private let project: SampleProject

  init() throws {
    folder = try TemporaryFolder()
    project = SampleProject(try SampleAnalysis().definition(), in: try folder.project)
  }

  private var ledger: String { folder.contents(of: ProjectFolder.ledgerPath) }

  private func kinds() throws -> [String] { try project.journal().ledger.entries.map(\.kind) }

  private func intent(_ freeze: FreezeRecord, phrase: String? = nil) -> UnblindingRequest.Intent {
    .open(phrase: phrase ?? freeze.phrase, statement: .sample("statement"))
  }

  /// Expects a refusal that leaves no trace.
  private func expectRefused(
    _ status: Status, _ intent: UnblindingRequest.Intent,
    _ circumstances: UnblindingCircumstances? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let before = ledger
    #expect(
      refusal { _ = try project.authorise(intent, circumstances) } == status,
      sourceLocation: sourceLocation)
    #expect(ledger == before, sourceLocation: sourceLocation)
  }

  @Test("refuses what is not frozen (20), whatever is typed")
  func notFrozen() throws {
    let freeze = try project.freezeRecord()
    expectRefused(.refusedWhileBlinded, intent(freeze))
    expectRefused(.refusedWhileBlinded, .resume)
    try project.register()
    expectRefused(.refusedWhileBlinded, intent(freeze))
    try project.freeze()
    try project.append(
      .unfreeze(freeze: try #require(project.journal().history.freeze).digest, reason: "a test"))
    expectRefused(.refusedWhileBlinded, intent(freeze))
  }

  @Test("refuses a phrase that is not the one of the statement to the letter (22)")
  func wrongPhrase() throws {
    let freeze = try project.freeze()
    let digits = freeze.digest.short
    for phrase in [
      "", "open", "open sample", "open sample \(digits) ", " open sample \(digits)",
      "Open sample \(digits)", "open sample \(digits.dropLast())", "open sample \(digits)0",
      "open other \(digits)", "open sample \(Digest.sample("other").short)", "yes", "\(digits)",
      "open sample \(digits.uppercased())\n",
    ] {
      expectRefused(.signOffInvalid, intent(freeze, phrase: phrase))
    }
    #expect(freeze.phrase == "open sample \(digits)")
  }

  @Test("refuses to resume what has not begun, and to begin what was interrupted (21)")
  func wrongState() throws {
    let freeze = try project.freeze()
    expectRefused(.wrongState, .resume)
    _ = try project.authorise(intent(freeze))
    expectRefused(.wrongState, intent(freeze))
    try project.append(.unblindEnd(freeze: freeze.digest, result: .sample("result")))
    expectRefused(.wrongState, intent(freeze))
    expectRefused(.wrongState, .resume)
  }

  @Test("refuses a typed phrase where the freeze asks for two people (22)")
  func twoPeople() throws {
    let definition = try SampleAnalysis.with { $0.required = 2 }.definition()
    let project = SampleProject(definition, in: try folder.project)
    let freeze = try project.freeze()
    let before = ledger
    #expect(refusal { _ = try project.authorise(intent(freeze)) } == .signOffInvalid)
    #expect(ledger == before)
  }

  /// What may differ from the freeze, and the status it is refused with.
  enum Change: CaseIterable {
    case definition, version, executable, openDigest, dataName, fileName, lostData, moreData
    case spillList, estimate

    var status: Status {
      switch self {
      case .definition: .signOffInvalid
      case .version, .executable: .toolMismatch
      case .openDigest, .dataName, .fileName, .lostData, .moreData, .spillList, .estimate:
        .dataChanged
      }
    }

    func applied(to now: UnblindingCircumstances) -> UnblindingCircumstances {
      UnblindingCircumstances(
        definition: self == .definition ? .sample("other") : now.definition,
        tool: ToolRecord(
          version: self == .version ? "other" : now.tool.version,
          executable: self == .executable ? .sample("other") : now.tool.executable),
        data: data(now.data), estimate: self == .estimate ? .sample("other") : now.estimate,
        known: now.known)
    }

    private func data(_ data: [OpenDataRecord]) -> [OpenDataRecord] {
      if self == .lostData { return [] }
      if self == .moreData { return data + data }
      return data.map {
        OpenDataRecord(
          name: self == .dataName ? "other" : $0.name,
          files: self == .fileName ? ["other.csv"] : $0.files,
          openDigest: self == .openDigest ? .sample("other") : $0.openDigest,
          spillList: self == .spillList ? .sample("other") : $0.spillList)
      }
    }
  }

  @Test("refuses circumstances that are not those of the freeze", arguments: Change.allCases)
  func changedCircumstances(change: Change) throws {
    let freeze = try project.freeze()
    let changed = change.applied(to: try project.circumstances())
    expectRefused(change.status, intent(freeze), changed)
    // An interrupted opening is no way around: it may only go on as it was frozen.
    _ = try project.authorise(intent(freeze))
    expectRefused(change.status, .resume, changed)
  }

  @Test("writes sign-off and begin, and only then makes a key")
  func entries() throws {
    let freeze = try project.freeze()
    let key = try project.authorise(intent(freeze))
    #expect(try kinds() == ["register", "estimate", "freeze", "sign-off", "unblind-begin"])
    let signOff = try #require(project.journal().history.signOffs.first)
    #expect(signOff.signer == SampleProject.actor && signOff.freeze == freeze.digest)
    #expect(signOff.statement == .sample("statement"))
    let content = try Blinded(under: freeze.digest) { 7 }.open(with: key)
    #expect(content.value == 7 && content.label.freeze == freeze.digest)
  }

  @Test("does not ask to sign again when the sign-off was recorded and the opening was not")
  func signedBefore() throws {
    let freeze = try project.freeze()
    try project.append(
      .signOff(
        SignOffRecord(
          analysis: "sample", freeze: freeze.digest, statement: .sample("statement"),
          signer: "alice", method: .typed)))
    expectRefused(.signOffInvalid, intent(freeze, phrase: "no"))
    _ = try project.authorise(intent(freeze))
    #expect(try kinds() == ["register", "estimate", "freeze", "sign-off", "unblind-begin"])
  }

  @Test("goes on with an interrupted opening without another entry, to one end")
  func resume() throws {
    let freeze = try project.freeze()
    _ = try project.authorise(intent(freeze))
    let before = ledger
    let key = try project.authorise(.resume)
    #expect(ledger == before)
    #expect(try Blinded(under: freeze.digest) { 7 }.open(with: key).value == 7)
    var gate = UnblindingGate(try project.journal())
    let locked = try project.folder.lock()
    try gate.close(freeze, result: .sample("result"), in: locked)
    #expect(gate.journal.history.result == .sample("result"))
    let second = refusal { try gate.close(freeze, result: .sample("second"), in: locked) }
    #expect(second == .wrongState)
    #expect(try project.journal().history.result == .sample("result"))
  }

  @Test("gives keys that open a box of the same freeze and no other (22), which is not read then")
  func otherBox() throws {
    let freeze = try project.freeze()
    let box = Blinded(under: .sample("other")) { Issue.record("the box was read") }
    let status = refusal { _ = try box.open(with: try project.authorise(intent(freeze))) }
    #expect(status == .signOffInvalid)
    #expect(try kinds().last == "unblind-begin")
  }

  @Test("lets two analyses of one project stand beside each other")
  func twoAnalyses() throws {
    let freeze = try project.freeze()
    let other = SampleProject(
      try SampleAnalysis.with { $0.name = "other" }.definition(), in: try folder.project)
    let otherFreeze = try other.freeze()
    #expect(refusal { _ = try other.authorise(intent(freeze)) } == .signOffInvalid)
    _ = try other.authorise(intent(otherFreeze))
    #expect(try other.journal().history.stage(for: other.definition.digest) == .interrupted)
    #expect(try project.journal().history.stage(for: project.definition.digest) == .frozen)
    expectRefused(.wrongState, .resume)
  }
}
