import Ledger
import TestSupport
import Testing

@testable import BlindAnalysis

@Suite("Signers over time") struct SignersHistoryTests {
  private let people = ["alice", "bob", "carol", "dave", "erin"].map { TestSigner($0) }

  private func board(_ required: Int, _ signers: [TestSigner]) throws -> Quorum {
    try .sample(required, of: signers)
  }

  private func amendment(_ old: Quorum, _ new: Quorum) throws -> SignersAmendment {
    try SignersAmendment(of: "sample", from: old, to: new, reason: "a test", after: .start)
  }

  private func history(of quorum: Quorum) -> SignersHistory {
    var history = SignersHistory()
    expect(true, in: &history) { $0.adopt(quorum) }
    return history
  }

  /// Takes a step, or does not; in one expression, as a step changes what it is taken in.
  private func expect(
    _ isTaken: Bool, in history: inout SignersHistory, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ step: (inout SignersHistory) throws -> Bool
  ) rethrows {
    let before = history
    let wasTaken = try step(&history)
    #expect(wasTaken == isTaken, comment, sourceLocation: sourceLocation)
    #expect(wasTaken || history == before, comment, sourceLocation: sourceLocation)
  }

  @Test("stand in a freeze with their digest, and no list goes with the digest of another")
  func digestInFreeze() throws {
    let folder = try TemporaryFolder()
    let signed = try SampleAnalysis.with { $0.required = 2 }.definition()
    let freeze = try SampleProject(signed, in: folder.project, quorum: board(2, people)).freeze()
    let rule = try #require(freeze.value["sign-off"]?.object)
    let signers = try #require(rule["signers"]?.object)
    #expect(signers["digest"]?.string == freeze.quorum.digest.description)
    #expect(try Quorum(reading: .object(rule)) == freeze.quorum)
    for digest in try [nil, board(3, people).digest, board(2, Array(people.dropLast())).digest] {
      var changed = signers
      changed["digest"] = digest.map { .string($0.description) }
      let other = CanonicalValue.object(rule.merging(["signers": .object(changed)]) { $1 })
      #expect(throws: Refusal.self) { try Quorum(reading: other) }
    }
  }

  @Test("are fixed by the first freeze; only one person who types may be replaced freely")
  func fixed() throws {
    let (two, three) = (try board(2, people), try board(3, people))
    var history = history(of: try .typed())
    expect(true, in: &history) { $0.adopt(two) }
    for other in try [three, .typed(), board(2, Array(people.dropLast()))] {
      #expect(!history.permits(other))
      expect(false, in: &history) { $0.adopt(other) }
    }
    expect(true, in: &history) { $0.adopt(two) }
    #expect(history.quorum == two)
  }

  @Test("of which one lost a key go on with a new one, once both thresholds have signed")
  func lostKey() throws {
    let replaced = people.dropLast() + [TestSigner("erin", secret: "a new key")]
    let (old, new) = (try board(3, people), try board(3, Array(replaced)))
    var history = history(of: old)
    let change = try amendment(old, new)
    expect(true, in: &history) { $0.propose(change) }
    for (index, signer) in people.prefix(3).enumerated() {
      #expect(history.missing == (3 - index, 3 - index) && history.quorum == old)
      try expect(true, in: &history) { $0.approve(try change.approval(by: signer)) }
    }
    #expect(history.quorum == new && history.amendment == nil && history.approvals.isEmpty)
  }

  @Test("count a signature on the side that its key is on, and only there")
  func sides() throws {
    let (old, new) = (try board(2, Array(people[0...1])), try board(2, Array(people[2...3])))
    var history = history(of: old)
    let change = try amendment(old, new)
    expect(true, in: &history) { $0.propose(change) }
    try expect(false, in: &history, "a stranger") { $0.approve(try change.approval(by: people[4])) }
    let steps: [(Int, old: Int, new: Int)] = [(2, 2, 1), (3, 2, 0), (0, 1, 0)]
    for (signer, old, new) in steps {
      let approval = try change.approval(by: people[signer])
      expect(true, in: &history) { $0.approve(approval) }
      #expect(history.missing == (old, new))
      expect(false, in: &history, "twice") { $0.approve(approval) }
    }
    try expect(true, in: &history) { $0.approve(try change.approval(by: people[1])) }
    #expect(history.quorum == new)
  }

  @Test("are not changed before the new ones have agreed, however many of the old ones did")
  func newSide() throws {
    let (old, new) = (try board(2, Array(people[0...1])), try board(2, Array(people[2...3])))
    var history = history(of: old)
    let change = try amendment(old, new)
    expect(true, in: &history) { $0.propose(change) }
    for signer in people[0...2] {
      try expect(true, in: &history) { $0.approve(try change.approval(by: signer)) }
      #expect(history.quorum == old)
    }
    try expect(true, in: &history) { $0.approve(try change.approval(by: people[3])) }
    #expect(history.quorum == new)
  }

  @Test("keep to the proposal that was signed: another one begins anew")
  func otherProposal() throws {
    let (old, new) = (try board(2, people), try board(1, people))
    var history = history(of: old)
    let first = try amendment(old, new)
    let second = try SignersAmendment(
      of: "sample", from: old, to: new, reason: "another", after: .start)
    expect(true, in: &history) { $0.propose(first) }
    try expect(true, in: &history) { $0.approve(try first.approval(by: people[0])) }
    expect(true, in: &history) { $0.propose(second) }
    #expect(history.approvals.isEmpty)
    try expect(false, in: &history) { $0.approve(try first.approval(by: people[1])) }
    try expect(false, in: &history, "not from those in force") {
      $0.propose(try amendment(new, old))
    }
    try expect(false, in: &history) { $0.propose(try amendment(old, old)) }
    var empty = SignersHistory()
    expect(false, in: &empty) { $0.propose(first) }
    try expect(false, in: &empty) { $0.approve(try first.approval(by: people[0])) }
  }

  @Test("whose membership has ended cannot change the signers either")
  func ended() throws {
    let text = try people[0].line("until 2020-01-01 ") + people[1].line()
    let old = try Quorum(reading: Array(text.utf8), file: "board", required: 1)
    var history = history(of: old)
    let change = try amendment(old, board(1, Array(people[1...2])))
    expect(true, in: &history) { $0.propose(change) }
    try expect(false, in: &history) { $0.approve(try change.approval(by: people[0])) }
    try expect(true, in: &history) { $0.approve(try change.approval(by: people[1])) }
    #expect(history.quorum == change.new)
  }

  @Test("are written to the ledger and read back, signatures included")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let definition = try SampleAnalysis.with { $0.required = 2 }.definition()
    let project = SampleProject(definition, in: try folder.project)
    let freeze = try project.freeze()
    for signer in TestSigner.reviewers.prefix(2) {
      try project.append(.signOff(freeze.signOff(by: signer)))
    }
    let change = try amendment(freeze.quorum, board(1, people))
    try project.append(.amendSigners(change))
    try project.append(.approveSigners(change.approval(by: people[0])))
    let history = try project.journal().history
    let signOffs = try TestSigner.reviewers.prefix(2).map { try freeze.signOff(by: $0) }
    #expect(history.signOffs == signOffs)
    #expect(history.signers.amendment == change && history.signers.approvals.count == 1)
    #expect(history.freeze == freeze && history.isCleared)
  }

  @Test("are refused (23) with a field missing or wrong in any of their entries")
  func damage() throws {
    let folder = try TemporaryFolder()
    let definition = try SampleAnalysis.with { $0.required = 2 }.definition()
    let project = SampleProject(definition, in: try folder.project)
    let freeze = try project.freeze()
    try project.append(.signOff(freeze.signOff(by: people[0])))
    let change = try amendment(freeze.quorum, board(1, people))
    try project.append(.amendSigners(change))
    try project.append(.approveSigners(change.approval(by: people[0])))
    let entries = try project.journal().ledger.entries
    for (index, entry) in entries.enumerated().suffix(3) {
      let members = try #require(entry.body.object)
      for key in members.keys.sorted() where key != "analysis" {
        for wrong in [nil, .null, 3, "text", [], ["a": 1]] as [CanonicalValue?] {
          var damaged = members
          damaged[key] = wrong
          // Another reason makes another proposal, which is as good a one.
          let isHarmless = key == "reason" && wrong?.string != nil
          guard !isHarmless, CanonicalValue.object(damaged) != entry.body else { continue }
          #expect(
            refusal { try refold(entries, index, .object(damaged)) } == .ledgerInvalid,
            "\(entry.kind) \(key)")
        }
      }
    }
  }

  private func refold(
    _ entries: [LedgerEntry], _ index: Int, _ body: CanonicalValue
  ) throws {
    let folder = try TemporaryFolder()
    let project = try folder.project
    let locked = try project.lock()
    var ledger = try project.ledger(now: SampleProject.clock.now)
    for (place, entry) in entries.prefix(index + 1).enumerated() {
      let draft = LedgerDraft(
        kind: entry.kind, actor: entry.actor, time: entry.time,
        body: place == index ? body : entry.body)
      ledger = try locked.append(draft, to: ledger)
    }
    _ = try AnalysisHistory(of: "sample", in: ledger.entries)
  }
}
