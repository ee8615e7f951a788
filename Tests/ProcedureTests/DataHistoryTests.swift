import BlindAnalysis
import Ledger
import TestSupport
import Testing

/// Rows D1, D2 and D7 of the specification: a blind region may only grow.
@Suite("Blind regions that were declared before") struct DataHistoryTests {
  private static let files = ["data.csv"]

  private static func sample(
    _ blind: String, columns: String? = nil, name: String = "sample"
  ) throws -> AnalysisDefinition {
    try SampleAnalysis.with {
      ($0.blind, $0.name) = (blind, name)
      $0.regions = ["signal box": "E_ECAL in 0 GeV .. 1 GeV && E_HCAL < 1 GeV"]
      if let columns { $0.columns = columns }
    }.definition()
  }

  /// The status with which a definition is refused after others have been estimated.
  private func status(
    _ now: AnalysisDefinition, after earlier: [AnalysisDefinition], files: [String] = files
  ) throws -> Status? {
    try status(now, after: earlier.map { ($0, Self.files) }, reading: files)
  }

  private func status(
    _ now: AnalysisDefinition, after earlier: [(AnalysisDefinition, files: [String])],
    reading files: [String]
  ) throws -> Status? {
    let folder = try TemporaryFolder()
    for (definition, read) in earlier {
      let open = OpenSummary.sample("first", files: read)
      try SampleProject(definition, in: try folder.project, open: [open]).register()
    }
    let ledger = try folder.project.ledger(now: SampleProject.clock.now)
    let known = try DataHistory(in: ledger, of: files.contains)
    return refusal { try known.admit(now) }
  }

  private func status(_ now: String, after earlier: String...) throws -> Status? {
    try status(Self.sample(now), after: earlier.map { try Self.sample($0) })
  }

  @Test("an edge that moves inwards step by step is refused at every step")
  func shrinking() throws {
    for edge in stride(from: 45, through: 5, by: -5) {
      #expect(
        try status("E_ECAL < \(edge) GeV", after: "E_ECAL < 50 GeV") == .wouldReveal, "\(edge)")
    }
  }

  @Test(
    "a sliver is refused, down to one unit in the last place: the edge belongs to the mask",
    arguments: [59.999999, 60.0.nextDown])
  func sliver(edge: Double) throws {
    #expect(try status("E_ECAL < \(edge) GeV", after: "E_ECAL < 60 GeV") == .wouldReveal)
    #expect(try status("E_ECAL < 60 GeV", after: "E_ECAL < \(edge) GeV") == nil)
  }

  @Test("the same region in other words, and a larger one, are admitted")
  func sameOrLarger() throws {
    let region = "E_ECAL < 45 GeV && E_HCAL < 1.5 GeV"
    for other in [
      region, "E_HCAL < 1.5 GeV && E_ECAL < 45 GeV", "E_ECAL < 45000 MeV && E_HCAL < 1500 MeV",
      "E_ECAL <= 45 GeV && 1.5 GeV >= E_HCAL", "E_ECAL < 46 GeV && E_HCAL < 1.5 GeV",
      "E_ECAL < 45 GeV", "E_HCAL < 1.5 GeV || E_ECAL < 1 GeV",
    ] {
      #expect(try status(other, after: region) == nil, "\(other)")
    }
  }

  @Test("a mask holds its edges: one that ends just below is smaller, whatever its sign says")
  func edges() throws {
    for sign in ["<", "<="] {
      #expect(try status("E_ECAL < 45 GeV", after: "E_ECAL \(sign) 45 GeV") == nil)
      #expect(
        try status("E_ECAL <= \(45.0.nextDown) GeV", after: "E_ECAL \(sign) 45 GeV")
          == .wouldReveal)
    }
    #expect(
      try status("E_ECAL in -1 GeV .. 45 GeV", after: "E_ECAL > -1 GeV && E_ECAL < 45 GeV") == nil)
    #expect(
      try status("E_ECAL < 45 GeV && E_ECAL != -5 GeV", after: "E_ECAL < 45 GeV") == nil,
      "a single value is not outside")
  }

  @Test("all regions ever declared count, not the newest alone")
  func grownAndBack() throws {
    let small = "E_ECAL < 45 GeV && E_HCAL < 1.5 GeV"
    #expect(try status(small, after: small, "E_ECAL < 50 GeV && E_HCAL < 2 GeV") == .wouldReveal)
    #expect(
      try status("E_ECAL < 50 GeV && E_HCAL < 1.5 GeV", after: small, "E_ECAL < 46 GeV")
        == .wouldReveal)
    #expect(try status("E_ECAL < 50 GeV", after: small, "E_ECAL < 46 GeV") == nil)
  }

  @Test("each file is bound by the regions that were declared for it")
  func severalFiles() throws {
    let earlier = [
      (try Self.sample("E_ECAL < 50 GeV"), files: ["a.csv", "b.csv"]),
      (try Self.sample("E_ECAL < 40 GeV"), files: ["c.csv"]),
    ]
    let now = try Self.sample("E_ECAL < 45 GeV")
    #expect(try status(now, after: earlier, reading: ["b.csv"]) == .wouldReveal)
    #expect(try status(now, after: earlier, reading: ["c.csv", "a.csv"]) == .wouldReveal)
    #expect(try status(now, after: earlier, reading: ["c.csv", "d.csv"]) == nil)
  }

  @Test("another analysis of the same files is bound as well")
  func otherAnalysis() throws {
    let earlier = try Self.sample("E_ECAL < 45 GeV")
    let now = try Self.sample("E_ECAL < 44 GeV", name: "other")
    #expect(try status(now, after: [earlier]) == .wouldReveal)
    #expect(try status(now, after: [earlier], files: ["data.csv", "more.csv"]) == .wouldReveal)
    #expect(try status(now, after: [earlier], files: ["more.csv"]) == nil)
  }

  @Test(
    "a column with another name, branch or unit proves nothing",
    arguments: [
      "{E: {branch: ecal, unit: GeV}, E_HCAL: {branch: hcal, unit: GeV}}",
      "{E_ECAL: {branch: ecal_2, unit: GeV}, E_HCAL: {branch: hcal, unit: GeV}}",
      "{E_ECAL: {branch: ecal, unit: MeV}, E_HCAL: {branch: hcal, unit: GeV}}",
    ])
  func otherColumns(columns: String) throws {
    let earlier = try Self.sample("E_ECAL < 45 GeV")
    let name = columns.hasPrefix("{E:") ? "E" : "E_ECAL"
    let now = try SampleAnalysis.with {
      ($0.blind, $0.columns) = ("\(name) < 60 GeV", columns)
      $0.regions = ["signal box": "\(name) in 0 GeV .. 1 GeV && E_HCAL < 1 GeV"]
    }.definition()
    #expect(try status(now, after: [earlier]) == .wouldReveal)
  }

  @Test("the refusal names the earlier region and no number of events")
  func message() throws {
    let folder = try TemporaryFolder()
    let earlier = try Self.sample("E_ECAL < 45 GeV")
    try SampleProject(earlier, in: try folder.project).register()
    let ledger = try folder.project.ledger(now: SampleProject.clock.now)
    let error = #expect(throws: Refusal.self) {
      try DataHistory(in: ledger, of: Self.files.contains)
        .admit(try Self.sample("E_ECAL < 44 GeV"))
    }
    #expect(error?.message.contains("E_ECAL < 45") == true)
    #expect(error?.next != nil)
  }

  @Test("a box of the same data is opened once, by whatever name")
  func secondOpening() throws {
    let folder = try TemporaryFolder()
    let open = OpenSummary.sample("first", files: Self.files)
    let first = SampleProject(
      try Self.sample("E_ECAL < 45 GeV"), in: try folder.project, open: [open])
    let (freeze, _) = try first.opened { 0 }
    let other = try Self.sample("E_ECAL < 46 GeV", name: "other")
    let second = SampleProject(other, in: try folder.project, open: [open])
    #expect(
      refusal { try second.known().refuseSecondOpening(of: other.digest) } == .unblindedDifferently)
    let own = freeze.digest
    #expect(
      refusal { try first.known().refuseSecondOpening(of: first.definition.digest, except: own) }
        == nil)
    #expect(Grade(try second.known(), of: other) == .dataSeen)
    #expect(try second.known().wasOpened(before: other))
    let elsewhere = try DataHistory(
      in: folder.project.ledger(now: SampleProject.clock.now)
    ) { $0 == "other.csv" }
    #expect(refusal { try elsewhere.refuseSecondOpening(of: other.digest) } == nil)
    #expect(Grade(elsewhere, of: other) == .typed)
  }

  @Test("a box that an earlier blind region left open has been seen")
  func earlierLook() throws {
    let folder = try TemporaryFolder()
    let open = OpenSummary.sample("first", files: Self.files)
    let look = try SampleAnalysis.with {
      $0.blind = "E_ECAL in 100 GeV .. 200 GeV"
      $0.regions = ["signal box": "E_ECAL in 110 GeV .. 120 GeV"]
    }.definition()
    try SampleProject(look, in: try folder.project, open: [open]).register()
    let now = try Self.sample("E_ECAL < 45 GeV || E_ECAL in 100 GeV .. 200 GeV", name: "other")
    let project = SampleProject(now, in: try folder.project, open: [open])
    #expect(refusal { try project.known().admit(now) } == nil)
    #expect(try project.known().regionsThatShowed(now).map(\.analysis) == ["sample"])
    #expect(Grade(try project.known(), of: now) == .dataSeen)
    let freeze = try project.freeze()
    #expect(freeze.value["already-seen"]?.array?.count == 1)
  }
}
