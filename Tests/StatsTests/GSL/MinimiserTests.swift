import Stats
import Testing

@Suite("Minimisation") struct MinimiserTests {
  /// Rosenbrock's valley, Comput. J. 3 (1960) 175, with its minimum of zero at (1, 1).
  static var valley: Objective {
    Objective(
      value: { x in (1 - x[0]) * (1 - x[0]) + 100 * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]) },
      gradient: { x in
        let across = x[1] - x[0] * x[0]
        return [-2 * (1 - x[0]) - 400 * x[0] * across, 200 * across]
      })
  }

  @Test("finds the end of Rosenbrock's valley")
  func rosenbrock() throws {
    let minimum = try minimise(Self.valley, from: [-1.2, 1], scales: [1, 1])
    expectClose(minimum.parameters[0], 1, absolute: 1e-6)
    expectClose(minimum.parameters[1], 1, absolute: 1e-6)
    #expect(minimum.gradientNorm <= 1e-6)
    #expect(minimum.estimatedDistance <= 1e-12)
    #expect(minimum.iterations > 1 && minimum.evaluations >= minimum.iterations)
  }

  @Test("is not upset by parameters of very different size", arguments: [1e-9, 1.0, 1e9])
  func scales(size: Double) throws {
    let bowl = Objective(
      value: { x in (x[0] - 3) * (x[0] - 3) / 2 + (x[1] / size + 2) * (x[1] / size + 2) / 2 },
      gradient: { x in [x[0] - 3, (x[1] / size + 2) / size] })
    let minimum = try minimise(bowl, from: [0, 0], scales: [1, size])
    expectClose(minimum.parameters[0], 3, relative: 1e-6)
    expectClose(minimum.parameters[1], -2 * size, relative: 1e-6)
  }

  @Test("says so when there is no minimum")
  func noMinimum() {
    let slope = Objective(value: { x in x[0] }, gradient: { _ in [1] })
    let error = #expect(throws: NumericsError.self) {
      try minimise(slope, from: [0], scales: [1], maximumIterations: 20)
    }
    #expect(error?.kind == .notConverged)
    #expect(error?.advice.isEmpty == false)
  }

  @Test("refuses a wrong number of scales, and scales that are not above zero")
  func arguments() {
    for scales: [Double] in [[1], [1, 0], [1, -.infinity], []] {
      let error = #expect(throws: NumericsError.self) {
        try minimise(Self.valley, from: [0, 0], scales: scales)
      }
      #expect(error?.kind == .invalidInput)
    }
  }

  @Test("survives a gradient of the wrong length or a value that is not a number")
  func hostileObjectives() {
    let short = Objective(value: { x in x[0] * x[0] }, gradient: { _ in [] })
    let undefined = Objective(value: { _ in .nan }, gradient: { _ in [.nan] })
    for objective in [short, undefined] {
      let error = #expect(throws: NumericsError.self) {
        try minimise(objective, from: [1], scales: [1])
      }
      #expect(error?.kind == .notConverged || error?.kind == .library)
    }
  }

  @Test("throws on what the objective throws")
  func passesErrorsOn() {
    let own = NumericsError(.tooLarge, "a test", advice: "none")
    let failing = Objective(
      value: { _ throws(NumericsError) in throw own },
      gradient: { _ throws(NumericsError) in throw own })
    let error = #expect(throws: NumericsError.self) {
      try minimise(failing, from: [1], scales: [1])
    }
    #expect(error == own)
  }
}
