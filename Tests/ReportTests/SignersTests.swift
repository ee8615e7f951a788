import BlindAnalysis
import Ledger
import Report
import TestSupport
import Testing

/// What people see of the signers: in the statement, in a change of them, and in `status`.
@Suite("Signers in reports") struct SignersTests {
  private static func people(_ count: Int) -> [TestSigner] {
    (0..<count).map { TestSigner("signer-\($0 + 100)") }
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func project(_ quorum: Quorum? = nil) throws -> SampleProject {
    SampleProject(
      try SampleAnalysis.with { $0.required = 2 }.definition(), in: try folder.project,
      quorum: quorum)
  }

  @Test("stand at the end of the statement, which stays a page", arguments: [2, 12, 13, 400])
  func statement(count: Int) throws {
    let freeze = try project(.sample(2, of: Self.people(count))).freezeRecord()
    let statement = Statement(of: freeze)
    let last = try #require(statement.lines.last)
    #expect(last.hasPrefix("2 of signer-100, signer-101"))
    #expect(last.hasSuffix("(list \(freeze.quorum.digest.short))"))
    #expect(last.contains(" and \(count - 12) more ") == (count > 12))
    #expect(statement.lines.contains(freeze.statementLine))
    #expect(!statement.text.contains(freeze.phrase) && statement.lines.count <= 60)
  }

  @Test("read the same text before and after it went through the ledger, to the byte")
  func decomposedLetters() throws {
    let title = "Analyse\u{301} of nothing"
    let definition = try SampleAnalysis.with { ($0.title, $0.required) = (title, 2) }.definition()
    let project = SampleProject(definition, in: try folder.project)
    let made = Statement(of: try project.freeze())
    let read = Statement(of: try #require(project.journal().history.freeze))
    #expect(Array(made.text.utf8) == Array(read.text.utf8))
    let change = try SignersAmendment(
      of: "sample", from: project.quorum, to: .sample(1, of: [TestSigner("dave")]), reason: title,
      after: .start)
    try project.append(.amendSigners(change))
    let proposed = try #require(project.journal().history.signers.amendment)
    #expect(Array(Statement(of: change).text.utf8) == Array(Statement(of: proposed).text.utf8))
  }

  @Test("that change are told by who goes, comes and stays")
  func change() throws {
    let (alice, bob, carol) = (TestSigner("alice"), TestSigner("bob"), TestSigner("carol"))
    let amendment = try SignersAmendment(
      of: "sample", from: .sample(2, of: [alice, bob]), to: .sample(1, of: [alice, carol]),
      reason: "bob left\nReason good", after: .start)
    let statement = Statement(of: amendment)
    #expect(statement.lines.contains(amendment.statementLine))
    let expected = [
      "Reason           bob left\\u{a}Reason good", "Stay             alice",
      "In force         2 of 2 (list \(amendment.old.digest.short))",
      "Proposed         1 of 2 (list \(amendment.new.digest.short))",
      try "Goes  bob  \(bob.key().fingerprint)", try "Comes  carol  \(carol.key().fingerprint)",
      "the signatures of 2 of the present signers and of 1 of the proposed ones.",
    ]
    for line in expected { #expect(statement.lines.contains(line), "\(line)") }
  }

  @Test("stand in the status with what they signed, and decide the grade")
  func status() throws {
    let project = try project()
    let freeze = try project.freeze()
    func text() throws -> StandingText {
      StandingText(
        Standing(
          try project.journal().history, of: project.definition, known: try project.known()),
        file: "sample.yaml")
    }
    #expect(try text().lines.contains("  frozen; 0 of 2 signatures are there"))
    #expect(try text().document["grade"] == "BLIND-1")
    try project.append(.signOff(freeze.signOff(by: TestSigner.reviewers[0])))
    let one = try text()
    #expect(one.lines.contains("  alice  signed 2027-01-15T08:00:00Z"))
    #expect(one.lines.contains("  bob    not signed"))
    #expect(one.lines.contains { $0.hasPrefix("Grade: BLIND-1") })
    #expect(one.document["next"] == "na64-blind sign sample.yaml")
    try project.append(.signOff(freeze.signOff(by: TestSigner.reviewers[2])))
    let two = try text()
    #expect(two.lines.contains("Grade: BLIND-2, blinded in place, signatures of 2 out of 3"))
    #expect(two.document["next"] == "na64-blind unblind sample.yaml --sign-off")
    #expect(two.document["signers"]?[1] == ["name": "bob", "signed": nil])
  }

  @Test("of whom one is enough make no higher grade than a phrase")
  func oneOfMany() throws {
    let definition = try SampleAnalysis.with { $0.isSigned = true }.definition()
    let project = SampleProject(definition, in: try folder.project)
    let freeze = try project.freeze()
    try project.append(.signOff(freeze.signOff(by: TestSigner.reviewers[1])))
    let grade = Grade(
      try project.known(), of: definition, after: try project.journal().history)
    #expect(grade == .signedByOne && grade.rawValue == "BLIND-1")
  }
}
