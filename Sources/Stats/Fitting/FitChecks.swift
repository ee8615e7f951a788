/// Throws unless there is a parameter, and each has a name of its own.
func checkNames(of parameters: [FitParameter]) throws(NumericsError) {
  var names: Set<String> = []
  for parameter in parameters where !names.insert(parameter.name).inserted {
    throw NumericsError(
      .invalidInput, "two parameters of a fit are called '\(parameter.name)'",
      advice: "give each parameter a name of its own")
  }
  guard !parameters.isEmpty else {
    throw NumericsError(
      .invalidInput, "a fit needs at least one parameter", advice: "add a parameter")
  }
}

extension FitParameter {
  /// Throws unless the start lies within ordered bounds and the step is above zero.
  func check() throws(NumericsError) {
    guard lower < upper, lower < .infinity, upper > -.infinity,
      (upper - lower).isFinite || lower == -.infinity || upper == .infinity
    else { throw invalid("needs a lower bound below its upper bound", "exchange the bounds") }
    guard start.isFinite, lower <= start, start <= upper else {
      throw invalid("starts outside its bounds", "start between the bounds, or widen them")
    }
    guard step > 0, step < .infinity else {
      throw invalid("needs a step above zero", "take about its expected standard deviation")
    }
  }

  /// Throws unless a value is finite and within the bounds.
  func checkBounds(of value: Double) throws(NumericsError) {
    guard value.isFinite, lower <= value, value <= upper else {
      throw invalid("is held outside its bounds", "hold it between the bounds, or widen them")
    }
  }

  private func invalid(_ problem: String, _ advice: String) -> NumericsError {
    NumericsError(.invalidInput, "the parameter '\(name)' \(problem)", advice: advice)
  }
}

/// The values of held parameters by their index.
func heldValues(
  _ held: [String: Double], of parameters: [FitParameter]
) throws(NumericsError) -> [Int: Double] {
  var values: [Int: Double] = [:]
  for name in held.keys.sorted() {
    let index = try parameters.index(of: name)
    let (parameter, value) = (parameters[index], held[name] ?? parameters[index].start)
    try parameter.checkBounds(of: value)
    values[index] = value
  }
  return values
}

extension [FitParameter] {
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a name that no parameter has.
  func index(of name: String) throws(NumericsError) -> Int {
    if let index = firstIndex(where: { $0.name == name }) { return index }
    let known = map(\.name).sorted().joined(separator: ", ")
    throw NumericsError(
      .invalidInput, "the fit has no parameter '\(name)'", advice: "choose one of \(known)")
  }
}

extension FitObjective {
  /// Throws unless a point has one value for each parameter.
  func checkSize(of point: [Double]) throws(NumericsError) {
    guard point.count == parameters.count else {
      throw NumericsError(
        .invalidInput, "a point needs one value for each parameter of the function",
        advice: "give the values in the order of the parameters")
    }
  }
}
