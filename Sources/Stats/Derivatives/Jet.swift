/// A number with its exact gradient and Hessian in a fixed number of parameters.
///
/// Forward-mode differentiation to second order, in place and without allocation. The Hessian is
/// its lower triangle, row by row: element (i, j ≤ i) at i (i + 1) / 2 + j.
/// Reference: A. Griewank and A. Walther, *Evaluating Derivatives* (2nd ed., 2008), chapter 13.
struct Jet<let variables: Int, let pairs: Int>: AnalyticNumber {
  var value: Double
  var gradient: InlineArray<variables, Double>
  var hessian: InlineArray<pairs, Double>

  /// - Precondition: `pairs` is `variables` (`variables` + 1) / 2.
  @inline(__always) init(_ constant: Double) {
    precondition(pairs == variables * (variables + 1) / 2, "pairs must fit the variables")
    value = constant
    gradient = .init(repeating: 0)
    hessian = .init(repeating: 0)
  }

  /// The parameter of an index, zero or more and below `variables`.
  @inline(__always) init(_ value: Double, parameter index: Int) {
    self.init(value)
    gradient[index] = 1
  }

  /// The same rule for every element of the Hessian, from the indices of its row and column.
  @inline(__always) private mutating func setHessian(_ element: (Int, Int, Int) -> Double) {
    var index = 0
    for row in 0..<variables {
      for column in 0...row {
        hessian[index] = element(index, row, column)
        index += 1
      }
    }
  }
}

extension Jet {
  @inline(__always) func composed(
    _ function: Double, _ first: @autoclosure () -> Double, _ second: @autoclosure () -> Double
  ) -> Self {
    let (slope, bend) = (first(), second())
    var result = self
    result.value = function
    for index in 0..<variables { result.gradient[index] *= slope }
    result.setHessian { slope * hessian[$0] + bend * gradient[$1] * gradient[$2] }
    return result
  }

  @inline(__always) static func * (left: Self, right: Self) -> Self {
    var result = left
    result.value = left.value * right.value
    for index in 0..<variables {
      result.gradient[index] =
        left.value * right.gradient[index] + right.value * left.gradient[index]
    }
    result.setHessian { index, row, column in
      left.value * right.hessian[index] + right.value * left.hessian[index]
        + left.gradient[row] * right.gradient[column]
        + left.gradient[column] * right.gradient[row]
    }
    return result
  }

  @inline(__always) static func / (left: Self, right: Self) -> Self {
    let inverse = 1 / right.value
    var result =
      left * right.composed(inverse, -inverse * inverse, 2 * inverse * inverse * inverse)
    result.value = left.value / right.value
    return result
  }
}

extension Jet {
  @inline(__always) static prefix func - (number: Self) -> Self { number * -1 }

  @inline(__always) static func + (left: Self, right: Self) -> Self {
    left.combined(with: right, 1)
  }

  @inline(__always) static func - (left: Self, right: Self) -> Self {
    left.combined(with: right, -1)
  }

  @inline(__always) static func + (left: Self, right: Double) -> Self {
    var result = left
    result.value += right
    return result
  }

  @inline(__always) static func - (left: Self, right: Double) -> Self { left + -right }

  @inline(__always) static func * (left: Self, right: Double) -> Self {
    var result = left
    result.value *= right
    for index in 0..<variables { result.gradient[index] *= right }
    for index in 0..<pairs { result.hessian[index] *= right }
    return result
  }

  /// This number plus a factor times another.
  @inline(__always) private func combined(with other: Self, _ factor: Double) -> Self {
    var result = self
    result.value += factor * other.value
    for index in 0..<variables { result.gradient[index] += factor * other.gradient[index] }
    for index in 0..<pairs { result.hessian[index] += factor * other.hessian[index] }
    return result
  }
}

extension Array {
  /// The parameters of a point as jets.
  static func jets<let variables: Int, let pairs: Int>(
    _ point: ArraySlice<Double>
  ) -> Self where Element == Jet<variables, pairs> {
    zip(point, 0..<variables).map { Jet($0, parameter: $1) }
  }
}
