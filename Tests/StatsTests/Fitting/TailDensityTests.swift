import Foundation
import Stats
import Testing

@Suite("Tail densities") struct TailDensityTests {
  struct Case: CustomTestStringConvertible {
    let shape: TailShape
    let parameter: Double
    let range: (Double, Double)

    var testDescription: String { "\(shape.rawValue) \(parameter) on \(range)" }

    func density(change: Double = 0) throws -> TailDensity {
      try TailDensity(
        shape, parameter: parameter + change, on: ValueRange(from: range.0, to: range.1))
    }
  }

  static let cases: [Case] = [
    Case(shape: .exponential, parameter: -0.25, range: (1.5, 20)),
    Case(shape: .exponential, parameter: 0.4, range: (45, 62)),
    Case(shape: .exponential, parameter: 1e-9, range: (-3, 5)),
    Case(shape: .exponential, parameter: 0, range: (45, 62)),
    Case(shape: .exponential, parameter: -4, range: (0, 10)),
    Case(shape: .powerLaw, parameter: 2, range: (45, 62)),
    Case(shape: .powerLaw, parameter: -3.5, range: (0.5, 20)),
    Case(shape: .powerLaw, parameter: -1, range: (2, 3)),
    Case(shape: .uniform, parameter: 0, range: (-1, 4)),
  ]

  /// The shape itself, without normalisation.
  private func plain(_ testCase: Case, _ x: Double) -> Double {
    switch testCase.shape {
    case .exponential: exp(testCase.parameter * (x - testCase.range.0))
    case .powerLaw: pow(x / testCase.range.0, testCase.parameter)
    case .uniform: 1
    }
  }

  @Test("are the shape over its integral", arguments: cases)
  func normalised(testCase: Case) throws {
    let (low, high) = testCase.range
    let density = try testCase.density()
    let norm = try integrate(from: low, to: high) { plain(testCase, $0) }.value
    for fraction in [0, 0.1, 0.5, 0.9, 1] {
      let x = low + fraction * (high - low)
      expectClose(
        exp(density.logDensity(at: x)), plain(testCase, x) / norm, relative: 1e-11)
    }
    #expect(density.logDensity(at: low - 0.1) == -.infinity)
    #expect(density.logDensity(at: high + 0.1) == -.infinity)
  }

  @Test("have the derivatives that central differences show", arguments: cases.dropLast())
  func derivatives(testCase: Case) throws {
    let step = 1e-4 * max(1, abs(testCase.parameter)) / (testCase.range.1 - testCase.range.0)
    let (density, up, down) = try (
      testCase.density(), testCase.density(change: step), testCase.density(change: -step)
    )
    for fraction in [0.1, 0.5, 0.9] {
      let x = testCase.range.0 + fraction * (testCase.range.1 - testCase.range.0)
      let slope = (up.logDensity(at: x) - down.logDensity(at: x)) / (2 * step)
      expectClose(density.logDensityGradient(at: x), slope, relative: 1e-6, absolute: 1e-6)
      let bend = (up.logDensityGradient(at: x) - down.logDensityGradient(at: x)) / (2 * step)
      expectClose(density.logDensityCurvature, bend, relative: 1e-6)
    }
  }

  @Test("continue into other ranges", arguments: cases, [(-0.5, 0.0), (0.2, 0.7), (1, 1.3)])
  func shares(testCase: Case, fractions: (Double, Double)) throws {
    let (low, high) = testCase.range
    let ends = (low + fractions.0 * (high - low), low + fractions.1 * (high - low))
    if testCase.shape == .powerLaw, ends.0 <= 0 { return }
    let norm = try integrate(from: low, to: high) { plain(testCase, $0) }.value
    let part = try integrate(from: ends.0, to: ends.1) { plain(testCase, $0) }.value
    let other = try ValueRange(from: ends.0, to: ends.1)
    let share = try testCase.density().share(in: other)
    expectClose(share.value, part / norm, relative: 1e-10)
    guard testCase.shape != .uniform else { return #expect(share.derivative == 0) }
    let step = 1e-5 / (high - low)
    let slope =
      try
      (testCase.density(change: step).share(in: other).value
      - testCase.density(change: -step).share(in: other).value) / (2 * step)
    expectClose(share.derivative, slope, relative: 1e-5, absolute: 1e-9 * (high - low))
  }

  @Test("are whole over their own range", arguments: cases)
  func whole(testCase: Case) throws {
    let range = try ValueRange(from: testCase.range.0, to: testCase.range.1)
    let share = try testCase.density().share(in: range)
    expectClose(share.value, 1, relative: 1e-15)
    expectClose(share.derivative, 0, absolute: 1e-15)
  }
}

@Suite("Tail densities: edges") struct TailDensityEdgeTests {
  @Test(
    "a power law integrates from zero when its exponent is above −1",
    arguments: [-0.99, -0.5, 0, 3])
  func fromZero(exponent: Double) throws {
    let range = try ValueRange(from: 45, to: 62)
    let box = try ValueRange(from: 0, to: 42)
    let density = try TailDensity(.powerLaw, parameter: exponent, on: range)
    let power = exponent + 1
    let exact = pow(42, power) / (pow(62, power) - pow(45, power))
    let share = try density.share(in: box)
    expectClose(share.value, exact, relative: 1e-11)
    let (up, down) = try (
      TailDensity(.powerLaw, parameter: exponent + 1e-6, on: range).share(in: box).value,
      TailDensity(.powerLaw, parameter: exponent - 1e-6, on: range).share(in: box).value
    )
    expectClose(share.derivative, (up - down) / 2e-6, relative: 1e-5)
  }

  @Test("a power law diverges at zero when its exponent is −1 or less", arguments: [-1, -1.5, -7])
  func divergence(exponent: Double) throws {
    let density = try TailDensity(.powerLaw, parameter: exponent, on: ValueRange(from: 1, to: 2))
    let error = try #require(throws: NumericsError.self) {
      try density.share(in: ValueRange(from: 0, to: 1))
    }
    #expect(error.kind == .divergingIntegral)
    #expect(error.advice.contains("exponential"))
  }

  @Test("a power law has no meaning at or below zero")
  func belowZero() throws {
    for lower in [0, -1.0] {
      let error = try #require(throws: NumericsError.self) {
        try TailDensity(.powerLaw, parameter: 1, on: ValueRange(from: lower, to: 2))
      }
      #expect(error.kind == .invalidInput)
    }
    let density = try TailDensity(.powerLaw, parameter: 1, on: ValueRange(from: 1, to: 2))
    #expect(throws: NumericsError.self) { try density.share(in: ValueRange(from: -1, to: 1)) }
  }

  @Test("an extrapolation that overflows is an error, one that underflows is zero")
  func overflow() throws {
    let density = try TailDensity(.exponential, parameter: -100, on: ValueRange(from: 0, to: 1))
    let error = try #require(throws: NumericsError.self) {
      try density.share(in: ValueRange(from: -1000, to: -999))
    }
    #expect(error.kind == .divergingIntegral)
    #expect(try density.share(in: ValueRange(from: 999, to: 1000)).value == 0)
  }

  @Test(
    "ranges need finite ends in order",
    arguments: [
      (1.0, 1.0), (2.0, 1.0), (0.0, Double.nan), (-Double.infinity, 0.0), (-1e308, 1e308),
    ])
  func ranges(ends: (Double, Double)) {
    let error = #expect(throws: NumericsError.self) { try ValueRange(from: ends.0, to: ends.1) }
    #expect(error?.kind == .invalidInput)
  }

  @Test("parameters must be finite, and zero for the uniform shape")
  func parameters() throws {
    let range = try ValueRange(from: 0, to: 1)
    #expect(throws: NumericsError.self) {
      try TailDensity(.exponential, parameter: .nan, on: range)
    }
    #expect(throws: NumericsError.self) { try TailDensity(.uniform, parameter: 1, on: range) }
  }
}
