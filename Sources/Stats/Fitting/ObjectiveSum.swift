/// The sum of functions that may share parameters: a fit with constraints, or of several samples.
///
/// Parameters are the same when their names are. The first function that has a parameter decides on
/// its start and step; the bounds are those that all functions allow.
public struct ObjectiveSum: FitObjective {
  public let parameters: [FitParameter]
  private let terms: [Term]

  private struct Term {
    let objective: any FitObjective
    /// For each parameter of the term, its place in the sum.
    let places: [Int]
  }

  /// - Throws: ``NumericsError/Kind/invalidInput`` without a function, or when the starting value of
  ///   a parameter lies outside the bounds of another function.
  public init(_ objectives: [any FitObjective]) throws(NumericsError) {
    var parameters: [FitParameter] = []
    var terms: [Term] = []
    for objective in objectives {
      var places: [Int] = []
      for parameter in objective.parameters {
        places.append(parameters.merge(parameter))
      }
      terms.append(Term(objective: objective, places: places))
    }
    try checkNames(of: parameters)
    for parameter in parameters { try parameter.check() }
    (self.parameters, self.terms) = (parameters, terms)
  }

  public func value(at point: [Double]) throws(NumericsError) -> Double {
    try checkSize(of: point)
    var sum = 0.0
    for term in terms { sum += try term.objective.value(at: term.places.map { point[$0] }) }
    return sum
  }

  public func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives {
    try checkSize(of: point)
    let size = parameters.count
    var value = 0.0
    var gradient = [Double](repeating: 0, count: size)
    var hessian = [Double](repeating: 0, count: size * size)
    for term in terms {
      let part = try term.objective.derivatives(at: term.places.map { point[$0] })
      try part.check(size: term.places.count)
      value += part.value
      for (i, row) in term.places.enumerated() {
        gradient[row] += part.gradient[i]
        for (j, column) in term.places.enumerated() {
          hessian[row * size + column] += part.hessian[i * term.places.count + j]
        }
      }
    }
    return ObjectiveDerivatives(value: value, gradient: gradient, hessian: hessian)
  }
}

extension [FitParameter] {
  /// Takes a parameter in, and gives its place.
  fileprivate mutating func merge(_ other: FitParameter) -> Int {
    guard let place = firstIndex(where: { $0.name == other.name }) else {
      append(other)
      return count - 1
    }
    let known = self[place]
    self[place] = FitParameter(
      name: known.name, start: known.start, lower: Swift.max(known.lower, other.lower),
      upper: Swift.min(known.upper, other.upper), step: known.step)
    return place
  }
}

extension ObjectiveDerivatives {
  /// Throws unless there is a first derivative per parameter and a second one per pair.
  func check(size: Int) throws(NumericsError) {
    guard gradient.count == size, hessian.count == size * size else {
      throw NumericsError(
        .invalidInput, "the derivatives of the function to minimise do not match its parameters",
        advice: "give one first derivative per parameter and one second derivative per pair")
    }
  }
}
