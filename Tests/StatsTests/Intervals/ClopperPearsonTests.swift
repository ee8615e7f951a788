import Foundation
import Stats
import Testing

@Suite("Clopper-Pearson intervals") struct ClopperPearsonTests {
  /// R's `binom.test` and every textbook; exact where no or all trials succeed.
  @Test("the closed forms at the ends", arguments: [1, 10, 1000, 1_000_000_000])
  func ends(trials: Int) throws {
    let none = try interval(0, trials)
    let all = try interval(trials, trials)
    #expect(none.lower == 0 && all.upper == 1)
    expectClose(none.upper, -expm1(log(0.05) / Double(trials)), relative: 1e-14)
    expectClose(all.lower, exp(log(0.05) / Double(trials)), relative: 1e-14)
  }

  @Test("are mirrored when successes and failures are exchanged", arguments: [1, 3, 7, 500])
  func mirror(successes: Int) throws {
    let (one, other) = (try interval(successes, 1000), try interval(1000 - successes, 1000))
    expectClose(one.lower, 1 - other.upper, absolute: 1e-13)
    expectClose(one.upper, 1 - other.lower, absolute: 1e-13)
  }

  @Test("the ends solve their equations, summed term by term", arguments: [1, 4, 11, 19])
  func definition(successes: Int) throws {
    let interval = try interval(successes, 20)
    func sum(_ counts: ClosedRange<Int>, _ probability: Double) -> Double {
      var sum = 0.0
      for count in counts {
        var choose = 1.0
        for index in 0..<count { choose *= Double(20 - index) / Double(index + 1) }
        let hits = pow(probability, Double(count))
        sum += choose * hits * pow(1 - probability, Double(20 - count))
      }
      return sum
    }
    expectClose(sum(0...successes, interval.upper), 0.05, relative: 1e-12)
    expectClose(sum(successes...20, interval.lower), 0.05, relative: 1e-12)
  }

  @Test("rare successes tend to the Poisson interval", arguments: [1, 5, 60])
  func poisson(successes: Int) throws {
    let trials = 1_000_000_000
    let (rate, limit) = (
      try interval(successes, trials), try classical(0, .central).interval(observed: successes)
    )
    expectClose(rate.lower * Double(trials), limit.lower, relative: 1e-6)
    expectClose(rate.upper * Double(trials), limit.upper, relative: 1e-6)
  }

  @Test("many successes tend to the normal interval")
  func normal() throws {
    let rate = try interval(500_000_000, 1_000_000_000)
    let width = try normalQuantile(0.95) * 0.5 / 1e9.squareRoot()
    expectClose(rate.upper, 0.5 + width, absolute: 2e-9)
    expectClose(rate.lower, 0.5 - width, absolute: 2e-9)
  }

  @Test("impossible numbers are refused", arguments: [(-1, 5), (6, 5), (0, 0), (1, Int.max)])
  func refusals(successes: Int, trials: Int) throws {
    let error = #expect(throws: NumericsError.self) { try interval(successes, trials) }
    #expect(error?.kind == .invalidInput)
  }

  private func interval(_ successes: Int, _ trials: Int) throws -> (lower: Double, upper: Double) {
    try ClopperPearson(confidence: ConfidenceLevel(0.9), sides: .central)
      .interval(successes: successes, trials: trials)
  }
}
