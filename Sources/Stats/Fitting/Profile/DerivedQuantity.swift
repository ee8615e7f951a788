/// A smooth function of the parameters of a fit, such as the events that it predicts elsewhere.
public struct DerivedQuantity: Sendable {
  /// Value and gradient, which has one component for each parameter.
  public typealias Evaluation =
    @Sendable ([Double]) throws(NumericsError) -> (value: Double, gradient: [Double])

  /// For messages.
  public let name: String
  private let evaluation: Evaluation

  /// - Parameter evaluation: Defined wherever the function that is fitted is.
  public init(_ name: String, evaluation: @escaping Evaluation) {
    (self.name, self.evaluation) = (name, evaluation)
  }

  /// The gradient at a point, one element for each parameter.
  ///
  /// - Throws: What the evaluation throws.
  public func slope(at point: [Double]) throws(NumericsError) -> [Double] {
    try evaluate(at: point).gradient
  }

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a number that is not finite or a gradient
  ///   that does not match the parameters, and what the evaluation throws.
  func evaluate(at point: [Double]) throws(NumericsError) -> (value: Double, gradient: [Double]) {
    let result = try evaluation(point)
    guard result.gradient.count == point.count, result.gradient.allSatisfy(\.isFinite),
      result.value.isFinite
    else {
      throw NumericsError(
        .invalidInput,
        "the quantity '\(name)' needs a finite value and one finite derivative per parameter",
        advice: "bound the parameters to where it is defined")
    }
    return result
  }
}

/// A quantity at the minimum of a fit, with its standard deviation.
public struct QuantityEstimate: Hashable, Sendable {
  public let value: Double
  public let error: Double
}

extension FitResult {
  /// A derived quantity with the error √(gᵀ V g) of linear propagation (delta method).
  ///
  /// Parameters that are held or at a bound contribute nothing: use
  /// ``profileInterval(of:level:)-(DerivedQuantity,_)`` where one is at a bound, or where the
  /// quantity is not nearly linear within the errors.
  /// - Throws: What the quantity throws.
  public func estimate(of quantity: DerivedQuantity) throws(NumericsError) -> QuantityEstimate {
    let (value, gradient) = try quantity.evaluate(at: values)
    return QuantityEstimate(value: value, error: variance(along: gradient).squareRoot())
  }

  /// aᵀ V b over the free parameters: how two quantities with these gradients vary together.
  ///
  /// - Parameters:
  ///   - one: One element for each parameter, as the other.
  ///   - other: b.
  public func covariance(of one: [Double], with other: [Double]) -> Double {
    var sum = 0.0
    for (row, a) in zip(one.indices, one) {
      for (column, b) in zip(other.indices, other) { sum += a * (covariance(row, column) ?? 0) * b }
    }
    return sum
  }

  /// gᵀ V g over the free parameters.
  func variance(along gradient: [Double]) -> Double {
    let free = gradient.indices.filter { rows[$0] != nil }.map { gradient[$0] }
    return max(0, covariance?.quadraticForm(free) ?? 0)
  }
}
