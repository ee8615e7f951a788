import BlindAnalysis
import Ledger
import TestSupport
import Testing

/// A blind region may only grow: what is in force is the union of all that were ever declared.
@Suite("Blind regions that were declared before") struct DataHistoryTests {
  private static let files = ["data.csv"]

  private static func sample(
    _ blind: String, columns: String? = nil, name: String = "sample",
    regions: [String: String] = [:]
  ) throws -> AnalysisDefinition {
    try SampleAnalysis.with {
      ($0.blind, $0.name) = (blind, name)
      $0.regions = ["signal box": "E_ECAL in 0 GeV .. 1 GeV && E_HCAL < 1 GeV"]
      $0.regions.merge(regions) { $1 }
      if let columns { $0.columns = columns }
    }.definition()
  }

  /// The mask in force for a definition after others have been registered.
  private func mask(
    _ now: AnalysisDefinition, after earlier: [(AnalysisDefinition, files: [String])],
    reading files: [String] = files
  ) throws -> EffectiveMask {
    let folder = try TemporaryFolder()
    for (definition, read) in earlier {
      let open = OpenSummary.sample("first", files: read)
      try SampleProject(definition, in: try folder.project, open: [open]).register()
    }
    let ledger = try folder.project.ledger(now: SampleProject.clock.now)
    let known = try DataHistory(in: ledger, of: files.contains)
    return try EffectiveMask(of: now, joining: known.declarations)
  }

  /// What earlier definitions add to the blind region of a new one.
  private func added(_ now: String, after earlier: String...) throws -> [String] {
    try mask(Self.sample(now), after: earlier.map { (try Self.sample($0), Self.files) })
      .parts.dropFirst().map(\.region)
  }

  @Test("an edge that moves inwards step by step stays where it was at every step")
  func shrinking() throws {
    for edge in stride(from: 45, through: 5, by: -5) {
      #expect(
        try added("E_ECAL < \(edge) GeV", after: "E_ECAL < 50 GeV") == ["E_ECAL < 50 GeV"])
    }
  }

  @Test(
    "a sliver counts, down to one unit in the last place: the edge belongs to the mask",
    arguments: [59.999999, 60.0.nextDown])
  func sliver(edge: Double) throws {
    #expect(
      try added("E_ECAL < \(edge) GeV", after: "E_ECAL < 60 GeV") == ["E_ECAL < 60 GeV"])
    #expect(try added("E_ECAL < 60 GeV", after: "E_ECAL < \(edge) GeV") == [])
  }

  @Test("the same region in other words, and a larger one in the same columns, add nothing")
  func sameOrLarger() throws {
    let region = "E_ECAL < 45 GeV && E_HCAL < 1.5 GeV"
    for other in [
      region, "E_HCAL < 1.5 GeV && E_ECAL < 45 GeV", "E_ECAL < 45000 MeV && E_HCAL < 1500 MeV",
      "E_ECAL <= 45 GeV && 1.5 GeV >= E_HCAL", "E_ECAL < 46 GeV && E_HCAL < 1.5 GeV",
      "E_HCAL < 1.5 GeV || E_ECAL < 1 GeV",
    ] {
      #expect(try added(other, after: region) == [], "\(other)")
    }
  }

  @Test("a larger one in fewer columns leaves the earlier one in force: it quarantines more rows")
  func fewerColumns() throws {
    let region = "E_ECAL < 45 GeV && E_HCAL < 1.5 GeV"
    #expect(try added("E_ECAL < 45 GeV", after: region) == [region])
  }

  @Test("a mask holds its edges: one that ends just below is smaller, whatever its sign says")
  func edges() throws {
    for sign in ["<", "<="] {
      let earlier = "E_ECAL \(sign) 45 GeV"
      #expect(try added("E_ECAL < 45 GeV", after: earlier) == [])
      #expect(try added("E_ECAL <= \(45.0.nextDown) GeV", after: earlier) == [earlier])
    }
    #expect(
      try added("E_ECAL in -1 GeV .. 45 GeV", after: "E_ECAL > -1 GeV && E_ECAL < 45 GeV") == [])
    #expect(
      try added("E_ECAL < 45 GeV && E_ECAL != -5 GeV", after: "E_ECAL < 45 GeV") == [],
      "a single value is not outside")
  }

  @Test("all regions ever declared count, not the newest alone, and each once")
  func grownAndBack() throws {
    let small = "E_ECAL < 45 GeV && E_HCAL < 1.5 GeV"
    let large = "E_ECAL < 50 GeV && E_HCAL < 2 GeV"
    #expect(try added(small, after: small, large) == [large])
    #expect(try added(small, after: small, large, small, large) == [large])
    #expect(try added(small, after: "E_ECAL < 46 GeV", large) == ["E_ECAL < 46 GeV", large])
    #expect(try added("E_ECAL < 50 GeV", after: "E_ECAL < 46 GeV") == [])
    let growing = (40..<60).map { "E_ECAL < \($0) GeV" }
    let earlier = try growing.map { (try Self.sample($0), files: Self.files) }
    #expect(
      try mask(Self.sample("E_ECAL < 2 GeV"), after: earlier).parts.map(\.region)
        == ["E_ECAL < 2 GeV", "E_ECAL < 59 GeV"])
  }

  @Test("each file is bound by the regions that were declared for it")
  func severalFiles() throws {
    let earlier = [
      (try Self.sample("E_ECAL < 50 GeV"), files: ["a.csv", "b.csv"]),
      (try Self.sample("E_ECAL < 40 GeV", name: "other"), files: ["c.csv"]),
    ]
    let now = try Self.sample("E_ECAL < 45 GeV", name: "third")
    for (files, count) in [(["b.csv"], 2), (["c.csv", "a.csv"], 2), (["c.csv", "d.csv"], 1)] {
      #expect(try mask(now, after: earlier, reading: files).parts.count == count)
    }
  }

  @Test("a column stands for an earlier one if branch and unit are the same, else it is read too")
  func otherColumns() throws {
    let earlier = [(try Self.sample("E_ECAL < 45 GeV"), files: Self.files)]
    func inForce(_ name: String, _ column: String) throws -> EffectiveMask {
      let now = try SampleAnalysis.with {
        $0.blind = "\(name) < 40 GeV"
        $0.columns = "{\(name): \(column), E_HCAL: {branch: hcal, unit: GeV}}"
        $0.regions = ["signal box": "\(name) in 0 GeV .. 1 GeV && E_HCAL < 1 GeV"]
      }.definition()
      return try mask(now, after: earlier)
    }
    let renamed = try inForce("E", "{branch: ecal, unit: GeV}")
    #expect(renamed.mask.canonical == "E < 40 GeV || E < 45 GeV")
    #expect(renamed.parts.last?.region == "E_ECAL < 45 GeV" && renamed.addedColumns == [])
    let otherUnit = try inForce("E_ECAL", "{branch: ecal, unit: MeV}")
    #expect(otherUnit.mask.canonical == "E_ECAL < 40 GeV || E_ECAL_2 < 45 GeV")
    #expect(otherUnit.addedColumns.map(\.branch) == ["ecal"])
    #expect(otherUnit.addedColumns.map(\.unit?.name) == ["GeV"])
    let otherBranch = try inForce("E_ECAL", "{branch: ecal_2, unit: GeV}")
    #expect(otherBranch.mask.canonical == "E_ECAL < 40 GeV || E_ECAL_2 < 45 GeV")
    #expect(otherBranch.addedColumns.map(\.branch) == ["ecal"])
  }

  @Test("a region of the analysis that reaches into an earlier blind region is refused by name")
  func regionInside() throws {
    let earlier = [(try Self.sample("E_ECAL < 50 GeV", name: "first-one"), files: Self.files)]
    for (sideBand, isAllowed) in [
      ("E_ECAL in 50 GeV .. 62 GeV", true), ("E_ECAL in 49.999999 GeV .. 62 GeV", false),
      ("E_ECAL in 45 GeV .. 62 GeV", false), ("E_HCAL > 20 GeV", false),
      ("E_ECAL > 50 GeV && E_HCAL > 20 GeV", true),
    ] {
      let now = try Self.sample("E_ECAL < 45 GeV && E_HCAL < 2 GeV", regions: ["other": sideBand])
      let mask = try mask(now, after: earlier)
      let status = refusal { try mask.checkRegions(of: now) }
      #expect(status == (isAllowed ? nil : .wouldReveal), "\(sideBand)")
    }
    let now = try Self.sample("E_ECAL < 45 GeV", regions: ["band": "E_ECAL in 45 GeV .. 62 GeV"])
    let inForce = try mask(now, after: earlier)
    let error = #expect(throws: Refusal.self) { try inForce.checkRegions(of: now) }
    #expect(error?.status == .wouldReveal)
    #expect(error?.message.contains("'band'") == true)
    #expect(error?.message.contains("'E_ECAL < 50 GeV'") == true)
    #expect(error?.message.contains("'first-one', ledger entry #1") == true)
    #expect(error?.next?.contains("stays until the box is open") == true)
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
    #expect(try project.known().regionsThatShowed(now).map(\.analysis) == ["sample"])
    #expect(Grade(try project.known(), of: now) == .dataSeen)
    let freeze = try project.freeze()
    #expect(freeze.value["already-seen"]?.array?.count == 1)
  }

  @Test("a region that is smaller than what was in force showed no more than that")
  func smallerIsNoLook() throws {
    let folder = try TemporaryFolder()
    let open = OpenSummary.sample("first", files: Self.files)
    func analysis(_ blind: String, _ box: String, _ name: String) throws -> SampleProject {
      let definition = try SampleAnalysis.with {
        ($0.blind, $0.name) = (blind, name)
        $0.regions = ["signal box": box]
      }.definition()
      return SampleProject(definition, in: try folder.project, open: [open])
    }
    let large = try analysis("E_ECAL < 50 GeV", "E_ECAL < 42 GeV", "large")
    let small = try analysis("E_ECAL < 30 GeV", "E_ECAL < 20 GeV", "small")
    try large.register()
    try small.register()
    #expect(try large.known().regionsThatShowed(large.definition) == [])
    #expect(Grade(try large.known(), of: large.definition) == .typed)
  }
}
