import BlindAnalysis
import Stats

extension ExtrapolationFit {
  /// - Throws: `NumericsError` for an integral over the target that diverges.
  init(_ fit: SideBandFit, into target: Stats.ValueRange) throws(NumericsError) {
    let predicted = try fit.expectation(in: target)
    let summary = fit.summary
    self.init(
      function: fit.function.rawValue, range: fit.range.lower...fit.range.upper,
      events: fit.events.count, parameters: summary.parameters, predicted: predicted.value,
      statistical: predicted.error, minimum: summary.minimum, iterations: summary.iterations,
      distanceToMinimum: summary.distance)
  }
}

extension SideBandFit {
  fileprivate typealias Summary = (
    parameters: [ShapeParameter], minimum: Double, iterations: Int, distance: Double
  )

  fileprivate var summary: Summary {
    switch method {
    case .tail(let tail):
      (
        ShapeParameter(tail).map { [$0] } ?? [], tail.negativeLogLikelihood, tail.iterations,
        tail.estimatedDistance
      )
    case .function(let fitted):
      (
        ShapeParameter.all(of: fitted), fitted.result.minimum, fitted.result.iterations,
        fitted.result.estimatedDistance
      )
    }
  }
}

extension ShapeParameter {
  fileprivate init?(_ tail: FittedTail) {
    guard let name = tail.shape.parameterName, let value = tail.parameter else { return nil }
    self.init(name: name, value: value, uncertainty: tail.parameterError)
  }

  /// Without the yields.
  fileprivate static func all(of fitted: FittedFunction) -> [Self] {
    fitted.shapeParameters.map { name, value in
      Self(name: name, value: value, uncertainty: try? fitted.result.error(of: name))
    }
  }
}
