import BlindAnalysis
import Foundation
import TestSupport
import Testing

@testable import Backgrounds

@Suite("The curve of a side band") struct ExtrapolationCurveTests {
  private static func model(_ function: String) throws -> SideBandExtrapolation {
    let background = try #require(
      try SampleAnalysis.sideBand(function: function).definition().backgrounds.first)
    guard case .sideBandExtrapolation(let model) = background.model else {
      throw OracleTable.Missing(column: function)
    }
    return model
  }

  private static func made(_ function: String) throws -> (ExtrapolationCurve, ExtrapolationFit) {
    let (model, values) = (try model(function), try SideBandSamples.all()["demonstration"] ?? [])
    let events = OpenEvents(region: "side band", values: values)
    let estimate = try model.estimate(named: "tail", from: events)
    return (try model.curve(from: events), try #require(estimate.extrapolation).central)
  }

  @Test(
    "expects in all bins together what was seen, as every extended fit does",
    arguments: ["exponential", "power law", "uniform", "exponential polynomial 2"])
  func normalisation(function: String) throws {
    let (curve, fit) = try Self.made(function)
    #expect(curve.bins.reduce(0) { $0 + $1.observed } == fit.events)
    let expected = curve.bins.reduce(0) { $0 + $1.expected }
    #expect(abs(expected / Double(fit.events) - 1) < 1e-6)
    #expect(curve.bins.first?.lower == 45 && curve.bins.last?.upper == 62)
  }

  @Test("falls by the fitted slope, also where nothing was fitted")
  func slope() throws {
    let (curve, fit) = try Self.made("exponential")
    let slope = try #require(fit.parameters.first).value
    let inner = curve.points.filter { (27.0...60).contains($0.place) }
    let (first, last) = (try #require(inner.first), try #require(inner.last))
    let risen = Foundation.log(last.expected) - Foundation.log(first.expected)
    #expect(abs(risen - (last.place - first.place) * slope.magnitude) < 1e-9)
    #expect(inner.allSatisfy { $0.error > 0 && $0.error < $0.expected })
  }

  @Test("of a uniform density is the same everywhere, at the ends of what is shown too")
  func uniform() throws {
    let (curve, fit) = try Self.made("uniform")
    let everywhere = Double(fit.events) / Double(curve.bins.count)
    #expect(curve.points.count > 100)
    for point in curve.points { #expect(abs(point.expected / everywhere - 1) < 1e-9, "\(point)") }
  }

  @Test("shows of the box as much as the side band is wide")
  func view() throws {
    let (curve, _) = try Self.made("exponential")
    #expect(curve.view == 25...62)
    #expect(curve.points.first?.place == 25 && curve.points.last?.place == 62)
  }

  /// Gehrels, ApJ 303 (1986) 336, tables 1 and 2 for 0.8413.
  @Test(
    "has Garwood's intervals",
    arguments: [(0, 0, 1.841), (1, 0.173, 3.300), (3, 1.367, 5.918), (10, 6.891, 14.27)])
  func intervals(count: Int, lower: Double, upper: Double) throws {
    // Ten bins: all of the count in the last, one event in three others, none in the rest.
    let values = Array(repeating: 61.0, count: count) + [46, 50.5, 55]
    let curve = try Self.model("uniform").curve(
      from: OpenEvents(region: "side band", values: values))
    let bin = try #require(curve.bins.first { $0.observed == count })
    #expect(abs(bin.interval.lowerBound - lower) < 6e-4)
    #expect(abs(bin.interval.upperBound - upper) < 6e-3)
  }
}
