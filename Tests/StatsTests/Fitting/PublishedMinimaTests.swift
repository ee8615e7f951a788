import Testing

@testable import Stats

/// Problems whose minima are published.
///
/// J. J. Moré, B. S. Garbow, K. E. Hillstrom, ACM Trans. Math. Softw. 7 (1981) 17, and NIST,
/// *Statistical Reference Datasets*, nonlinear regression, certified to 11 digits.
@Suite("Fits of published problems") struct PublishedMinimaTests {
  struct Problem: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let start: [Double]
    let solution: [Double]
    var minimum = 0.0
    /// Of a residual: the problems are sums of squares without a statistical meaning.
    var deviation = 1.0
    /// Relative, and of the solution.
    var tolerance = 1e-9
    let residuals: @Sendable ([TaylorNumber]) -> [TaylorNumber]

    var objective: FormulaObjective {
      FormulaObjective(
        parameters: start.enumerated().map {
          FitParameter("b\($0.offset + 1)", $0.element, step: max(abs($0.element) / 10, 1e-6))
        }
      ) { p in
        residuals(p).map { (1 / deviation / deviation) * ($0 * $0) }.reduce(
          TaylorNumber(constant: 0, size: p.count), +)
      }
    }
  }

  static let collection: [Problem] = [
    Problem(testDescription: "Brown badly scaled", start: [1, 1], solution: [1e6, 2e-6]) { p in
      [p[0] - 1e6, p[1] - 2e-6, p[0] * p[1] - 2]
    },
    Problem(testDescription: "Beale", start: [1, 1], solution: [3, 0.5]) { p in
      let (x, y) = (p[0], p[1])
      return [
        x * (y - 1) + 1.5, x * (y * y - 1) + 2.25, x * (y * y * y - 1) + 2.625,
      ]
    },
    Problem(
      testDescription: "Powell badly scaled", start: [0, 1], solution: [1.098e-5, 9.106],
      deviation: 1e-5, tolerance: 5e-4
    ) { p in
      [1e4 * (p[0] * p[1]) - 1, exp(-1 * p[0]) + exp(-1 * p[1]) - 1.0001]
    },
    Problem(
      testDescription: "Freudenstein and Roth, local", start: [0.5, -2],
      solution: [11.41, -0.8968], minimum: 48.9842, tolerance: 5e-4
    ) { p in
      let (x, y) = (p[0], p[1])
      return [
        x + y * (y * (-1 * y + 5) - 2) - 13, x + y * (y * (y + 1) - 14) - 29,
      ]
    },
    Problem(testDescription: "Wood", start: [-3, -1, -3, -1], solution: [1, 1, 1, 1]) { p in
      let (ten, ninety) = (10.0.squareRoot(), 90.0.squareRoot())
      return [
        10 * (p[1] - p[0] * p[0]), p[0] - 1, ninety * (p[3] - p[2] * p[2]), p[2] - 1,
        ten * (p[1] + p[3] - 2), (1 / ten) * (p[1] - p[3]),
      ]
    },
  ]

  @Test("Moré, Garbow and Hillstrom", arguments: collection, FitAlgorithm.allCases)
  func knownMinimum(problem: Problem, algorithm: FitAlgorithm) throws {
    let result = try Fit(problem.objective, algorithm: algorithm).minimum()
    expectClose(result.minimum, problem.minimum, absolute: 1e-4)
    for (value, expected) in zip(result.values, problem.solution) {
      expectClose(value, expected, relative: problem.tolerance)
    }
  }

  /// Powell's singular function: the minimum is at zero, where the Hessian has rank two.
  @Test("a minimum with a singular Hessian is not taken for an ordinary one")
  func singular() throws {
    let problem = Problem(
      testDescription: "Powell singular", start: [3, -1, 0, 1], solution: [0, 0, 0, 0]
    ) { p in
      let (inner, outer) = (p[1] - 2 * p[2], p[0] - p[3])
      return [
        p[0] + 10 * p[1], 5.0.squareRoot() * (p[2] - p[3]), inner * inner,
        10.0.squareRoot() * (outer * outer),
      ]
    }
    let error = #expect(throws: NumericsError.self) { try Fit(problem.objective).minimum() }
    #expect(error?.kind == .notPositiveDefinite)
  }
}

extension PublishedMinimaTests {
  /// A certified data set, with residuals in units of its certified standard deviation.
  struct Certified: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let x: [Double]
    let y: [Double]
    let starts: [[Double]]
    let values: [Double]
    let squares: Double
    let model: @Sendable (Double, [TaylorNumber]) -> TaylorNumber

    func objective(from start: [Double]) -> FormulaObjective {
      let weight = Double(y.count - values.count) / squares / 2
      return FormulaObjective(
        parameters: start.enumerated().map {
          FitParameter("b\($0.offset + 1)", $0.element, step: $0.element / 10)
        }
      ) { p in
        zip(x, y).reduce(TaylorNumber(constant: 0, size: p.count)) { sum, point in
          let residual = model(point.0, p) - point.1
          return sum + weight * (residual * residual)
        }
      }
    }
  }

  static let certified: [Certified] = [
    Certified(
      testDescription: "Misra1a",
      x: [
        77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1,
        760.0,
      ],
      y: [
        10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47,
        81.78,
      ],
      starts: [[500, 0.0001], [250, 0.0005]],
      values: [2.3894212918e+02, 5.5015643181e-04], squares: 1.2455138894e-01
    ) { x, b in b[0] - b[0] * exp(-x * b[1]) },
    Certified(
      testDescription: "BoxBOD", x: [1, 2, 3, 5, 7, 10], y: [109, 149, 149, 191, 213, 224],
      starts: [[1, 1], [100, 0.75]],
      values: [2.1380940889e+02, 5.4723748542e-01], squares: 1.1680088766e+03
    ) { x, b in b[0] - b[0] * exp(-x * b[1]) },
    Certified(
      testDescription: "MGH10", x: (0..<16).map { 50 + 5 * Double($0) },
      y: [
        34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820,
        3307, 2872,
      ],
      starts: [[2, 400_000, 25_000], [0.02, 4000, 250]],
      values: [5.6096364710e-03, 6.1813463463e+03, 3.4522363462e+02], squares: 8.7945855171e+01
    ) { x, b in b[0] * exp(b[1] / (b[2] + x)) },
  ]

  @Test("NIST's certified values to all their digits", arguments: certified, [0, 1])
  func certifiedValues(problem: Certified, start: Int) throws {
    // MGH10 follows a bent valley for some two thousand steps from its first start: once is enough.
    let isLong = problem.testDescription == "MGH10" && start == 0
    for algorithm in isLong ? [.trustRegion] : FitAlgorithm.allCases {
      let result = try Fit(
        problem.objective(from: problem.starts[start]), algorithm: algorithm,
        maximumIterations: 5000
      ).minimum()
      for (value, expected) in zip(result.values, problem.values) {
        // Half of the eleventh digit.
        expectClose(value, expected, relative: 5e-10)
      }
      let degrees = Double(problem.y.count - problem.values.count)
      expectClose(result.minimum, degrees / 2, relative: 1e-9)
    }
  }
}
