import BlindAnalysis
import TestSupport
import Testing

@testable import Backgrounds
@testable import Stats

/// Side bands in a plane, from the analysis file to the line of the table.
@Suite("Side bands in a plane") struct PlaneSideBandTests {
  private let events: [(x: Double, y: Double)]

  init() throws { events = try Self.sample("plane-events") }

  private static func sample(_ name: String) throws -> [(x: Double, y: Double)] {
    try OracleTable("../StatsTests/Reference/\(name).csv").rows.map {
      (try $0.number("x"), try $0.number("y"))
    }
  }

  private func definition(
    _ more: String = "", functions: String = "exponential, exponential",
    correlation: String = "none",
    variables: String = "E_ECAL, E_HCAL"
  ) throws -> AnalysisDefinition {
    try SampleAnalysis.with {
      $0.selection = "[]"
      $0.regions = [
        "signal box": "E_ECAL in 30 GeV .. 42 GeV && E_HCAL in 0 GeV .. 1 GeV",
        "plane": "E_ECAL in 30 GeV .. 62 GeV && E_HCAL in 0 GeV .. 4 GeV "
          + "&& (E_ECAL > 45 GeV || E_HCAL > 1.5 GeV)",
        "beside": "E_ECAL in 62 GeV .. 66 GeV && E_HCAL in 0 GeV .. 4 GeV",
      ]
      $0.backgrounds = """
        {upstream: {model: side band in a plane, variables: [\(variables)], from: plane,
          into: signal box, functions: [\(functions)], correlation: \(correlation)\(more)}}
        """
    }.definition()
  }

  private func line(
    _ definition: AnalysisDefinition, _ events: [(x: Double, y: Double)], beside: Int? = nil
  ) throws -> BackgroundEstimate {
    try BackgroundTable(of: definition) { _ in
      OpenEvents(
        region: "plane", values: events.map(\.x), validationCount: beside,
        secondValues: events.map(\.y))
    }.lines[0]
  }

  @Test("predict what iminuit predicts", arguments: ["none", "linear"])
  func oracle(correlation: String) throws {
    let table = correlation == "none" ? "plane-fits" : "plane-conditional-fits"
    let sample = correlation == "none" ? "plane-events" : "plane-correlated"
    let rows = try OracleTable("../StatsTests/Reference/\(table).csv").rows.filter {
      try (try? $0.text("sample")) ?? sample == sample && $0.text("second") == "exponential"
    }
    #expect(rows.count >= 2)
    // Toys and samples of a correlated fit take long.
    let events = try Self.sample(sample)
    for row in rows {
      let definition = try definition(
        functions: "\(row.text("first")), \(row.text("second"))", correlation: correlation)
      guard case .planeSideBand(let model) = definition.backgrounds[0].model else {
        Issue.record("no plane")
        return
      }
      let found = try model.chosenFit(to: events).central.summary
      #expect(disagreement(found.predicted, try row.number("predicted"), relative: 1e-4) == nil)
      #expect(disagreement(found.statistical, try row.number("error"), relative: 1e-3) == nil)
      #expect(found.events == events.count && found.rectangles.count == 2)
      #expect(found.correlation == correlation)
    }
  }

  @Test("stand in the table with their checks")
  func checks() throws {
    let found = try line(
      definition(
        ", validate: beside, "
          + "signal contamination: {value: 0.2 ± 0.1, spread: worst place, source: x}"),
      events, beside: 110)
    let plane = try #require(found.plane)
    guard case .expectation(let expectation) = found.amount else {
      Issue.record("no expectation")
      return
    }
    #expect(expectation.value == plane.central.predicted && expectation.systematicUp == 0)
    #expect(plane.variables == ["E_ECAL", "E_HCAL"] && plane.target == [30...42, 0...1])
    #expect(found.method.hasPrefix("exponential × exponential in (E_ECAL, E_HCAL) from 'plane'"))
    let profile = try plane.checks.profile.get()
    let (down, up) = (try #require(profile.lowerError), try #require(profile.upperError))
    #expect(down < expectation.statistical && up > expectation.statistical)
    let bootstrap = try plane.checks.bootstrap.get()
    // 100 samples know it to 7 %, five times.
    #expect(
      disagreement(bootstrap.standardDeviation, expectation.statistical, relative: 0.4) == nil)
    let goodness = try plane.checks.goodness.get()
    #expect(goodness.cells.pValue > 0.02 && goodness.cells.toys >= 50)
    let validation = try #require(plane.checks.validation)
    #expect(validation.rectangles == [[62...66, 0...4]] && validation.observed == 110)
    let contamination = try #require(plane.checks.contamination)
    let mean = expectation.value / 300
    #expect(disagreement(contamination.meanInfluence, mean, relative: 1e-9) == nil)
    #expect(contamination.influence.upperBound > mean)
    #expect(contamination.taken == 0.2 * contamination.influence.upperBound)
  }

  @Test("one event moves the prediction as a new fit with it says")
  func influence() throws {
    let definition = try definition()
    guard case .planeSideBand(let model) = definition.backgrounds[0].model else { return }
    // The same events 20 times, so that one more is little.
    let many = (0..<20).flatMap { _ in events }
    let fit = try model.chosenFit(to: many).central.fit
    let box = try model.box()
    let before = try fit.expectation(in: [box]).value
    let places: [(x: Double, y: Double)] = [(46, 0.2), (61, 3), (31, 1.6)]
    for place in places {
      let after = try model.chosenFit(to: many + [place]).central.summary.predicted
      let gradient = try fit.likelihood.expectation(in: box, at: fit.result.values).gradient
      let scores = try fit.likelihood.scores(x: place.x, y: place.y, at: fit.result.values)
      let influence = fit.result.covariance(of: gradient, with: scores)
      #expect(disagreement(after - before, influence, relative: 0.02) == nil, "\(place)")
    }
  }

  @Test("of independent variables do not depend on their order")
  func order() throws {
    let one = try line(definition(functions: "power law, exponential"), events)
    let turned = try line(
      definition(functions: "exponential, power law", variables: "E_HCAL, E_ECAL"),
      events.map { (x: $0.y, y: $0.x) })
    let (a, b) = (try #require(one.plane).central, try #require(turned.plane).central)
    #expect(disagreement(a.predicted, b.predicted, relative: 1e-7) == nil)
    #expect(disagreement(a.statistical, b.statistical, relative: 1e-6) == nil)
  }

  /// Nothing is known of the second variable, and nothing needed: the shares in it are one.
  @Test("of which only one variable differs from the box are side bands in that variable")
  func oneVariable() throws {
    let definition = try SampleAnalysis.with {
      $0.selection = "[]"
      $0.regions = [
        "signal box": "E_ECAL in 42 GeV .. 45 GeV && E_HCAL in 0 GeV .. 1 GeV",
        "band": "E_ECAL in 45 GeV .. 62 GeV && E_HCAL in 0 GeV .. 1 GeV",
        "other": "E_ECAL in 45 GeV .. 62 GeV && E_HCAL in 1.5 GeV .. 2 GeV",
      ]
      $0.backgrounds = """
        {plane: {model: side band in a plane, variables: [E_ECAL, E_HCAL], from: band,
          into: signal box, functions: [exponential, uniform], correlation: none},
         line: {model: side-band extrapolation, variable: E_ECAL, from: other, into: signal box,
          function: exponential}}
        """
    }.definition()
    let inside = events.filter { $0.x >= 45 && $0.y <= 1 }
    let lines = try BackgroundTable(of: definition) { _ in
      OpenEvents(region: "band", values: inside.map(\.x), secondValues: inside.map(\.y))
    }.lines
    let (plane, line) = (try #require(lines[0].plane), try #require(lines[1].extrapolation))
    #expect(disagreement(plane.central.predicted, line.central.predicted, relative: 1e-7) == nil)
    #expect(
      disagreement(plane.central.statistical, line.central.statistical, relative: 1e-6) == nil)
  }

  @Test("have the spread of their variations as a systematic uncertainty")
  func systematics() throws {
    let some = ", systematics: {functions: [{first: power law, second: exponential}], "
    let ranges = "ranges: [{first: 34 GeV .. 62 GeV, second: 0 GeV .. 3 GeV}]"
    let found = try line(definition(some + ranges + ", correlations: [linear]}"), events)
    let plane = try #require(found.plane)
    // Three forms on two parts, without the central one.
    #expect(plane.variations.count == 5)
    #expect(Set(plane.variations.map(\.name)).count == 3)
    #expect(plane.variations.contains { $0.rectangles.contains([34...45, 1.5...3]) })
    guard case .expectation(let expectation) = found.amount else { return }
    let predictions = plane.variations.map(\.predicted) + [expectation.value]
    #expect(
      expectation.systematicUp == (predictions.max() ?? 0) - expectation.value
        && expectation.systematicDown == expectation.value - (predictions.min() ?? 0))
    let profiled = try line(
      definition(
        some + "correlations: [linear], method: discrete profiling}",
        functions: "exponential, exponential"), events)
    let profile = try #require(profiled.plane?.functionProfile)
    #expect(profile.entries.count == 3 && profile.lower < profile.value)
    #expect(profiled.method.contains("functions profiled"))
  }

  @Test("cannot be made of too few events, or of ones that are no numbers")
  func refusals() throws {
    let error = #expect(throws: NumericsError.self) { try line(definition(), Array(events[..<3])) }
    #expect(error?.kind == .tooFewEvents)
    #expect(error?.reason.hasPrefix("exponential × exponential in the plane of 'plane'") == true)
    #expect(throws: NumericsError.self) { try line(definition(), events + [(.nan, 1)]) }
    #expect(throws: NumericsError.self) { try line(definition(), []) }
  }
}
