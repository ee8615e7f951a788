@testable import Stats

/// A number with its exact first and second derivatives, by the rules of differentiation.
struct Jet {
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
  static func variables(at point: [Double]) -> [Jet] {
    point.indices.map { index in
      var jet = Jet(constant: point[index], size: point.count)
      jet.gradient[index] = 1
      return jet
    }
  }

  /// f(x) from f, f′ and f″ at the value.
  func composed(_ value: Double, _ first: Double, _ second: Double) -> Jet {
    let size = gradient.count
    return Jet(
      value, gradient: gradient.map { first * $0 },
      hessian: hessian.indices.map {
        first * hessian[$0] + second * gradient[$0 / size] * gradient[$0 % size]
      })
  }

  static func + (left: Jet, right: Jet) -> Jet {
    Jet(
      left.value + right.value, gradient: zip(left.gradient, right.gradient).map { $0 + $1 },
      hessian: zip(left.hessian, right.hessian).map { $0 + $1 })
  }

  static func * (left: Jet, right: Jet) -> Jet {
    let size = left.gradient.count
    return Jet(
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

  static func * (factor: Double, jet: Jet) -> Jet { jet.composed(factor * jet.value, factor, 0) }
  static func + (jet: Jet, number: Double) -> Jet { jet.composed(jet.value + number, 1, 0) }
  static func - (jet: Jet, number: Double) -> Jet { jet + -number }
  static func - (left: Jet, right: Jet) -> Jet { left + -1 * right }
  static func / (left: Jet, right: Jet) -> Jet { left * right.reciprocal }

  var reciprocal: Jet {
    composed(1 / value, -1 / (value * value), 2 / (value * value * value))
  }
}

func exp(_ jet: Jet) -> Jet {
  let value = Stats.exp(jet.value)
  return jet.composed(value, value, value)
}

func log(_ jet: Jet) -> Jet {
  jet.composed(Stats.log(jet.value), 1 / jet.value, -1 / (jet.value * jet.value))
}

/// An objective from a formula in jets.
struct JetObjective: FitObjective {
  let parameters: [FitParameter]
  let formula: @Sendable ([Jet]) -> Jet

  func value(at point: [Double]) throws(NumericsError) -> Double {
    formula(Jet.variables(at: point)).value
  }

  func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives {
    let jet = formula(Jet.variables(at: point))
    return ObjectiveDerivatives(value: jet.value, gradient: jet.gradient, hessian: jet.hessian)
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
