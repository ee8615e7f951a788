@testable import Stats

/// A number with its exact first and second derivatives, by the rules of differentiation.
struct TaylorNumber {
  var value: Double
  var gradient: [Double]
  var hessian: [Double]

  init(_ value: Double, gradient: [Double], hessian: [Double]) {
    (self.value, self.gradient, self.hessian) = (value, gradient, hessian)
  }

  init(constant value: Double, size: Int) {
    self.init(
      value, gradient: Array(repeating: 0, count: size),
      hessian: Array(repeating: 0, count: size * size))
  }

  /// The coordinates of a point as variables.
  static func variables(at point: [Double]) -> [TaylorNumber] {
    point.indices.map { index in
      var number = TaylorNumber(constant: point[index], size: point.count)
      number.gradient[index] = 1
      return number
    }
  }

  /// f(x) from f, f′ and f″ at the value.
  func composed(_ value: Double, _ first: Double, _ second: Double) -> TaylorNumber {
    let size = gradient.count
    return TaylorNumber(
      value, gradient: gradient.map { first * $0 },
      hessian: hessian.indices.map {
        first * hessian[$0] + second * gradient[$0 / size] * gradient[$0 % size]
      })
  }

  static func + (left: TaylorNumber, right: TaylorNumber) -> TaylorNumber {
    TaylorNumber(
      left.value + right.value, gradient: zip(left.gradient, right.gradient).map { $0 + $1 },
      hessian: zip(left.hessian, right.hessian).map { $0 + $1 })
  }

  static func * (left: TaylorNumber, right: TaylorNumber) -> TaylorNumber {
    let size = left.gradient.count
    return TaylorNumber(
      left.value * right.value,
      gradient: (0..<size).map {
        left.gradient[$0] * right.value + left.value * right.gradient[$0]
      },
      hessian: left.hessian.indices.map {
        let (i, j) = ($0 / size, $0 % size)
        return left.hessian[$0] * right.value + left.value * right.hessian[$0]
          + left.gradient[i] * right.gradient[j] + left.gradient[j] * right.gradient[i]
      })
  }

  static func * (factor: Double, number: TaylorNumber) -> TaylorNumber {
    number.composed(factor * number.value, factor, 0)
  }
  static func + (left: TaylorNumber, right: Double) -> TaylorNumber {
    left.composed(left.value + right, 1, 0)
  }
  static func - (left: TaylorNumber, right: Double) -> TaylorNumber { left + -right }
  static func - (left: TaylorNumber, right: TaylorNumber) -> TaylorNumber { left + -1 * right }
  static func / (left: TaylorNumber, right: TaylorNumber) -> TaylorNumber {
    left * right.reciprocal
  }

  var reciprocal: TaylorNumber {
    composed(1 / value, -1 / (value * value), 2 / (value * value * value))
  }
}

func exp(_ number: TaylorNumber) -> TaylorNumber {
  let value = Stats.exp(number.value)
  return number.composed(value, value, value)
}

func log(_ number: TaylorNumber) -> TaylorNumber {
  number.composed(Stats.log(number.value), 1 / number.value, -1 / (number.value * number.value))
}

func cos(_ number: TaylorNumber) -> TaylorNumber {
  let (sine, cosine) = (Stats.sin(number.value), Stats.cos(number.value))
  return number.composed(cosine, -sine, -cosine)
}

/// An objective from a formula.
struct FormulaObjective: FitObjective {
  let parameters: [FitParameter]
  let formula: @Sendable ([TaylorNumber]) -> TaylorNumber

  func value(at point: [Double]) throws(NumericsError) -> Double {
    formula(TaylorNumber.variables(at: point)).value
  }

  func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives {
    let number = formula(TaylorNumber.variables(at: point))
    return ObjectiveDerivatives(
      value: number.value, gradient: number.gradient, hessian: number.hessian)
  }
}

extension FitParameter {
  init(
    _ name: String, _ start: Double, from lower: Double = -.infinity, to upper: Double = .infinity,
    step: Double = 1
  ) {
    self.init(name: name, start: start, lower: lower, upper: upper, step: step)
  }
}
