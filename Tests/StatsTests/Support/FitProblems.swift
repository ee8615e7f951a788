@testable import Stats

/// The functions of Tests/Oracles/fits.py.
enum FitProblems {
  /// A Gaussian on an exponential in 60 bins of width 0.2, with the density at the centre of each.
  static func peak(centres: [Double], counts: [Int], signalStart: Double = 150) -> FormulaObjective
  {
    let norm = 0.2 / (2 * Double.pi).squareRoot()
    return FormulaObjective(
      parameters: [
        FitParameter("signal", signalStart, from: 0, step: 20),
        FitParameter("mean", 4.5, step: 0.1),
        FitParameter("width", 0.8, from: 0.05, to: 5, step: 0.1),
        FitParameter("background", 500, from: 0, step: 20),
        FitParameter("slope", 0.2, from: -1, to: 2, step: 0.05),
      ]
    ) { p in
      var sum = TaylorNumber(constant: 0, size: p.count)
      for (centre, count) in zip(centres, counts) {
        let pull = (-1 * p[1] + centre) / p[2]
        let signal = norm * (p[0] / p[2] * exp(-0.5 * (pull * pull)))
        let mean = signal + 0.05 * (p[3] * exp(-centre * p[4]))
        sum = sum + mean - logarithm(of: mean, times: count)
      }
      return sum
    }
  }

  /// An exponential exp(k x) with its yield on unbinned values from 1.5 to 20.
  static func tail(count: Int, total: Double) -> FormulaObjective {
    FormulaObjective(
      parameters: [
        FitParameter("yield", 1000, from: 0, step: 50), FitParameter("slope", -0.1, step: 0.01),
      ]
    ) { p in
      let norm = integral(p[1], 1.5, 20)
      return p[0] - logarithm(of: p[0], times: count) - total * p[1] + Double(count) * log(norm)
    }
  }

  static func tail() -> FormulaObjective {
    let ticks = TailNumbers.ticks(2000)
    let total = Double(ticks.reduce(0, +)) / TailNumbers.ticksPerUnit
    return tail(count: ticks.count, total: total)
  }

  /// Events that the tail predicts between 0.5 and 1.5.
  static let box = DerivedQuantity("box") { point in
    let p = TaylorNumber.variables(at: point)
    let events = p[0] * (integral(p[1], 0.5, 1.5) / integral(p[1], 1.5, 20))
    return (events.value, events.gradient)
  }

  /// n ln μ, which is zero without events also for a mean of zero.
  private static func logarithm(of mean: TaylorNumber, times count: Int) -> TaylorNumber {
    count == 0 ? 0 * mean : Double(count) * log(mean)
  }

  private static func integral(_ slope: TaylorNumber, _ lower: Double, _ upper: Double)
    -> TaylorNumber
  {
    (exp(upper * slope) - exp(lower * slope)) / slope
  }

  /// Rosenbrock's valley with its coordinates in units of 1e-6 and 1e6.
  static let valley = FormulaObjective(
    parameters: [
      FitParameter("a", -1.2e-6, step: 1e-6), FitParameter("b", 1e6, step: 1e6),
    ]
  ) { p in
    let (x, y) = (1e6 * p[0], 1e-6 * p[1])
    let (along, across) = (x - 1, y - x * x)
    return along * along + 100 * (across * across)
  }

  /// μ − n ln μ with μ of zero or more, as a function of one parameter.
  static func poisson(_ count: Int, start: Double = 1) -> FormulaObjective {
    FormulaObjective(parameters: [FitParameter("mean", start, from: 0)]) { p in
      p[0] - logarithm(of: p[0], times: count)
    }
  }
}
