/// p(n + 1), p(n + 2), … of a mixture, relative to a reference, without a quadrature for each count.
///
/// Where there is no closed ratio, ln p is smooth in ln n: in the tail it is interpolated by cubics
/// whose step is doubled or halved so that two exact checks a cubic agree to 2e-12.
struct UpwardTerms {
  private let law: any CountMixture
  private let logReference: Double
  private let highest: Int
  private var step = 8
  private var nextAttempt = 512
  private var cubic: LogCubic?

  init(_ law: any CountMixture, upTo highest: Int, logReference: Double) {
    (self.law, self.highest, self.logReference) = (law, highest, logReference)
  }

  /// p(count + 1), given p(count); counts must come in order.
  mutating func term(after count: Int, _ term: Double) throws(NumericsError) -> Double {
    if let ratio = law.ratio(after: count) { return term * ratio }
    return exp(try logProbability(count + 1) - logReference)
  }

  private mutating func logProbability(_ count: Int) throws(NumericsError) -> Double {
    if let cubic, count <= cubic.last { return cubic.value(at: count) }
    if count >= nextAttempt { try renewCubic(from: count) }
    if let cubic, count <= cubic.last { return cubic.value(at: count) }
    return try law.logProbability(count)
  }

  private mutating func renewCubic(from first: Int) throws(NumericsError) {
    step = min(step, first / 8, (highest - first) / 3)
    while step >= 8 {
      let trial = try LogCubic(law, from: first, step: step)
      if try trial.error(law, at: first + step / 2) <= 2e-12,
        try trial.error(law, at: first + 2 * step + step / 2) <= 2e-12
      {
        (cubic, step) = (trial, 2 * step)
        return
      }
      step /= 2
    }
    (step, nextAttempt) = (8, first + 128)
  }
}

/// The cubic in ln n through ln p at four counts.
private struct LogCubic {
  let last: Int
  private let positions: [4 of Double]
  /// Newton's divided differences.
  private let coefficients: [4 of Double]

  init(_ law: any CountMixture, from first: Int, step: Int) throws(NumericsError) {
    last = first + 3 * step
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

  func value(at count: Int) -> Double {
    let position = log(Double(count))
    var value = coefficients[3]
    for index in (0..<3).reversed() {
      value = value * (position - positions[index]) + coefficients[index]
    }
    return value
  }

  func error(_ law: any CountMixture, at count: Int) throws(NumericsError) -> Double {
    abs(value(at: count) - (try law.logProbability(count)))
  }
}
