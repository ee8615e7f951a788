import Testing

@testable import Stats

/// A row of the table of side-band functions.
struct DensityCase: CustomTestStringConvertible {
  let quantity: String
  let name: String
  let shape: DensityShape
  let range: ValueRange
  let point: [Double]
  /// Events, ends of a range or counts.
  let place: [Double]
  let value: Double
  let gradient: [Double]
  /// Lower triangle.
  let hessian: [Double]

  var testDescription: String { "\(quantity) of \(name) \(point) at \(place)" }

  static func rows(_ quantity: String) throws -> [Self] {
    let rows = try ReferenceTable("side-band-functions").rows
    let cases = try rows.filter { $0["quantity"] == quantity }.map(Self.init)
    try #require(!cases.isEmpty)
    return cases
  }

  private init(_ row: [String: String]) throws {
    quantity = try row.text("quantity")
    name = try row.text("shape")
    shape = try Self.shape(name)
    let ends = try row.numbers("range")
    range = try ValueRange(from: ends[0], to: ends[1])
    point = try row.numbers("parameters")
    place = try row.numbers("place")
    value = try row.number("value")
    (gradient, hessian) = (try row.numbers("gradient"), try row.numbers("hessian"))
  }

  private static func shape(_ name: String) throws -> DensityShape {
    let parts = name.split(separator: "+").map(String.init)
    guard parts.count == 1 else { return .sum(try parts.map(shape)) }
    switch name {
    case "uniform": return .uniform
    case "exponential": return .exponential
    case "power-law": return .powerLaw
    case "gaussian": return .gaussian
    case "crystal-ball-lower": return .crystalBall(tail: .lower)
    case "crystal-ball-upper": return .crystalBall(tail: .upper)
    case "double-sided-crystal-ball": return .doubleSidedCrystalBall
    default:
      let degree = try #require(name.split(separator: "-").last.flatMap { Int($0) }, "\(name)")
      return name.hasPrefix("bernstein")
        ? .bernstein(degree: degree) : .exponentialOfPolynomial(degree: degree)
    }
  }

  func density() throws -> ParametricDensity { try ParametricDensity(shape, on: range) }
}

extension [String: String] {
  fileprivate func numbers(_ column: String) throws -> [Double] {
    try text(column).split(separator: ";").map { try #require(Double($0)) }
  }
}

extension DensityCase {
  /// Expects value and derivatives of the row.
  ///
  /// - Parameters:
  ///   - scales: A natural size of each parameter: derivatives are compared after multiplication
  ///     with it, so that what cancels to nearly nothing need not keep relative precision.
  ///   - unit: The size of the value to which its own error is relative.
  func expect(
    _ result: ObjectiveDerivatives, scales: [Double], unit: Double, tolerance: Double
  ) {
    let comment = Comment(rawValue: testDescription)
    expectClose(result.value, value, relative: tolerance, absolute: tolerance * unit, comment)
    var pair = 0
    for row in gradient.indices {
      expectClose(
        result.gradient[row], gradient[row], relative: tolerance,
        absolute: tolerance * unit / scales[row], "gradient \(row) of \(comment)")
      for column in 0...row {
        let allowed = tolerance * unit / (scales[row] * scales[column])
        for index in [row * scales.count + column, column * scales.count + row] {
          expectClose(
            result.hessian[index], hessian[pair], relative: tolerance, absolute: allowed,
            "Hessian \(row), \(column) of \(comment)")
        }
        pair += 1
      }
    }
  }

  /// Changes of the shape parameters that change the density by about its own size.
  func scales(of density: ParametricDensity, at point: [Double]) -> [Double] {
    zip(density.parameters, point).map { parameter, value in
      switch parameter.unitPower {
      case 1: widths(density, point).first ?? range.width
      case 0: parameter.lower == 0.01 ? min(value, 1) : 1
      default: integerPower(2 / range.width, -parameter.unitPower)
      }
    }
  }

  private func widths(_ density: ParametricDensity, _ point: [Double]) -> [Double] {
    zip(density.parameters, point).filter { $0.0.name.hasPrefix("width") }.map(\.1)
  }

  private func integerPower(_ base: Double, _ power: Int) -> Double {
    (0..<power).reduce(1) { product, _ in product * base }
  }
}
