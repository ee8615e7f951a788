/// The minimum of a fit and its neighbourhood.
public struct FitResult: Sendable {
  public let parameters: [FitParameter]
  /// One for each parameter.
  public let values: [Double]
  /// One for each parameter.
  public let states: [ParameterState]
  /// The function at ``values``.
  public let minimum: Double
  /// ½ gᵀ H⁻¹ g: how far the function is still above its minimum.
  public let estimatedDistance: Double
  /// Steps of all searches.
  public let iterations: Int
  /// H⁻¹ of the free parameters, in their order; nil when there is none.
  ///
  /// Held parameters and those at a bound take no part: their exact values are assumed.
  public let covariance: SymmetricMatrix?
  /// Row of each parameter in ``covariance``; nil unless it is free.
  let rows: [Int?]
  let fit: Fit
  /// Second derivatives with respect to all parameters, row by row.
  let hessian: [Double]
  let gradient: [Double]

  init(_ fit: Fit, _ end: SearchEnd, atBounds: [Int: Double]) throws(NumericsError) {
    let parameters = fit.objective.parameters
    let states = parameters.enumerated().map { index, parameter -> ParameterState in
      if fit.held[index] != nil { return .held }
      guard let bound = atBounds[index] else { return .free }
      return bound == parameter.lower ? .atLowerBound : .atUpperBound
    }
    let free = states.indices.filter { states[$0] == .free }
    (self.fit, self.parameters, self.states) = (fit, parameters, states)
    values = end.expansion.point
    minimum = end.expansion.value
    (estimatedDistance, iterations) = (end.estimatedDistance, end.iterations)
    (hessian, gradient) = (end.expansion.external.hessian, end.expansion.external.gradient)
    rows = states.indices.map { free.firstIndex(of: $0) }
    covariance = try end.expansion.external.curvature(of: free)?.inverse()
  }
}

extension FitResult {
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a name that no parameter has.
  public func value(of name: String) throws(NumericsError) -> Double {
    values[try parameters.index(of: name)]
  }

  /// Standard deviation from the covariance; nil for a parameter that is held or at a bound.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a name that no parameter has.
  public func error(of name: String) throws(NumericsError) -> Double? {
    let index = try parameters.index(of: name)
    return covariance(index, index).map { $0.squareRoot() }
  }

  /// Between −1 and 1; nil unless both parameters are free.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a name that no parameter has.
  public func correlation(_ one: String, _ other: String) throws(NumericsError) -> Double? {
    let (i, j) = (try parameters.index(of: one), try parameters.index(of: other))
    guard let joint = covariance(i, j), let first = covariance(i, i),
      let second = covariance(j, j)
    else { return nil }
    return i == j ? 1 : min(max(joint / (first * second).squareRoot(), -1), 1)
  }

  /// Of two parameters by index; nil unless both are free.
  func covariance(_ one: Int, _ other: Int) -> Double? {
    guard let covariance, let row = rows[one], let column = rows[other] else { return nil }
    return covariance[row, column]
  }
}

extension ObjectiveDerivatives {
  /// Second derivatives with respect to some of the parameters; nil for none.
  fileprivate func curvature(of indices: [Int]) throws(NumericsError) -> SymmetricMatrix? {
    guard !indices.isEmpty else { return nil }
    let rows = indices.indices.map { row in
      indices[...row].map { hessian[indices[row] * gradient.count + $0] }
    }
    return try SymmetricMatrix(lowerTriangle: rows)
  }
}
