/// p(n ± 1), p(n ± 2), … of a mixture, relative to a reference, without a quadrature for each count.
///
/// Where there is no closed ratio, ln p is smooth in ln n: above 512 events it is interpolated by cubics
/// whose step is doubled or halved so that two exact checks a cubic agree to 2e-12.
struct OutwardTerms<Law: CountMixture> {
  private let law: Law
  private let logReference: Double
  private let direction: OutwardDirection
  /// The furthest count.
  private let end: Int
  private var step = shortest
  /// How many counts are left until a cubic is tried again.
  private var wait = 0
  private var cubic: LogCubic?

  init(_ law: Law, _ direction: OutwardDirection, to end: Int, logReference: Double) {
    (self.law, self.direction, self.end) = (law, direction, end)
    self.logReference = logReference
  }

  /// p of the count that follows, given p of this one; counts must come in order.
  mutating func term(after count: Int, _ term: Double) throws(NumericsError) -> Double {
    let next = count + direction.rawValue
    if let ratio = law.ratio(after: min(count, next)) {
      return direction == .upwards ? term * ratio : term / ratio
    }
    return exp(try logProbability(next) - logReference)
  }

  private mutating func logProbability(_ count: Int) throws(NumericsError) -> Double {
    if let cubic, cubic.contains(count) { return cubic.value(at: count) }
    if wait > 0 {
      wait -= 1
    } else if count >= Self.smallest {
      try renewCubic(from: count)
      if let cubic, cubic.contains(count) { return cubic.value(at: count) }
    }
    return try law.logProbability(count)
  }

  private mutating func renewCubic(from first: Int) throws(NumericsError) {
    step = min(step, first / 8, (end - first) * direction.rawValue / 3)
    while step >= Self.shortest {
      let trial = try LogCubic(law, from: first, step: direction.rawValue * step)
      if try trial.error(law, at: 1) <= 2e-12, try trial.error(law, at: 5) <= 2e-12 {
        (cubic, step) = (trial, 2 * step)
        return
      }
      step /= 2
    }
    (step, wait) = (Self.shortest, 128)
  }

  private static var smallest: Int { 512 }
  private static var shortest: Int { 8 }
}

enum OutwardDirection: Int {
  case downwards = -1
  case upwards = 1
}

/// The cubic in ln n through ln p at four counts.
private struct LogCubic {
  private let first: Int
  private let step: Int
  private let positions: [4 of Double]
  /// Newton's divided differences.
  private let coefficients: [4 of Double]

  init(_ law: some CountMixture, from first: Int, step: Int) throws(NumericsError) {
    (self.first, self.step) = (first, step)
    var (positions, values) = ([4 of Double](repeating: 0), [4 of Double](repeating: 0))
    for index in 0..<4 {
      positions[index] = log(Double(first + index * step))
      values[index] = try law.logProbability(first + index * step)
    }
    for order in 1..<4 {
      for index in stride(from: 3, through: order, by: -1) {
        let width = positions[index] - positions[index - order]
        values[index] = (values[index] - values[index - 1]) / width
      }
    }
    (self.positions, coefficients) = (positions, values)
  }

  func contains(_ count: Int) -> Bool {
    let last = first + 3 * step
    return count >= min(first, last) && count <= max(first, last)
  }

  func value(at count: Int) -> Double {
    let position = log(Double(count))
    var value = coefficients[3]
    for index in (0..<3).reversed() {
      value = value * (position - positions[index]) + coefficients[index]
    }
    return value
  }

  /// At so many half steps from the first count.
  func error(_ law: some CountMixture, at halfSteps: Int) throws(NumericsError) -> Double {
    let count = first + halfSteps * step / 2
    return abs(value(at: count) - (try law.logProbability(count)))
  }
}
