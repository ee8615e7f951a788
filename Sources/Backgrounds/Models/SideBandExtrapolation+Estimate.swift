import BlindAnalysis
import Stats

/// Side-band extrapolation: a tail fitted beside the box and integrated over it.
///
/// `b = ν ∫_box f(x; θ̂) dx / ∫_band f(x; θ̂) dx` with the yield `ν` and the shape `θ̂` of an extended
/// unbinned maximum-likelihood fit; the statistical error comes from the covariance of the fit.
/// The systematic one is the envelope of the declared variations: every function on every range.
/// Neglects what the box holds beside the tail, and any dependence of the tail on the other
/// variables of the regions.
/// Method: NA64, arXiv:2503.11275 (side band extrapolated into the box; the systematic is the area
/// between the fits with the smallest and the largest integral).
extension SideBandExtrapolation {
  /// - Parameter events: The open events of the side band.
  /// - Throws: `NumericsError` for too few events, and for a fit that did not converge.
  func estimate(named name: String, from events: OpenEvents) throws -> BackgroundEstimate {
    let central = try fit(function, on: fitRange, to: events)
    let others = try variations.map { try fit($0.function, on: $0.range, to: events) }
    let predictions = [central.predicted] + others.map(\.predicted)
    let expectation = Expectation(
      value: central.predicted, statistical: central.statistical,
      systematicDown: central.predicted - (predictions.min() ?? central.predicted),
      systematicUp: (predictions.max() ?? central.predicted) - central.predicted)
    return BackgroundEstimate(
      name: name, amount: .expectation(expectation), method: method, source: nil,
      extrapolation: Extrapolation(
        variable: variableName, region: sideBand,
        target: targetRange.lower...targetRange.upper, central: central, variations: others))
  }

  private var method: String {
    let edge = targetBeginsAtZero ? ", its open lower edge taken as zero" : ""
    return "\(function.rawValue) in \(variableName) from '\(sideBand)' into '\(target)'\(edge)"
  }

  private typealias Variation = (function: TailFunction, range: BlindAnalysis.ValueRange)

  /// Every function on every range, without the central fit.
  private var variations: [Variation] {
    let functions = [function] + systematics.functions.filter { $0 != function }
    let ranges = [fitRange] + systematics.ranges.filter { $0 != fitRange }
    return functions.flatMap { function in ranges.map { (function, $0) } }
      .dropFirst().map { Variation($0, $1) }
  }

  private func fit(
    _ function: TailFunction, on range: BlindAnalysis.ValueRange, to events: OpenEvents
  ) throws -> ExtrapolationFit {
    do throws(NumericsError) {
      let tail = try TailFit.fit(
        function.shape, to: events.values, in: Stats.ValueRange(from: range.lower, to: range.upper))
      let predicted = try tail.expectation(
        in: Stats.ValueRange(from: targetRange.lower, to: targetRange.upper))
      return ExtrapolationFit(tail, predicted, function: function.rawValue)
    } catch {
      throw NumericsError(
        error.kind,
        "\(function.rawValue) on \(range.lower) .. \(range.upper) of '\(sideBand)': \(error.reason)",
        advice: error.advice)
    }
  }
}

extension ExtrapolationFit {
  fileprivate init(_ tail: FittedTail, _ predicted: TailExpectation, function: String) {
    self.init(
      function: function, range: tail.range.lower...tail.range.upper,
      events: Int(tail.yield), shape: ShapeParameter(tail), predicted: predicted.value,
      statistical: predicted.statisticalError, minimum: tail.negativeLogLikelihood,
      iterations: tail.iterations, distanceToMinimum: tail.estimatedDistance)
  }
}

extension ShapeParameter {
  fileprivate init?(_ tail: FittedTail) {
    guard let name = tail.shape.parameterName, let value = tail.parameter,
      let uncertainty = tail.parameterError
    else { return nil }
    self.init(name: name, value: value, uncertainty: uncertainty)
  }
}

extension TailFunction {
  fileprivate var shape: TailShape {
    switch self {
    case .exponential: .exponential
    case .powerLaw: .powerLaw
    case .uniform: .uniform
    }
  }
}
