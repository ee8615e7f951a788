import BlindAnalysis
import Stats

/// Side-band extrapolation: a function fitted beside the box and integrated over it.
///
/// `b = ν ∫_box f(x; θ̂) dx / ∫_band f(x; θ̂) dx` with the yield `ν` and the shape `θ̂` of an extended
/// maximum-likelihood fit, to the events or to their histogram; the statistical error comes from
/// the covariance of the fit. The systematic one is the envelope of the declared variations: every
/// function on every range.
/// Neglects what the box holds beside the tail, and any dependence of the tail on the other
/// variables of the regions.
/// Method: NA64, arXiv:2503.11275 (side band extrapolated into the box; the systematic is the area
/// between the fits with the smallest and the largest integral).
extension SideBandExtrapolation {
  /// - Parameter events: The open events of the side band.
  /// - Throws: `NumericsError` for too few events, and for a fit that did not converge.
  func estimate(named name: String, from events: OpenEvents) throws -> BackgroundEstimate {
    let fit = try placed(function, fitRange) { () throws(NumericsError) in
      try fitted(function, on: fitRange, to: events)
    }
    let central = try placed(function, fitRange) { () throws(NumericsError) in
      try ExtrapolationFit(fit, into: target())
    }
    let others = try variations.map { function, range in
      try placed(function, range) { () throws(NumericsError) in
        try ExtrapolationFit(fitted(function, on: range, to: events), into: target())
      }
    }
    let checks = try placed(function, fitRange) { () throws(NumericsError) in
      try madeChecks(of: fit, events)
    }
    return BackgroundEstimate(
      name: name, amount: .expectation(.init(central, envelopeOf: others)), method: method,
      source: nil,
      extrapolation: Extrapolation(
        variable: variableName, region: sideBand,
        target: targetRange.lower...targetRange.upper, central: central, variations: others,
        checks: checks))
  }

  private var method: String {
    let binned = bins.map { ", \($0) bins" } ?? ""
    let edge = targetBeginsAtZero ? ", its open lower edge taken as zero" : ""
    return "\(function.rawValue) in \(variableName) from '\(sideBand)' into '\(target)'"
      + "\(binned)\(edge)"
  }

  private typealias Variation = (function: TailFunction, range: BlindAnalysis.ValueRange)

  /// Every function on every range, without the central fit.
  private var variations: [Variation] {
    let functions = [function] + systematics.functions.filter { $0 != function }
    let ranges = [fitRange] + systematics.ranges.filter { $0 != fitRange }
    return functions.flatMap { function in ranges.map { (function, $0) } }
      .dropFirst().map { Variation($0, $1) }
  }

  // MARK: Fits

  private func target() throws(NumericsError) -> Stats.ValueRange {
    try Stats.ValueRange(targetRange)
  }

  private func fitted(
    _ function: TailFunction, on range: BlindAnalysis.ValueRange, to events: OpenEvents
  ) throws(NumericsError) -> SideBandFit {
    var predicted = [try target()]
    if let validation { predicted.append(try Stats.ValueRange(validation.range)) }
    return try SideBandFit(
      function, to: events.values, in: Stats.ValueRange(range), bins: bins, predicting: predicted)
  }

  /// Says in an error which fit it is about.
  private func placed<Value>(
    _ function: TailFunction, _ range: BlindAnalysis.ValueRange,
    _ work: () throws(NumericsError) -> Value
  ) throws(NumericsError) -> Value {
    do throws(NumericsError) { return try work() } catch {
      throw NumericsError(
        error.kind,
        "\(function.rawValue) on \(range.lower) .. \(range.upper) of '\(sideBand)': \(error.reason)",
        advice: error.advice)
    }
  }

  // MARK: Checks

  private func madeChecks(
    of fit: SideBandFit, _ events: OpenEvents
  ) throws(NumericsError) -> ExtrapolationChecks {
    ExtrapolationChecks(
      profile: Result { () throws(NumericsError) in try fit.profileInterval(in: target()) },
      goodness: Result { () throws(NumericsError) in
        try fit.goodness(toys: fit.affordableToys, seed: 1)
      },
      validation: try validationTest(of: fit, events))
  }

  private func validationTest(
    of fit: SideBandFit, _ events: OpenEvents
  ) throws(NumericsError) -> ValidationTest? {
    guard let validation, let observed = events.validationCount else { return nil }
    return try ValidationTest(
      validation.region, validation.range.lower...validation.range.upper,
      predicting: fit.expectation(in: Stats.ValueRange(validation.range)), observed: observed)
  }
}

extension Expectation {
  /// The central prediction with the envelope of the others.
  fileprivate init(_ central: ExtrapolationFit, envelopeOf others: [ExtrapolationFit]) {
    let predictions = [central.predicted] + others.map(\.predicted)
    self.init(
      value: central.predicted, statistical: central.statistical,
      systematicDown: central.predicted - (predictions.min() ?? central.predicted),
      systematicUp: (predictions.max() ?? central.predicted) - central.predicted)
  }
}

extension Stats.ValueRange {
  init(_ range: BlindAnalysis.ValueRange) throws(NumericsError) {
    try self.init(from: range.lower, to: range.upper)
  }
}

extension SideBandFit {
  /// So many that the test takes a fraction of a second: 200, or fewer for many events in a fit
  /// that looks at each of them, and never below 50.
  fileprivate var affordableToys: Int {
    let most = if case .tail = method { 2_000_000 } else { 60_000 }
    return min(200, max(50, most / max(1, events.count)))
  }
}
