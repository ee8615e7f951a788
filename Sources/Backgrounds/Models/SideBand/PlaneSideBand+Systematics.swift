import BlindAnalysis
import Stats

/// A fit in a plane with what it predicts for the box.
struct PlacedPlaneFit {
  let fit: PlaneFit
  let summary: PlaneFitSummary
}

/// The central fit in a plane, with what the choice of its functions and ranges adds.
struct ChosenPlaneFit {
  let central: PlacedPlaneFit
  let variations: [PlaneFitSummary]
  /// Nil where the envelope was taken.
  let profile: DiscreteProfile?
  let systematicDown, systematicUp: Double
}

extension PlaneSideBand {
  func chosenFit(to events: [PlaneFit.Event]) throws(NumericsError) -> ChosenPlaneFit {
    switch systematics.method {
    case .envelope: try enveloped(events)
    case .discreteProfiling: try profiled(events)
    }
  }

  /// Every form on every part of the plane; the first is the central one.
  private func enveloped(_ events: [PlaneFit.Event]) throws(NumericsError) -> ChosenPlaneFit {
    let central = try fit(forms[0], on: nil, to: events)
    var others: [PlaneFitSummary] = []
    for form in forms {
      for range in parts where form != forms[0] || range != nil {
        others.append(try fit(form, on: range, to: events).summary)
      }
    }
    let (down, up) = central.summary.predicted.envelope(of: others.map(\.predicted))
    return ChosenPlaneFit(
      central: central, variations: others, profile: nil, systematicDown: down, systematicUp: up)
  }

  /// Every form on the whole side band, and the best one on its parts; see the fit in one variable.
  private func profiled(_ events: [PlaneFit.Event]) throws(NumericsError) -> ChosenPlaneFit {
    var fits: [PlacedPlaneFit] = []
    for form in forms { fits.append(try fit(form, on: nil, to: events)) }
    let target = try box()
    let profile = try placed(forms[0]) { () throws(NumericsError) in
      try DiscreteProfile(
        fits.map {
          .init($0.fit.form.name, $0.fit.result, $0.fit.likelihood.events(in: target))
        })
    }
    let central = fits[profile.best]
    var other: [PlaneFitSummary] = []
    for range in parts.dropFirst() {
      other.append(try fit(central.fit.form, on: range, to: events).summary)
    }
    let own = try placed(central.fit.form) { () throws(NumericsError) in
      try central.fit.result.profileInterval(of: central.fit.likelihood.events(in: target))
    }
    let value = central.summary.predicted
    let (down, up) = value.envelope(of: other.map(\.predicted))
    return ChosenPlaneFit(
      central: central,
      variations: fits.enumerated().filter { $0.offset != profile.best }.map(\.element.summary)
        + other,
      profile: profile,
      systematicDown: down.combined(withExcessOf: value - profile.lower, over: own.lowerError),
      systematicUp: up.combined(withExcessOf: profile.upper - value, over: own.upperError))
  }

  /// The central one, then other functions with its correlation, and other correlations.
  private var forms: [PlaneForm] {
    func form(_ functions: Functions, _ correlation: Correlation) -> PlaneForm {
      PlaneForm(
        first: first.name, second: second.name, functions: functions, correlation: correlation)
    }
    let all =
      [form(functions, correlation)] + systematics.functions.map { form($0, correlation) }
      + systematics.correlations.map { form(functions, $0) }
    return all.enumerated().filter { !all[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// The whole side band, then declared parts of it.
  private var parts: [PlaneRectangle?] { [nil] + systematics.ranges }

  private func fit(
    _ form: PlaneForm, on part: PlaneRectangle?, to events: [PlaneFit.Event]
  ) throws(NumericsError) -> PlacedPlaneFit {
    let rectangles =
      part.map { part in fitRanges.compactMap { $0.intersection(with: part) } } ?? fitRanges
    return try placed(form) { () throws(NumericsError) in
      let predicted = [targetRange] + (validation?.ranges ?? [])
      let fit = try PlaneFit(
        form, to: events, in: rectangles.planeRanges(), predicting: predicted.planeRanges())
      return PlacedPlaneFit(fit: fit, summary: try PlaneFitSummary(fit, rectangles, into: box()))
    }
  }

  /// Says in an error which fit it is about.
  func placed<Value>(
    _ form: PlaneForm, _ work: () throws(NumericsError) -> Value
  ) throws(NumericsError) -> Value {
    do throws(NumericsError) { return try work() } catch {
      throw NumericsError(
        error.kind, "\(form.name) in the plane of '\(sideBand)': \(error.reason)",
        advice: error.advice)
    }
  }
}

extension PlaneFitSummary {
  fileprivate init(
    _ fit: PlaneFit, _ rectangles: [PlaneRectangle], into target: PlaneRange
  ) throws(NumericsError) {
    let predicted = try fit.expectation(in: [target])
    self.init(
      functions: [fit.form.functions.first.rawValue, fit.form.functions.second.rawValue],
      correlation: fit.form.correlation.rawValue, rectangles: rectangles.map(\.intervals),
      events: fit.events.count,
      parameters: zip(fit.result.parameters, fit.result.values).dropFirst().map {
        ShapeParameter(
          name: $0.name, value: $1, uncertainty: try? fit.result.error(of: $0.name))
      },
      predicted: predicted.value, statistical: predicted.error, minimum: fit.result.minimum,
      iterations: fit.result.iterations, distanceToMinimum: fit.result.estimatedDistance)
  }
}
