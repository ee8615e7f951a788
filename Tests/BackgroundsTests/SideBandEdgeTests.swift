import BlindAnalysis
import Stats
import TestSupport
import Testing

@testable import Backgrounds

@Suite("Side bands that determine nothing") struct SideBandEdgeTests {
  private func failure(_ sample: SampleAnalysis, _ values: [Double]) throws -> NumericsError? {
    do {
      _ = try BackgroundTable(of: sample.definition()) { _ in
        OpenEvents(region: "side band", values: values)
      }
      return nil
    } catch let error as NumericsError {
      return error
    }
  }

  @Test(
    "fewer than three events are refused for every function, and the text says where",
    arguments: ["exponential", "power law", "uniform"], 0...2)
  func fewEvents(function: String, count: Int) throws {
    let values = Array([50.5, 60, 61].prefix(count))
    let error = try #require(try failure(.sideBand(function: function), values))
    #expect(error.kind == .tooFewEvents)
    #expect(error.reason.hasPrefix("\(function) on 45.0 .. 62.0 of 'side band': "))
    #expect(error.reason.contains(count == 1 ? "1 event," : "\(count) events,"))
    #expect(!error.advice.isEmpty)
    #expect(try failure(.sideBand(function: function), [50.5, 60, 61]) == nil)
  }

  @Test("no events at all for a background are as good as an empty side band")
  func missing() throws {
    let definition = try SampleAnalysis.sideBand().definition()
    let error = #expect(throws: NumericsError.self) {
      _ = try BackgroundTable(of: definition) { _ in nil }
    }
    #expect(error?.kind == .tooFewEvents)
  }

  @Test("a variation with too few events is refused too, by its own range and function")
  func fewInVariation() throws {
    let sample = SampleAnalysis.sideBand(
      ranges: "45 GeV .. 50 GeV", functions: "power law")
    let error = try #require(try failure(sample, [46, 47, 55, 60, 61, 61.5]))
    #expect(error.kind == .tooFewEvents)
    #expect(error.reason.hasPrefix("exponential on 45.0 .. 50.0 of 'side band': "))
  }

  @Test("events at one edge have no slope", arguments: [45.0, 62])
  func atEdge(edge: Double) throws {
    let values = Array(repeating: edge, count: 20)
    for function in ["exponential", "power law"] {
      #expect(try failure(.sideBand(function: function), values)?.kind == .divergingSlope)
    }
    #expect(try failure(.sideBand(function: "uniform"), values) == nil)
  }

  @Test("a falling power law cannot be integrated from zero")
  func diverging() throws {
    let falling = try #require(try SideBandSamples.all()["falling"])
    let error = try #require(try failure(.sideBand(function: "power law"), falling))
    #expect(error.kind == .divergingIntegral)
    #expect(error.reason.hasPrefix("power law on 45.0 .. 62.0 of 'side band': "))
  }

  @Test("a value that is not finite is refused", arguments: [Double.nan, .infinity])
  func notFinite(value: Double) throws {
    #expect(try failure(.sideBand(), [46, 50, 60, value])?.kind == .invalidInput)
  }

  @Test("values on both edges of the range are fitted, others are not")
  func edges() throws {
    let table = try BackgroundTable(of: SampleAnalysis.sideBand().definition()) { _ in
      OpenEvents(
        region: "side band",
        values: [45, 62, 50, 61, 45.0.nextDown, 62.0.nextUp, -50, 100, 42])
    }
    #expect(table.lines[0].extrapolation?.central.events == 4)
  }
}
