/// Fits signal strength and nuisance parameters to several counts, many times, in the same memory.
///
/// Minimises Σ_c D(n_c; ν_c) + Σ_k C_k(θ_k), half deviances and penalties of the nuisance measurements,
/// by Newton's method with the exact Hessian; where that is not positive definite, with the part of
/// it that always is. Parameters at a limit stay there while the slope pushes outwards. The result
/// depends on data and signal strength only, not on fits before it, so equal data give equal values
/// to the last bit.
struct ChannelFit {
  let layout: FitLayout
  /// μ and θ.
  var values: [Double]
  var trial: [Double]
  var gradient: [Double]
  var hessian: CurvatureMatrix
  var step: [Double]
  /// Whether a parameter may move in this step.
  var isFree: [Bool]
  /// Expected events of each term; of signal at μ = 1.
  var means: [Double]
  /// The derivatives of one expected count by the parameters of its channel.
  var slopes: [Double]

  init(_ layout: FitLayout) {
    self.layout = layout
    let size = layout.size
    (values, trial) = (Array(repeating: 0, count: size), Array(repeating: 0, count: size))
    (gradient, step) = (values, values)
    hessian = CurvatureMatrix(size: size)
    isFree = Array(repeating: true, count: size)
    means = Array(repeating: 0, count: layout.terms.count)
    slopes = values
  }

  /// μ of the last fit.
  var strength: Double { values[0] }

  /// Whether a larger signal strength than that of the last fit would describe the data better.
  private(set) var wantsMoreSignal = false

  /// The smallest value for a signal strength that is given.
  ///
  /// - Throws: ``NumericsError/Kind/notConverged`` when no minimum is found.
  mutating func minimise(
    _ data: ChannelData, strength: Double
  ) throws(NumericsError) -> Double {
    start(data, strength)
    return try search(data, strengthIsFree: false)
  }

  /// The smallest value for any signal strength of zero or more, starting from the last fit.
  mutating func minimiseFurther(_ data: ChannelData) throws(NumericsError) -> Double {
    try search(data, strengthIsFree: true)
  }

  private mutating func start(_ data: ChannelData, _ strength: Double) {
    values[0] = strength
    for (index, law) in layout.laws.enumerated() {
      values[index + 1] = law.start(data.measurements[index])
    }
  }
}

extension ChannelFit {
  /// The decrease that a further step promises; the minimum is then known to about its power 3/2.
  private static var lastDecrease: Double { 1e-9 }

  private mutating func search(
    _ data: ChannelData, strengthIsFree: Bool
  ) throws(NumericsError) -> Double {
    var value = evaluate(values, data)
    for _ in 0..<200 {
      let decrease = prepareStep(data, strengthIsFree)
      wantsMoreSignal = gradient[0] < 0
      if decrease <= Self.lastDecrease {
        if let next = leaveKink(data, value) {
          value = next
          continue
        }
        setTrial(1, data, strengthIsFree)
        swap(&values, &trial)
        return value - decrease / 2
      }
      guard let next = lineSearch(data, value, strengthIsFree) ?? stepToZero(data, value) else {
        // No step is better in double precision: this is the minimum, or as near as can be told.
        if decrease < 1e-6 * max(1, value) { return value }
        break
      }
      value = next
    }
    throw NumericsError(
      .notConverged, "a fit of several counts found no minimum",
      advice: "check yields and uncertainties for effects of very different size")
  }

  /// Halves the step until the value falls; `nil` when it never does.
  private mutating func lineSearch(
    _ data: ChannelData, _ value: Double, _ strengthIsFree: Bool
  ) -> Double? {
    var length = 1.0
    for _ in 0..<40 {
      setTrial(length, data, strengthIsFree)
      let next = evaluate(trial, data)
      if next < value {
        swap(&values, &trial)
        return next
      }
      length /= 2
    }
    return nil
  }

  /// So much of the step that the strength becomes zero, where it is then held.
  ///
  /// A step that is cut off at a strength of zero may lead upwards however short it is.
  private mutating func stepToZero(_ data: ChannelData, _ value: Double) -> Double? {
    guard isFree[0], values[0] > 0, step[0] > values[0] else { return nil }
    setTrial(values[0] / step[0], data, true)
    trial[0] = 0
    let next = evaluate(trial, data)
    // Next to zero rounding decides which of the two is smaller.
    guard next <= value + Self.lastDecrease * max(1, value) else { return nil }
    swap(&values, &trial)
    return next
  }

  /// The parameters after a step of some length, within the limits.
  private mutating func setTrial(_ length: Double, _ data: ChannelData, _ strengthIsFree: Bool) {
    for index in trial.indices {
      trial[index] = values[index] - (isFree[index] ? length * step[index] : 0)
    }
    if strengthIsFree { trial[0] = max(0, trial[0]) }
    for index in layout.laws.indices {
      trial[index + 1] = layout.laws[index].limited(
        trial[index + 1], from: values[index + 1], data.measurements[index])
    }
    stopAtKinks()
  }

  /// Solves for the Newton step and gives twice the decrease of the value that it promises.
  private mutating func prepareStep(_ data: ChannelData, _ strengthIsFree: Bool) -> Double {
    differentiate(data, exact: true)
    markFree(strengthIsFree)
    if !hessian.factorise(free: isFree) {
      differentiate(data, exact: false)
      guard hessian.factorise(free: isFree) else { return steepest() }
    }
    return hessian.solve(gradient, free: isFree, into: &step)
  }

  private mutating func markFree(_ strengthIsFree: Bool) {
    isFree[0] = strengthIsFree && !(values[0] <= 0 && gradient[0] >= 0)
    for (index, law) in layout.laws.enumerated() {
      let (value, slope) = (values[index + 1], gradient[index + 1])
      isFree[index + 1] =
        !(value <= law.lowest && slope >= 0) && !(value >= law.highest && slope <= 0)
    }
    holdAtKinks()
  }

  /// Down the slope, when curvatures say nothing.
  private mutating func steepest() -> Double {
    var sum = 0.0
    for index in step.indices where isFree[index] {
      step[index] = gradient[index]
      sum += gradient[index] * gradient[index]
    }
    return sum
  }
}
