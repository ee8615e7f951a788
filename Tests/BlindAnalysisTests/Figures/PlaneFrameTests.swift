import BlindAnalysis
import TestSupport
import Testing

@Suite("The plane of a figure") struct PlaneFrameTests {
  private static let sample = SampleAnalysis.with {
    $0.regions["side band"] = "E_ECAL in 45 GeV .. 62 GeV && E_HCAL < 1 GeV"
    $0.regions["slanted"] = "E_ECAL + E_HCAL > 50 GeV && E_HCAL > 2 GeV"
  }

  private func frame(
    _ sample: SampleAnalysis = sample, x: AxisChoice = AxisChoice(), y: AxisChoice = AxisChoice()
  ) throws -> PlaneFrame {
    try #require(try PlaneFrame(of: sample.definition(), x: x, y: y))
  }

  @Test("shows the columns that limit the box, around the edges of all regions and up to the beam")
  func suggested() throws {
    let frame = try frame()
    #expect([frame.x.name, frame.y.name] == ["E_ECAL", "E_HCAL"])
    // Edges from 42 to 62, and 70 of the beam: a quarter of what lies between them beyond.
    #expect(frame.x.range == ValueRange(lower: 0, upper: 77))
    // From 1 to 1.5, without an end below.
    #expect(frame.y.range == ValueRange(lower: 0, upper: 1.625))
    #expect([frame.x.unit, frame.y.unit] == ["GeV", "GeV"])
  }

  @Test("takes what is asked for, and fills in the rest")
  func asked() throws {
    let swapped = try frame(x: AxisChoice("E_HCAL"))
    #expect([swapped.x.name, swapped.y.name] == ["E_HCAL", "E_ECAL"])
    let second = try frame(y: AxisChoice("E_ECAL"))
    #expect([second.x.name, second.y.name] == ["E_HCAL", "E_ECAL"])
  }

  @Test("shows rectangles as they are, and says where there are none")
  func rectangles() throws {
    let definition = try Self.sample.definition()
    let frame = try frame()
    let box = try #require(frame.rectangles(of: definition.signalRegion.condition))
    #expect(box.map(\.first) == [ValueRange(lower: 0, upper: 42)])
    #expect(box.map(\.second) == [ValueRange(lower: 0, upper: 1)])
    let slanted = try #require(definition.region(named: "slanted"))
    #expect(frame.rectangles(of: slanted.condition) == nil)
  }

  @Test("refuses a column that nothing reads, since reading it would make these other data")
  func unread() throws {
    var sample = Self.sample
    sample.columns.insert(
      contentsOf: "E_SRD: {branch: srd, unit: MeV}, ",
      at: sample.columns.index(after: sample.columns.startIndex))
    let definition = try sample.definition()
    let refusal = #expect(throws: Refusal.self) {
      try PlaneFrame(of: definition, x: AxisChoice("E_SRD"), y: AxisChoice())
    }
    #expect(refusal?.status == .usage)
    #expect(refusal?.message.contains("'E_SRD' is not read") == true)
  }

  @Test("a bin holds its lower edge; nothing outside, and no NaN, has a bin")
  func bins() throws {
    let axis = try frame(x: AxisChoice(range: range("0 .. 60 GeV"))).x
    #expect(axis.bins == 60 && axis.edges.count == 61)
    #expect(axis.edges[45] == 45 && axis.edges[60] == 60)
    #expect(axis.bin(of: 45) == 45 && axis.bin(of: (45.0).nextDown) == 44)
    #expect(axis.bin(of: 0) == 0 && axis.bin(of: -0.0) == 0 && axis.bin(of: 59.999) == 59)
    for value in [-1e-9, 60, 1e300, -1e300, .infinity, -.infinity, .nan, 1e19] {
      #expect(axis.bin(of: value) == nil, "\(value)")
    }
  }

  @Test("counts what lies outside of the frame")
  func counting() throws {
    var plane = OpenPlane(try frame(x: AxisChoice(range: range("0 .. 60 GeV"))))
    for (x, y) in [(10.5, 0.5), (10.25, 0.5), (61, 0.5), (10, 99), (.nan, 0.5)] {
      plane.count(x, y)
    }
    #expect(plane.outside == 3 && plane.counts.reduce(0, +) == 2)
    let row = try #require(plane.frame.y.bin(of: 0.5))
    #expect(plane.counts[row * 60 + 10] == 2)
  }

  private func range(_ text: String) throws -> QuantityRange {
    try #require(
      QuantityRange.read(
        PlacedText(text, at: SourceSpan(file: "test", line: 1, column: 1))
      ).value)
  }
}
