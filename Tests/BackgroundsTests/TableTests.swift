import BlindAnalysis
import TestSupport
import Testing

@testable import Backgrounds

@Suite("Background tables") struct TableTests {
  private func line(
    _ value: Double, _ statistical: Double, _ down: Double = 0, _ up: Double = 0
  ) -> BackgroundEstimate {
    BackgroundEstimate(
      name: "\(value)",
      amount: .expectation(
        Expectation(
          value: value, statistical: statistical, systematicDown: down, systematicUp: up)),
      method: "declared", source: nil, extrapolation: nil)
  }

  @Test("add values, and uncertainties of each kind in quadrature")
  func total() {
    let total = BackgroundTable([line(0.5, 3, 5, 8), line(0.25, 4, 12, 15)]).total
    #expect(total.value == 0.75 && total.statistical == 5)
    #expect(total.systematicDown == 13 && total.systematicUp == 17)
    #expect(total.uncertainty == (25.0 + 17 * 17).squareRoot())
    #expect(BackgroundTable([]).total == Expectation(value: 0, statistical: 0))
  }

  @Test("give the same bits in whatever order the backgrounds are listed")
  func order() {
    let lines = (1...7).map {
      line(1 / Double($0), 0.1 / Double($0), 0.3 / Double($0 * $0), 1e-9 * Double($0))
    }
    let total = BackgroundTable(lines).total
    for turn in 1..<lines.count {
      #expect(BackgroundTable(Array(lines[turn...] + lines[..<turn])).total == total)
      #expect(BackgroundTable(lines.reversed()).total == total)
    }
  }

  @Test("take the events of a side band once")
  func sharedSideBand() throws {
    let model = "{model: side-band extrapolation, variable: E_ECAL, from: band, into: signal box, "
    let definition = try SampleAnalysis.with {
      $0.regions["band"] = "E_ECAL in 46 GeV .. 62 GeV && E_HCAL < 1 GeV"
      $0.backgrounds = "{a: \(model)function: exponential}, b: \(model)function: uniform}}"
    }.definition()
    #expect(throws: Refusal.self) {
      try BackgroundTable(of: definition) { _ in
        OpenEvents(region: "band", values: [50, 55, 58, 60])
      }
    }
  }

  @Test("list upper limits, and never add them")
  func upperLimits() throws {
    let definition = try SampleAnalysis.with {
      $0.backgrounds = """
        {decays: {model: declared, value: 0.06 ± 0.02, source: a note},
         punch-through: {model: upper limit, value: 1000, confidence: 95 %, source: another}}
        """
    }.definition()
    let table = try BackgroundTable(of: definition) { _ in nil }
    #expect(table.lines.map(\.name) == ["decays", "punch-through"])
    #expect(
      table.total
        == Expectation(value: 0.06, statistical: 0, systematicDown: 0.02, systematicUp: 0.02))
    #expect(table.upperLimits.map(\.amount) == [.atMost(value: 1000, confidence: 0.95)])
    #expect(table.lines.map(\.source) == ["a note", "another"])
    #expect(table.lines.map(\.method) == ["declared", "declared upper limit"])
  }

  @Test("the larger side of the systematic counts")
  func uncertainty() {
    let expectation = Expectation(
      value: 1, statistical: 3, systematicDown: 4, systematicUp: 1)
    #expect(expectation.uncertainty == 5)
    #expect(Expectation(value: 1, statistical: 0).uncertainty == 0)
  }
}
