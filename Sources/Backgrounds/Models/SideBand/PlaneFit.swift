import BlindAnalysis
import Stats

/// A density fitted to the events of a plane without the box, and what it predicts elsewhere.
struct PlaneFit {
  typealias Event = (x: Double, y: Double)

  let form: PlaneForm
  /// Those in the ranges.
  let events: [Event]
  let ranges: [PlaneRange]
  let likelihood: any PlaneObjective
  let result: FitResult
  private let predicted: [PlaneRange]

  /// - Parameter predicted: What the functions have to be continued into.
  /// - Throws: `NumericsError` for too few events, and for a fit that did not converge.
  init(
    _ form: PlaneForm, to events: [Event], in ranges: [PlaneRange],
    predicting predicted: [PlaneRange]
  ) throws(NumericsError) {
    (self.form, self.ranges, self.predicted) = (form, ranges, predicted)
    self.events = events.filter { event in
      ranges.contains { $0.contains(x: event.x, y: event.y) } || !event.x.isFinite
        || !event.y.isFinite
    }
    likelihood = try form.likelihood(of: self.events, in: ranges, predicting: predicted)
    let needed = max(TailFit.minimumEvents, likelihood.parameters.count + 1)
    guard likelihood.count >= needed else {
      throw .tooFewEventsInPlane(likelihood.count, needed: needed)
    }
    result = try Fit(likelihood).minimum()
  }

  /// Events expected in rectangles, with the error from the covariance of the fit (delta method).
  func expectation(
    in targets: [PlaneRange]
  ) throws(NumericsError) -> (value: Double, error: Double) {
    let estimate = try result.estimate(of: likelihood.events(in: targets))
    return (estimate.value, estimate.error)
  }

  /// How much the expectation varies among samples of the events, fitted alike.
  func bootstrap(
    in target: PlaneRange, samples: Int, seed: UInt64
  ) throws(NumericsError) -> Bootstrap {
    try Bootstrap(of: [events], samples: samples, seed: seed) { sample throws(NumericsError) in
      try refitted(sample[0]).expectation(in: [target]).value
    }
  }

  func goodness(toys: Int, seed: UInt64) throws(NumericsError) -> PlaneToyTest {
    try PlaneToyTest(
      of: likelihood.density(at: result.values), events: events, in: ranges, toys: toys, seed: seed
    ) { toy throws(NumericsError) in
      let fit = try refitted(toy)
      return try fit.likelihood.density(at: fit.result.values)
    }
  }

  private func refitted(_ events: [Event]) throws(NumericsError) -> PlaneFit {
    try PlaneFit(form, to: events, in: ranges, predicting: predicted)
  }

  /// So many that a test takes about a second, and never below 50.
  var affordableToys: Int {
    let most = form.correlation == .none ? 30_000 : 6_000
    return min(200, max(50, most / max(1, events.count)))
  }
}

/// The functions of both variables, and how the variables depend on each other.
struct PlaneForm: Hashable {
  /// Of the variables.
  let first, second: String
  let functions: PlaneSideBand.Functions
  let correlation: PlaneSideBand.Correlation

  /// As in `exponential × exponential, linear`.
  var name: String {
    functions.name + (correlation == .none ? "" : ", \(correlation.rawValue)")
  }

  fileprivate func likelihood(
    of events: [PlaneFit.Event], in ranges: [PlaneRange], predicting predicted: [PlaneRange]
  ) throws(NumericsError) -> any PlaneObjective {
    let x = PlaneLikelihood.Axis(first, functions.first.densityShape)
    let y = PlaneLikelihood.Axis(second, functions.second.densityShape)
    // A polynomial has no meaning outside of its range.
    let isPolynomial = functions.first.isBernstein || functions.second.isBernstein
    let others = isPolynomial ? predicted : []
    return switch correlation {
    case .none: try PlaneLikelihood(x, y, events: events, in: ranges, holding: others)
    case .linear:
      try ConditionalPlaneLikelihood(x, y, events: events, in: ranges, holding: others)
    }
  }
}

extension TailFunction {
  fileprivate var isBernstein: Bool { if case .bernstein = self { true } else { false } }
}

extension NumericsError {
  fileprivate static func tooFewEventsInPlane(_ count: Int, needed: Int) -> Self {
    Self(
      .tooFewEvents,
      "the plane holds \(count) \(count == 1 ? "event" : "events"), and a fit of these functions "
        + "needs at least \(needed)",
      advice: "widen the side band, choose functions with fewer parameters, or declare an upper "
        + "limit on this background")
  }
}
