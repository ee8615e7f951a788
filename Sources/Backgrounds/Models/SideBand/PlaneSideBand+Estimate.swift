import BlindAnalysis
import Stats

/// Side-band extrapolation in two variables: a density fitted around the box and integrated over it.
///
/// `b = ν ∫∫_box f(x) g(y) dy dx` with the yield `ν` on the plane and the shapes of an extended unbinned
/// maximum-likelihood fit to the events of the plane without the box. With the correlation `linear` the
/// first parameter of g is φ + c (x − m), with the middle m of the plane in x. The statistical error
/// comes from the covariance of the fit, the systematic one from the declared variations, as in one
/// variable.
/// Neglects what the box holds beside the density, and any other dependence of the two variables.
/// Reference: R. Barlow, Nucl. Instrum. Meth. A 297 (1990) 496.
extension PlaneSideBand {
  /// - Parameter events: The open events of the side band.
  /// - Throws: `NumericsError` for too few events, and for a fit that did not converge.
  func estimate(named name: String, from events: OpenEvents) throws -> BackgroundEstimate {
    let pairs = zip(events.values, events.secondValues).map { (x: $0, y: $1) }
    let chosen = try chosenFit(to: pairs)
    let central = chosen.central.summary
    let checks = try placed(chosen.central.fit.form) { () throws(NumericsError) in
      try madeChecks(of: chosen.central.fit, events.validationCount)
    }
    return BackgroundEstimate(
      name: name,
      amount: .expectation(
        Expectation(
          value: central.predicted, statistical: central.statistical,
          systematicDown: chosen.systematicDown, systematicUp: chosen.systematicUp)),
      method: method(central.name), source: nil,
      plane: PlaneExtrapolation(
        variables: [first.name, second.name], region: sideBand, target: targetRange.intervals,
        central: central, variations: chosen.variations, functionProfile: chosen.profile,
        checks: checks))
  }

  private func method(_ functions: String) -> String {
    let edges = beginsAtZero.map { ", the open lower edge of \($0) taken as zero" }.joined()
    let profiling = systematics.method == .discreteProfiling ? ", functions profiled" : ""
    return "\(functions) in (\(first.name), \(second.name)) from '\(sideBand)' into '\(target)'"
      + "\(edges)\(profiling)"
  }

  private func madeChecks(
    of fit: PlaneFit, _ validationCount: Int?
  ) throws(NumericsError) -> PlaneChecks {
    let target = try box()
    return PlaneChecks(
      profile: Result { () throws(NumericsError) in
        try fit.result.profileInterval(of: fit.likelihood.events(in: target))
      },
      bootstrap: Result { () throws(NumericsError) in
        try fit.bootstrap(in: target, samples: fit.affordableToys, seed: 1)
      },
      goodness: Result { () throws(NumericsError) in
        try fit.goodness(toys: fit.affordableToys, seed: 1)
      },
      validation: try validationTest(of: fit, validationCount),
      contamination: try signalContamination.map { declared throws(NumericsError) in
        try SignalContamination(declared, of: fit, in: target)
      })
  }

  private func validationTest(
    of fit: PlaneFit, _ observed: Int?
  ) throws(NumericsError) -> ValidationTest? {
    guard let validation, let observed else { return nil }
    return try ValidationTest(
      validation.region, validation.ranges.map(\.intervals),
      predicting: fit.expectation(in: validation.ranges.planeRanges()), observed: observed)
  }
}

extension PlaneSideBand {
  func box() throws(NumericsError) -> PlaneRange { try PlaneRange(targetRange) }
}

extension PlaneRectangle {
  /// One for each variable.
  var intervals: [ClosedRange<Double>] {
    [first, second].map { $0.lower...$0.upper }
  }
}

extension PlaneRange {
  init(_ rectangle: PlaneRectangle) throws(NumericsError) {
    self.init(
      x: try Stats.ValueRange(rectangle.first), y: try Stats.ValueRange(rectangle.second))
  }
}

extension [PlaneRectangle] {
  func planeRanges() throws(NumericsError) -> [PlaneRange] {
    var ranges: [PlaneRange] = []
    for rectangle in self { ranges.append(try PlaneRange(rectangle)) }
    return ranges
  }
}

extension SignalContamination {
  /// - Throws: `NumericsError` for a prediction that cannot be computed.
  init(
    _ declared: DeclaredSideBandSignal, of fit: PlaneFit, in target: PlaneRange
  ) throws(NumericsError) {
    let (values, result) = (fit.result.values, fit.result)
    let expected = try fit.likelihood.expectation(in: target, at: values)
    var influences: [Double] = []
    for place in fit.ranges.flatMap(\.places) {
      let scores = try fit.likelihood.scores(x: place.x, y: place.y, at: values)
      influences.append(result.covariance(of: expected.gradient, with: scores))
    }
    self.init(
      declared, mean: expected.value / Double(fit.events.count), influences: influences)
  }
}

extension PlaneRange {
  /// Evenly over the rectangle, all edges included.
  fileprivate var places: [(x: Double, y: Double)] {
    func along(_ range: Stats.ValueRange) -> [Double] {
      (0...24).map {
        min(range.lower + (range.upper - range.lower) * Double($0) / 24, range.upper)
      }
    }
    return along(x).flatMap { place in along(y).map { (place, $0) } }
  }
}
