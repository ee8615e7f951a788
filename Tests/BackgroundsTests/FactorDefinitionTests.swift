import BlindAnalysis
import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// Backgrounds of named factors from YAML to the table: edges, scaling, and the sampled sum.
@Suite("Factors of an analysis file") struct FactorDefinitionTests {
  private func table(_ backgrounds: String, limits: String = "") throws -> BackgroundTable {
    try BackgroundTable(
      of: SampleAnalysis.with {
        $0.backgrounds = "{\(backgrounds)}"
        $0.prior = "log-normal" + limits
        $0.datasets[0].exposure = "{on-target: 1e10, uncertainty: 0, source: x}"
      }.definition()
    ) { _ in nil }
  }

  private func product(_ factor: String, _ name: String = "line") -> String {
    "\(name): {model: factors, product: {x: \(factor)}}"
  }

  private typealias LawCase = (factor: String, value: Double, deviation: Double)

  private static let fifteenth = 1.0 / 15
  // B(1, 11) and B(2, 10): √(ab/(a + b + 1))/(a + b).
  private static let none: LawCase = (
    "{passed: 0, total: 10, source: x}", 0, (11.0 / 13).squareRoot() / 12
  )
  private static let one: LawCase = (
    "{passed: 1, total: 10, source: x}", 0.1, (20.0 / 13).squareRoot() / 12
  )
  // One simulated event of weight 1/15, and two of different weights: k = 9/5 of weight 5/3.
  private static let single: LawCase = (
    "{sum of weights: \(fifteenth), sum of squared weights: \(fifteenth * fifteenth), source: x}",
    fifteenth, 2.0.squareRoot() * fifteenth
  )
  private static let pair: LawCase = (
    "{sum of weights: 3, sum of squared weights: 5, source: x}", 3, 2.8.squareRoot() * 5 / 3
  )

  @Test("counts of no and of one event, with the flat prior's uncertainty", arguments: 0..<8)
  func laws(index: Int) throws {
    let cases: [LawCase] = [
      ("{count: 0, scale: 0.5, source: x}", 0, 0.5),
      ("{count: 1, scale: 0.5, source: x}", 0.5, (0.5 as Double).squareRoot()), Self.none, Self.one,
      Self.single, Self.pair, ("{low: 1, high: 3, source: x}", 2, 1 / 3.0.squareRoot()),
      ("{value: 0, source: x}", 0, 0),
    ]
    let (factor, value, deviation) = cases[index]
    let line = try #require(table(product(factor)).lines.first?.propagation)
    #expect(disagreement(line.value, value, relative: 1e-12, absolute: 1e-15) == nil)
    #expect(disagreement(line.uncertainty, deviation, relative: 1e-9, absolute: 1e-15) == nil)
  }

  @Test("a contamination of zero gives nothing, and is not uncertain")
  func noContamination() throws {
    let table = try table(
      """
      leak: {model: hadron punch-through, hadron fraction: {value: 0, source: x},
        mistag: {value: 1e-4 ± 2e-5, constraint: log-normal, source: x},
        leak: {passed: 3, total: 1000, source: x}}
      """)
    #expect(table.total == Expectation(value: 0, statistical: 0))
  }

  private static func models(_ exposure: String) -> [String] {
    let common = "{value: 0.1 ± 0.02, constraint: log-normal, source: x}"
    let count = "{count: 7, scale: \(exposure), source: x}"
    return [
      "m: {model: control region, control: \(count), transfer: \(common)}",
      "m: {model: ABCD, B: \(count), C: {count: 5, source: x}, D: {count: 90, source: x}, correlation: \(common)}",
      """
      m: {model: dimuons, control: \(count), escaped: {sum of weights: 2, sum of squared weights: 0.5, source: x},
        simulated control: {sum of weights: 900, sum of squared weights: 60, source: x}}
      """,
      """
      m: {model: hadron punch-through, on target: {value: \(exposure), source: x}, hadron fraction: \(common),
        mistag: {value: 1e-2, source: x}, leak: {passed: 1, total: 50, source: x}}
      """,
      """
      m: {model: momentum mis-reconstruction, selected: \(count), tail: {passed: 2, total: 300, source: x},
        transfer: \(common)}
      """,
      """
      m: {model: accidentals, exposed: \(count), rate: {value: 1e-3 ± 1e-4, constraint: log-normal, source: x},
        window: {value: 20, source: x}}
      """,
      """
      m: {model: time side windows, out of time: \(count), in-time width: {value: 6, source: x},
        out-of-time width: {value: 600, source: x}}
      """,
      "m: {model: factors, product: {n: \(count), f: \(common)}}",
    ]
  }

  @Test("grow with the exposure, value and uncertainty alike", arguments: 0..<8)
  func scaling(model: Int) throws {
    let (one, three) = (
      try table(Self.models("1")[model]).total, try table(Self.models("3")[model]).total
    )
    #expect(one.value > 0)
    #expect(disagreement(three.value, 3 * one.value, relative: 1e-12) == nil)
    #expect(disagreement(three.uncertainty, 3 * one.uncertainty, relative: 1e-9) == nil)
  }

  // MARK: Upper limits

  @Test("upper limits add what the convention says", arguments: 0..<5)
  func conventions(index: Int) throws {
    // Half of 0.5; the 84.13 % quantile of a flat law lies 0.34134 of its width above the middle.
    let flat = 0.5 * 0.34134
    // 90 % of an exponential law of scale 0.5/ln 10 lie below 0.5; 84.13 % below 1.8410 scales.
    let exponential = 1.84102 * 0.5 / 2.302585
    let cases: [(limits: String, value: Double, width: Double)] = [
      ("", 0.06, 0), (", upper limits: listed", 0.06, 0), (", upper limits: full", 0.56, 0),
      (", upper limits: uniform", 0.31, flat), (", upper limits: zero count", 0.06, exponential),
    ]
    let (limits, value, width) = cases[index]
    let uncertainty = (4e-4 + width * width).squareRoot()
    let table = try table(
      """
      known: {model: declared, value: 0.06 ± 0.02, source: x},
      unseen: {model: upper limit, value: 0.5, confidence: 90 %, source: x},
      none: {model: upper limit, value: 0, confidence: 90 %, source: x}
      """, limits: limits)
    #expect(disagreement(table.total.value, value, relative: 1e-12) == nil)
    #expect(disagreement(table.total.uncertainty, uncertainty, relative: 1e-4) == nil)
    let isListed = table.limits == .listed
    #expect(table.upperLimits.map(\.name) == (isListed ? ["unseen", "none"] : ["none"]))
    #expect(table.lines[1].limit?.value == (isListed ? nil : 0.5))
  }

  // MARK: Sampling

  @Test("sampling agrees with propagation where the sum is linear")
  func linear() throws {
    let table = try table(
      """
      known: {model: declared, value: 0.6 ± 0.1, source: x},
      \(product("{count: 40, scale: 0.02, source: x}", "counted")),
      flat: {model: factors, product: {y: {low: 0.2, high: 0.6, source: x}}}
      """)
    let sampled = try #require(table.sampled)
    // 41 · 0.02 is the mean of the count; variances add up.
    let deviation = (0.01 + 41 * 4e-4 + 0.16 / 12).squareRoot()
    #expect(abs(sampled.mean - (0.6 + 0.82 + 0.4)) <= 5 * sampled.meanError)
    #expect(abs(sampled.deviation - deviation) <= 5 * sampled.deviationError)
    #expect(disagreement(sampled.analyticDeviation, deviation, relative: 1e-9) == nil)
    #expect(sampled.agrees && sampled.low < sampled.mean && sampled.mean < sampled.high)
    #expect(abs(sampled.meanError / (deviation / 100) - 1) < 0.05)
  }

  @Test("sampling gives the moments of one log-normal factor, and the same ones each time")
  func logNormal() throws {
    let backgrounds = product("{value: 2 ± 0.6, constraint: log-normal, source: x}")
    let sampled = try #require(table(backgrounds).sampled)
    let law = try FactorLaw.logNormal(2, sigma: 0.6)
    #expect(abs(sampled.mean - law.mean) <= 5 * sampled.meanError)
    #expect(abs(sampled.deviation - law.standardDeviation) <= 5 * sampled.deviationError)
    // 2 · 1.3^±1 are the quantiles; their Monte Carlo error is 1.5 % of the deviation.
    #expect(abs(sampled.low - 2 / 1.3) <= 0.05 && abs(sampled.high - 2.6) <= 0.06)
    #expect(try table(backgrounds).sampled == sampled)
  }

  @Test("a sum far from linear is reported")
  func nonlinear() throws {
    let sampled = try #require(
      table(
        """
        ABCD: {model: ABCD, B: {count: 4, source: x}, C: {count: 9, source: x}, D: {count: 2, source: x},
          correlation: {value: 1, source: x}}
        """
      ).sampled)
    #expect(!sampled.agrees)
  }

  // MARK: What drives the uncertainty

  @Test("the drivers are the variance of the total, the largest first")
  func drivers() throws {
    let table = try table(
      """
      known: {model: declared, value: 0.6 ± 0.1, source: x},
      \(product("{count: 3, scale: 0.1, source: x}", "counted")),
      twice: {model: factors, product: {y: {value: 2, source: x}, x: {count: 3, scale: 0.1, source: x}}}
      """)
    // x acts on 0.3 and on 0.6: three times √4 · 0.1.
    #expect(table.drivers.map(\.name) == ["x", "known"])
    #expect(disagreement(table.drivers[0].size, 0.6, relative: 1e-9) == nil)
    #expect(table.drivers[0].backgrounds == ["counted", "twice"])
    #expect(table.drivers[0].down < 0 && table.drivers[0].up > 0)
    #expect((table.drivers[1].down, table.drivers[1].up) == (-0.1, 0.1))
    let variance = table.drivers.reduce(0) { $0 + $1.size * $1.size }
    let total = table.total.uncertainty
    #expect(disagreement(variance, total * total, relative: 1e-12) == nil)
  }

  // MARK: Parts for a likelihood

  @Test("parts tell what follows a name from the rest")
  func parts() throws {
    let eff = "eff: {value: 0.5 ± 0.05, constraint: log-normal, source: x}"
    let other = "other: {value: 1 ± 0.2, constraint: log-normal, source: x}"
    let table = try table(
      """
      up: {model: factors, product: {\(eff), \(other)}},
      down: {model: factors, product: {n: {value: 1 ± 0.3, constraint: log-normal, source: x}}, over: {\(eff)}},
      apart: {model: declared, value: 3 ± 0.4, source: x},
      nothing: {model: factors, product: {z: {count: 0, scale: 0.1, source: x}}}
      """)
    let parts = table.parts(following: ["eff"])
    #expect(parts.map(\.value) == [2.5, 3])
    // +10 % of 0.5 and −1/11 of 2.
    let up = 1 + (0.05 - 2.0 / 11) / 2.5
    #expect(parts[0].effects.map(\.name) == ["eff"] && parts[1].effects.isEmpty)
    #expect(disagreement(parts[0].effects[0].kappa, up, relative: 1e-9) == nil)
    #expect(disagreement(parts[0].rest, (0.01 + 0.36).squareRoot(), relative: 1e-9) == nil)
    // What is nominally nothing goes with the largest part.
    #expect(disagreement(parts[1].rest, (0.16 + 0.01).squareRoot(), relative: 1e-9) == nil)
    let whole = table.parts(following: [])
    #expect(
      whole.count == 1
        && disagreement(whole[0].rest, table.total.uncertainty, relative: 1e-12) == nil)
    // A name that moves two parts is told even if nobody asked.
    let common = try self.table(
      """
      a: {model: factors, product: {\(eff), \(other)}}, b: {model: factors, product: {\(other)}}
      """)
    #expect(
      common.parts(following: ["eff"]).map { $0.effects.map(\.name) } == [
        ["eff", "other"], ["other"],
      ])
  }
}
