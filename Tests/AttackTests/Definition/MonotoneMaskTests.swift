import Foundation
import Ledger
import TestSupport
import Testing

/// Invariant I2: whatever is declared, by whom and for which copy, the visible rows never become
/// more. What is visible is worked out here by comparing numbers, without the program's own masks.
@Suite("The mask only grows") struct MonotoneMaskTests {
  /// A region as the test understands it: closed, in ecal and hcal.
  private struct Rectangle {
    let ecal: ClosedRange<Double>
    let hcal: ClosedRange<Double>

    func text(_ names: (String, String)) -> String {
      "\(names.0) in \(ecal.lowerBound) GeV .. \(ecal.upperBound) GeV && "
        + "\(names.1) in \(hcal.lowerBound) GeV .. \(hcal.upperBound) GeV"
    }

    init(using generator: inout some RandomNumberGenerator) {
      let edges = (0..<4).map { _ in Double(Int.random(in: 2...98, using: &generator)) / 2 }
      ecal = 0...max(edges[0], edges[1], 2)
      hcal = 0...max(edges[2] / 10, 0.2)
    }
  }

  private static let rows: [(ecal: Double, hcal: Double)] = (0..<500).map { number in
    let (ecal, hcal) = (number * 37 % 100, number * 53 % 97)
    return (Double(ecal) / 2, Double(hcal) / 20)
  }

  private static let text = rows.enumerated().map { "9000,\($0),\($1.ecal),\($1.hcal)" }

  @Test("a figure shows as blind what others declared, too, and not as empty")
  func figure() throws {
    let project = try HeldProject()
    try project.write(rows: Self.text)
    try project.write(SampleAnalysis())
    #expect(project.run("estimate", "a.yaml").status == 0)
    let smaller = SampleAnalysis.with {
      ($0.name, $0.blind) = ("smaller", "E_ECAL < 43 GeV && E_HCAL < 1.5 GeV")
    }
    try project.write(smaller, to: "b.yaml")
    #expect(project.run("plot", "b.yaml").status == 0)
    let script = try project.text("results/smaller/figures/plane.gp")
    for edge in [43, 45] {
      #expect(script.contains("rectangle from 0.0,0.0 to \(edge).0,1.5 fillstyle pattern"))
    }
  }

  @Test("a region that says the same in other words lets no blinded row be counted as unreadable")
  func otherWords() throws {
    let project = try HeldProject()
    try project.write(rows: visibleRows(9) + ["3,1,20,nan", "3,2,nan,0.5"])
    let regions = [
      "E_ECAL < 44 GeV", "E_ECAL < 44 GeV && E_HCAL < 9 GeV || E_ECAL < 44 GeV && E_HCAL >= 9 GeV",
    ].map { "\($0) || E_ECAL < 45 GeV && E_HCAL < 1.5 GeV" }
    for (name, blind) in zip(["one", "two"], regions) {
      try project.write(.with { ($0.name, $0.blind) = (name, blind) })
      #expect(project.run("estimate", "a.yaml").status == 0)
      #expect(try project.counts(name).quarantined == 1, "\(blind)")
    }
  }

  @Test(
    "in every sequence of declarations, copies and losses", arguments: 1...6 as ClosedRange<UInt64>)
  func sequences(seed: UInt64) throws {
    var generator = Congruential(state: seed)
    var project = try HeldProject()
    var others: [HeldProject] = []
    let state = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: state) }
    var declared: [Rectangle] = []
    for step in 0..<12 {
      switch Int.random(in: 0..<5, using: &generator) {
      case 0:  // Another project of the same user.
        others.append(project)
        project = try HeldProject(state: state)
      case 1 where step > 0:  // The ledger is lost.
        try? FileManager.default.removeItem(at: project.folder.appending(path: ".na64-blind"))
      default: break
      }
      if step == 0 { project = try HeldProject(state: state) }
      let region = Rectangle(using: &generator)
      declared.append(region)
      let file =
        ["data.csv", "copy.csv", "more.csv"].randomElement(using: &generator) ?? "data.csv"
      try project.write(rows: Self.text.shuffled(using: &generator), to: file)
      try project.write(Self.analysis(region, file: file, step: step, using: &generator))
      let outcome = project.run("estimate", "a.yaml")
      #expect(outcome.status == 0, "seed \(seed), step \(step): \(outcome.output)")
      let visible = Self.rows.count { row in
        !declared.contains { $0.ecal.contains(row.ecal) && $0.hcal.contains(row.hcal) }
      }
      try #require(try project.counts("a\(step)").open == visible, "seed \(seed), step \(step)")
    }
    withExtendedLifetime(others) {}
  }

  /// An analysis under a new name, with names of columns and identifiers of its own.
  private static func analysis(
    _ region: Rectangle, file: String, step: Int, using generator: inout some RandomNumberGenerator
  ) -> SampleAnalysis {
    let names = Bool.random(using: &generator) ? ("E_ECAL", "E_HCAL") : ("E", "H")
    let eventID = Bool.random(using: &generator) ? "[run, event]" : "[event, run]"
    return .with {
      $0.name = "a\(step)"
      $0.datasets[0].kind = "data"
      $0.datasets[0].files = "[\(file)]"
      $0.datasets[0].eventID = eventID
      $0.columns =
        "{\(names.0): {branch: ecal, unit: GeV}, \(names.1): {branch: hcal, unit: GeV}}"
      $0.blind = region.text(names)
      $0.regions = [
        "signal box": "\(names.0) in 0 GeV .. 0.5 GeV && \(names.1) in 0 GeV .. 0.1 GeV"
      ]
      $0.selection = "[]"
    }
  }
}

/// A small generator, so that each seed is one sequence: D. Knuth's MMIX constants.
private struct Congruential: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}
