import Testing

@testable import Stats

@Suite("Numbers with gradient and Hessian") struct JetTests {
  /// A formula of two variables for plain numbers and for jets.
  private func evaluate<Number: AnalyticNumber>(
    _ name: String, _ x: Number, _ y: Number
  ) throws -> Number {
    switch name {
    case "arithmetic": (x * y - 3) * x + 2 * y - x * -y
    case "quotient": (x + 1) / (x * y + 2)
    case "exp": exp(x * y)
    case "expm1": expm1(x * y)
    case "log": log(x * x + y)
    case "log1p": log1p(x * y)
    case "sqrt": sqrt(x + y * y)
    case "pow": pow(x + y, 2.5)
    case "erf": erf(x * y)
    case "erfc": erfc(x * y)
    case "log-sinhc": logSinhc(x * y)
    case "mills": millsRatio(x + y * y)
    default: throw NumericsError(.invalidInput, "no formula '\(name)'", advice: "write it here")
    }
  }

  /// The functions themselves are right to an ulp, but the rounding of an argument a costs a² ulp
  /// in erfc: 1e-13 leaves room for a of 12. A derivative that is a difference of larger terms
  /// keeps a few ulp of the largest derivative.
  @Test("agree with mpmath", arguments: try ReferenceTable("second-derivatives").rows)
  func mpmath(row: [String: String]) throws {
    let (name, x, y) = try (row.text("formula"), row.number("x"), row.number("y"))
    let jet = try evaluate(name, Jet<2, 3>(x, parameter: 0), Jet<2, 3>(y, parameter: 1))
    let columns = ["value", "dx", "dy", "dxx", "dxy", "dyy"]
    let numbers = [
      jet.value, jet.gradient[0], jet.gradient[1], jet.hessian[0], jet.hessian[1], jet.hessian[2],
    ]
    let largest = try columns.map { abs(try row.number($0)) }.max() ?? 0
    for (column, number) in zip(columns, numbers) {
      expectClose(
        number, try row.number(column), relative: 1e-13, absolute: 1e-15 * largest,
        "\(column) of \(name)")
    }
    #expect(try evaluate(name, x, y) == jet.value)
  }

  @Test("without variables are plain numbers")
  func empty() {
    let jet = exp(Jet<0, 0>(1.5) * 2)
    #expect(jet.value == exp(3.0))
  }
}
