import Testing

@testable import Stats

@Suite("Profiles, scans and constraints") struct ProfileTests {
  /// ½ (x, y) V⁻¹ (x, y)ᵀ with σx = 2, σy = 0.5 and a correlation of 0.8, around (3, −1).
  static let bowl = FormulaObjective(
    parameters: [FitParameter("x", 0), FitParameter("y", 0, step: 0.1)]
  ) { p in
    let (x, y) = (0.5 * (p[0] - 3), 2 * (p[1] + 1))
    return 0.5 / 0.36 * (x * x + y * y - 1.6 * (x * y))
  }

  @Test("of a parabola are the covariance's errors at every level", arguments: [0.01, 1, 25])
  func parabola(level: Double) throws {
    let result = try Fit(Self.bowl).minimum()
    for (name, value, error) in [("x", 3.0, 2.0), ("y", -1, 0.5)] {
      expectClose(try result.value(of: name), value, absolute: 1e-12)
      expectClose(try #require(try result.error(of: name)), error, relative: 1e-12)
      let interval = try result.profileInterval(of: name, level: level)
      let width = error * level.squareRoot()
      expectClose(try #require(interval.lowerError), width, relative: 1e-8)
      expectClose(try #require(interval.upperError), width, relative: 1e-8)
    }
    expectClose(try #require(try result.correlation("x", "y")), 0.8, relative: 1e-12)
  }

  @Test("of a linear quantity agree with the delta method")
  func linearQuantity() throws {
    let result = try Fit(Self.bowl).minimum()
    let quantity = DerivedQuantity("x − 2y") { p in (p[0] - 2 * p[1], [1, -2]) }
    // 4 + 4 · 0.25 − 4 · 0.8 · 2 · 0.5 = 1.8.
    let error = 1.8.squareRoot()
    let estimate = try result.estimate(of: quantity)
    expectClose(estimate.value, 5, relative: 1e-12)
    expectClose(estimate.error, error, relative: 1e-12)
    let interval = try result.profileInterval(of: quantity)
    expectClose(try #require(interval.lowerError), error, relative: 1e-8)
    expectClose(try #require(interval.upperError), error, relative: 1e-8)
  }

  @Test("do not depend on how the parameter is written")
  func reparametrised() throws {
    let result = try Fit(FitProblems.poisson(4)).minimum()
    let mean = try result.profileInterval(of: "mean")
    let logarithm = DerivedQuantity("ln μ") { p in (log(p[0]), [1 / p[0]]) }
    let interval = try result.profileInterval(of: logarithm)
    for (end, other) in [(interval.lower, mean.lower), (interval.upper, mean.upper)] {
      expectClose(exp(try #require(end.crossing)), try #require(other.crossing), relative: 1e-8)
    }
  }

  @Test("end at a bound, or stay open where the function saturates")
  func honestEnds() throws {
    // A peak of depth 0.3 below a plateau: 2 Δ never reaches 1 on the right.
    let objective = FormulaObjective(parameters: [FitParameter("a", 0.1, from: -0.4)]) { p in
      -0.3 * exp(-1 * (p[0] * p[0]))
    }
    let result = try Fit(objective).minimum()
    let interval = try result.profileInterval(of: "a")
    #expect(interval.lower == .bound(-0.4))
    #expect(interval.upper == .open)
    #expect(interval.upperError == nil)
    let low = try result.profileInterval(of: "a", level: 0.05)
    // 0.6 (1 − exp(−a²)) = 0.05.
    let expected = (-log1p(-0.05 / 0.6)).squareRoot()
    expectClose(try #require(low.upper.crossing), expected, relative: 1e-8)
    let square = DerivedQuantity("a + 1") { p in (p[0] + 1, [1]) }
    let blocked = try result.profileInterval(of: square)
    guard case .bound(let value) = blocked.lower else {
      Issue.record("a quantity must stop where its parameter does: \(blocked)")
      return
    }
    expectClose(value, 0.6, absolute: 1e-6)
  }

  @Test("find a quantity's upper end when its parameter is at the bound")
  func quantityAtBound() throws {
    let result = try Fit(FitProblems.poisson(0)).minimum()
    let interval = try result.profileInterval(
      of: DerivedQuantity("3 μ") { p in (3 * p[0], [3]) })
    expectClose(try #require(interval.upper.crossing), 1.5, relative: 1e-7)
    #expect(interval.lower.crossing == nil)
    let estimate = try result.estimate(of: DerivedQuantity("3 μ") { p in (3 * p[0], [3]) })
    #expect(estimate == QuantityEstimate(value: 0, error: 0))
  }

  @Test("a quantity of held parameters only, or of the wrong size, is refused")
  func wrongQuantities() throws {
    let result = try Fit(Self.bowl, holding: ["y": 0]).minimum()
    let ignorant = DerivedQuantity("y") { p in (p[1], [0, 1]) }
    let short = DerivedQuantity("short") { p in (p[1], [0]) }
    let undefined = DerivedQuantity("undefined") { _ in (.nan, [0, 1]) }
    for quantity in [ignorant, short, undefined] {
      let error = #expect(throws: NumericsError.self) {
        try result.profileInterval(of: quantity)
      }
      #expect(error?.kind == .invalidInput)
      #expect(error?.reason.contains("'\(quantity.name)'") == true)
    }
    #expect(try result.estimate(of: ignorant) == QuantityEstimate(value: 0, error: 0))
  }

  @Test("scans follow the parabola, profiled and not")
  func scans() throws {
    let result = try Fit(Self.bowl).minimum()
    let values = [-1.0, 1, 3, 5]
    let profiled = try result.scan("x", over: values, others: .profiled)
    let kept = try result.scan("x", over: values, others: .kept)
    for (index, value) in values.enumerated() {
      let pull = (value - 3) / 2
      expectClose(profiled[index], pull * pull, absolute: 1e-10)
      expectClose(kept[index], pull * pull / 0.36, absolute: 1e-10)
    }
    let grid = try result.scan("x", over: [3, 5], "y", over: [-1, -0.5, 0], others: .profiled)
    // At one σ of both, (1 + 1 − 2 · 0.8)/0.36.
    expectClose(grid[1][1], 0.4 / 0.36, relative: 1e-10)
    expectClose(grid[0][0], 0, absolute: 1e-12)
    #expect(grid.map(\.count) == [3, 3])
  }

  @Test("scans refuse what lies outside of the bounds or is not there")
  func wrongScans() throws {
    let result = try Fit(FitProblems.poisson(4)).minimum()
    for value in [-1, Double.nan, .infinity] {
      #expect(throws: NumericsError.self) {
        try result.scan("mean", over: [value], others: .profiled)
      }
    }
    #expect(throws: NumericsError.self) { try result.scan("men", over: [1], others: .kept) }
    #expect(throws: NumericsError.self) {
      try result.scan("mean", over: [1], "mean", over: [1], others: .kept)
    }
    #expect(throws: NumericsError.self) { try result.profileInterval(of: "mean", level: 0) }
    #expect(throws: NumericsError.self) { try result.profileInterval(of: "mean", level: .nan) }
  }

  /// A valley y = k x with a parabola along it, and ripples across it in which a fit that starts far
  /// from the valley is caught. The profile is x²/8 alone.
  @Test("follow their valley past other minima", arguments: [2.0, 3, 5, 9, 20])
  func ripples(slope: Double) throws {
    let objective = FormulaObjective(
      parameters: [FitParameter("x", 0), FitParameter("y", 0)]
    ) { p in
      let across = p[1] - slope * p[0]
      let ripple = TaylorNumber(constant: 3, size: 2) - 3 * cos(across)
      return 0.125 * (p[0] * p[0]) + ripple + 0.01 * (across * across)
    }
    let result = try Fit(objective).minimum()
    let interval = try result.profileInterval(of: "x")
    expectClose(try #require(interval.lower.crossing), -2, relative: 1e-8)
    expectClose(try #require(interval.upper.crossing), 2, relative: 1e-8)
    let twice = DerivedQuantity("2x") { p in (2 * p[0], [2, 0]) }
    let quantity = try result.profileInterval(of: twice)
    expectClose(try #require(quantity.lower.crossing), -4, relative: 1e-8)
    expectClose(try #require(quantity.upper.crossing), 4, relative: 1e-8)
  }

  @Test("a lower minimum found on the way is an error")
  func secondMinimum() throws {
    let objective = FormulaObjective(parameters: [FitParameter("a", 2)]) { p in
      let square = p[0] * p[0] - 4
      return 0.1 * (square * square) + 0.5 * p[0]
    }
    let result = try Fit(objective).minimum()
    #expect(result.values[0] > 0)
    let error = #expect(throws: NumericsError.self) {
      try result.scan("a", over: [-2], others: .profiled)
    }
    #expect(error?.kind == .notConverged)
  }

  @Test("a Gaussian constraint combines with a measurement by the weighted mean")
  func constraint() throws {
    let sum = try ObjectiveSum([
      Self.bowl, GaussianConstraint("x", mean: 5, deviation: 2),
    ])
    let result = try Fit(sum).minimum()
    expectClose(try result.value(of: "x"), 4, relative: 1e-12)
    expectClose(try #require(try result.error(of: "x")), 2.0.squareRoot(), relative: 1e-12)
    // y moves along the correlation: 0.8 · 0.5/2 per unit of x.
    expectClose(try result.value(of: "y"), -0.8, relative: 1e-12)
    #expect(throws: NumericsError.self) { try GaussianConstraint("x", mean: 5, deviation: 0) }
    #expect(throws: NumericsError.self) { try GaussianConstraint("x", mean: .nan, deviation: 1) }
  }

  @Test("samples that share a parameter are fitted as one; a split sample gives the same")
  func sum() throws {
    let both = try Fit(ObjectiveSum([FitProblems.poisson(3), FitProblems.poisson(8)])).minimum()
    expectClose(try both.value(of: "mean"), 5.5, relative: 1e-12)
    expectClose(try #require(try both.error(of: "mean")), 2.75.squareRoot(), relative: 1e-10)
    let empty = #expect(throws: NumericsError.self) { try ObjectiveSum([]) }
    #expect(empty?.kind == .invalidInput)
    let apart = #expect(throws: NumericsError.self) {
      try ObjectiveSum([
        FitProblems.poisson(3),
        FormulaObjective(parameters: [FitParameter("mean", 9, from: 5)]) { $0[0] },
      ])
    }
    #expect(apart?.reason.contains("'mean'") == true)
    #expect(throws: NumericsError.self) {
      try ObjectiveSum([FitProblems.poisson(3)]).value(at: [])
    }
  }
}
