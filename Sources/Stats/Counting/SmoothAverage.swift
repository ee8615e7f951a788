/// The average over counts of a function that is costly but smooth in the count.
///
/// Small ranges are summed term by term. A long range is halved until a polynomial through nine points
/// changes so little when it is made without one of them that its share of the average is right to the
/// precision.
struct SmoothAverage {
  typealias Function = (Int) throws(NumericsError) -> Double

  let weights: CumulativeCounts
  /// A typical value of the function: what the precision is relative to.
  let scale: Double
  /// Relative to the scale, for each part of the range.
  let precision: Double

  func mean(_ function: Function) throws(NumericsError) -> Double {
    var known: [Int: Double] = [:]
    func value(_ count: Int) throws(NumericsError) -> Double {
      if let value = known[count] { return value }
      let value = try function(count)
      known[count] = value
      return value
    }
    let low = weights.lowest
    let length = weights.highest - low
    // Of a length whose parts have points in common; what lies beyond has no weight.
    let padded = length > 2 * Self.multiple ? (length / Self.multiple + 1) * Self.multiple : length
    return try weight(low) * value(low) + sum(above: low, upTo: low + padded, value)
  }

  private static var multiple: Int { 64 }

  private func sum(
    above low: Int, upTo high: Int, _ function: Function
  ) throws(NumericsError) -> Double {
    guard high - low >= 2 * Self.intervals else {
      var sum = 0.0
      for count in low..<high { sum += weight(count + 1) * (try function(count + 1)) }
      return sum
    }
    let counts = (0...Self.intervals).map { low + (high - low) * $0 / Self.intervals }
    var values: [Double] = []
    for count in counts { values.append(try function(count)) }
    if error(counts, values) * weights.fraction(above: low, upTo: high) <= precision * scale {
      return polynomialSum(NewtonPolynomial(counts, values), above: low, upTo: high)
    }
    let middle = counts[Self.intervals / 2]
    return try sum(above: low, upTo: middle, function) + sum(above: middle, upTo: high, function)
  }

  private static var intervals: Int { 8 }

  /// How far polynomials without a point next to the middle miss it.
  private func error(_ counts: [Int], _ values: [Double]) -> Double {
    [Self.intervals / 2 - 1, Self.intervals / 2 + 1].map { left in
      let others = counts.indices.filter { $0 != left }
      let polynomial = NewtonPolynomial(others.map { counts[$0] }, others.map { values[$0] })
      return abs(polynomial.value(at: counts[left]) - values[left])
    }.reduce(0, max)
  }

  private func polynomialSum(
    _ polynomial: NewtonPolynomial, above low: Int, upTo high: Int
  ) -> Double {
    var sum = CompensatedSum()
    for count in (low + 1)...high { sum.add(weight(count) * polynomial.value(at: count)) }
    return sum.value
  }

  private func weight(_ count: Int) -> Double {
    weights.fraction(above: count - 1, upTo: count)
  }
}

/// The polynomial through points at different counts, in Newton's form.
private struct NewtonPolynomial {
  private let counts: [Double]
  /// Divided differences.
  private let coefficients: [Double]

  init(_ counts: [Int], _ values: [Double]) {
    self.counts = counts.map(Double.init)
    var coefficients = values
    for order in 1..<counts.count {
      for index in stride(from: counts.count - 1, through: order, by: -1) {
        let width = self.counts[index] - self.counts[index - order]
        coefficients[index] = (coefficients[index] - coefficients[index - 1]) / width
      }
    }
    self.coefficients = coefficients
  }

  func value(at count: Int) -> Double {
    var value = 0.0
    for (place, coefficient) in zip(counts, coefficients).reversed() {
      value = value * (Double(count) - place) + coefficient
    }
    return value
  }
}
