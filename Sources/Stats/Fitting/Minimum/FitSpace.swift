/// The free parameters of a function in internal coordinates; the held ones keep their values.
struct FitSpace {
  let objective: any FitObjective
  /// Indices of the free parameters, ascending.
  let free: [Int]
  private let transformations: [ParameterTransformation]
  /// A value for every parameter, of which those of held ones count.
  private let base: [Double]

  init(_ objective: any FitObjective, holding held: [Int: Double]) {
    let parameters = objective.parameters
    self.objective = objective
    free = parameters.indices.filter { held[$0] == nil }
    transformations = free.map { ParameterTransformation(parameters[$0]) }
    base = parameters.indices.map { held[$0] ?? parameters[$0].start }
  }

  func point(at coordinates: [Double]) -> [Double] {
    var point = base
    for (position, index) in free.enumerated() {
      point[index] = transformations[position].parameter(at: coordinates[position])
    }
    return point
  }

  /// Of the free parameters of a point.
  func coordinates(of point: [Double]) -> [Double] {
    free.enumerated().map { transformations[$0.offset].coordinate(of: point[$0.element]) }
  }

  /// - Throws: ``NumericsError/Kind/invalidInput`` where the function is not finite, and what the
  ///   function throws.
  func value(at coordinates: [Double]) throws(NumericsError) -> Double {
    let value = try objective.value(at: point(at: coordinates))
    guard value.isFinite else { throw .undefinedObjective }
    return value
  }

  /// The function around a point, transformed by the chain rule.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` where the function or a derivative is not finite
  ///   or does not match the parameters, and what the function throws.
  func expansion(at coordinates: [Double]) throws(NumericsError) -> LocalExpansion {
    let point = point(at: coordinates)
    let external = try checkedDerivatives(at: point)
    let rates = coordinates.indices.map { transformations[$0].derivatives(at: coordinates[$0]) }
    let gradient = free.indices.map { external.gradient[free[$0]] * rates[$0].first }
    var hessian: [Double] = []
    hessian.reserveCapacity(free.count * free.count)
    for (i, row) in free.enumerated() {
      for (j, column) in free.enumerated() {
        let bend = i == j ? external.gradient[row] * rates[i].second : 0
        let element = external.hessian[row * base.count + column]
        hessian.append(element * rates[i].first * rates[j].first + bend)
      }
    }
    return LocalExpansion(
      coordinates: coordinates, point: point, external: external, gradient: gradient,
      hessian: hessian)
  }

  private func checkedDerivatives(
    at point: [Double]
  ) throws(NumericsError) -> ObjectiveDerivatives {
    let derivatives = try objective.derivatives(at: point)
    try derivatives.check(size: base.count)
    guard derivatives.value.isFinite, derivatives.gradient.allSatisfy(\.isFinite),
      derivatives.hessian.allSatisfy(\.isFinite)
    else { throw .undefinedObjective }
    return derivatives
  }
}

/// A function around a point: value and derivatives, in parameters and in internal coordinates.
struct LocalExpansion {
  let coordinates: [Double]
  let point: [Double]
  /// With respect to all parameters.
  let external: ObjectiveDerivatives
  /// With respect to the coordinates of the free parameters.
  let gradient: [Double]
  /// With respect to the coordinates of the free parameters, row by row.
  let hessian: [Double]

  var value: Double { external.value }
}

extension NumericsError {
  static var undefinedObjective: Self {
    Self(
      .invalidInput, "the function to minimise or a derivative of it is not a finite number",
      advice: "start from other values, or narrow the bounds to where the function is defined")
  }
}
