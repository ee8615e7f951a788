import Testing

@testable import Stats

/// The rows "unbinned extended exponential fit tau on [1.5,20], seed 7" of the reference table, with
/// their sample made again: `unbinned_exponential.py` says how.
@Suite("Unbinned exponential fits of the reference table") struct UnbinnedSampleTests {
  private struct Sample {
    let events: [Double]
    let tau: Double
    let error: Double
  }

  private static let range = (lower: 1.5, upper: 20.0)

  @Test("the likelihood equation in 40 digits is met to 1e-11")
  func exact() throws {
    for sample in try samples() {
      let fit = try fit(sample)
      // τ = −1/λ, so both have the same relative error.
      expectClose(fit.tau, sample.tau, relative: 1e-11)
      expectClose(fit.error, sample.error, relative: 1e-9)
    }
  }

  /// SciPy prints 8 decimals. RooFit and iminuit stop at an estimated distance of 1e-4 from the
  /// minimum of 2 ln L, which is 1 % of an error, and print errors from numerical second derivatives.
  @Test("every row of the reference table")
  func peers() throws {
    let rows = try ReferenceTable("reference-limits").rows.filter {
      try $0.text("quantity").hasPrefix("unbinned extended exponential fit")
    }
    #expect(rows.count == 7)
    let samples = try samples()
    for row in rows {
      let count = try #require(Int(row.text("inputs").dropFirst(2)))
      let sample = try #require(samples.first { $0.events.count == count })
      let fit = try fit(sample)
      let printed = try row.text("value").split(separator: "+").compactMap {
        Double($0.hasPrefix("-") ? $0.dropFirst() : $0)
      }
      guard printed.count == 2 else {
        expectClose(fit.tau, printed[0], absolute: 0.5e-8)
        continue
      }
      expectClose(fit.tau, printed[0], absolute: 0.01 * fit.error, "\(row)")
      expectClose(fit.error, printed[1], relative: 2e-4, "\(row)")
    }
  }

  @Test("the general engine finds the same minimum in ten thousand events")
  func generalEngine() throws {
    let sample = try #require(samples().first)
    let range = try ValueRange(from: Self.range.lower, to: Self.range.upper)
    let density = try ParametricDensity(.exponential, on: range)
    let likelihood = try UnbinnedLikelihood(density, events: sample.events)
    let result = try Fit(likelihood).minimum()
    let slope = try #require(result.values.last)
    expectClose(-1 / slope, sample.tau, relative: 1e-8)
  }

  private func fit(_ sample: Sample) throws -> (tau: Double, error: Double) {
    let range = try ValueRange(from: Self.range.lower, to: Self.range.upper)
    let fit = try TailFit.fit(.exponential, to: sample.events, in: range)
    let (slope, error) = try (#require(fit.parameter), #require(fit.parameterError))
    return (-1 / slope, error / (slope * slope))
  }

  private func samples() throws -> [Sample] {
    try ReferenceTable("unbinned-exponential").rows.map { row in
      var generator = PermutedGenerator(
        state: try #require(UInt128(row.text("state"), radix: 16)),
        increment: try #require(UInt128(row.text("increment"), radix: 16)))
      let share = 1 - exp(-(Self.range.upper - Self.range.lower) / 4)
      let events = try (0..<row.integer("events")).map { _ in
        Self.range.lower - 4 * log1p(-generator.uniform() * share)
      }
      return Sample(
        events: events, tau: try row.number("tau"), error: try row.number("tau_error"))
    }
  }
}

/// NumPy's default generator, PCG64 (XSL RR 128/64).
///
/// Reference: M. E. O'Neill, *PCG: A Family of Simple Fast Space-Efficient Statistically Good
/// Algorithms for Random Number Generation*, HMC-CS-2014-0905, section 6.3.3.
private struct PermutedGenerator {
  private var state: UInt128
  private let increment: UInt128

  init(state: UInt128, increment: UInt128) {
    (self.state, self.increment) = (state, increment)
  }

  /// A multiple of 2⁻⁵³ from zero up to but not including one.
  mutating func uniform() -> Double {
    state = state &* 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645 &+ increment
    let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let turns = UInt64(truncatingIfNeeded: state >> 122)
    let word = folded >> turns | folded << ((64 &- turns) & 63)
    return Double(word >> 11) * 0x1p-53
  }
}
