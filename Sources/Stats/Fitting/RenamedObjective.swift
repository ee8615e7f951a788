/// A function to minimise under other names for some of its parameters.
///
/// In an ``ObjectiveSum`` parameters of one name are one; this keeps those apart that are not.
public struct RenamedObjective: FitObjective {
  public let parameters: [FitParameter]
  private let objective: any FitObjective

  /// - Parameter names: New names by the old ones; other parameters keep theirs.
  public init(_ objective: any FitObjective, _ names: [String: String]) {
    self.objective = objective
    parameters = objective.parameters.map {
      FitParameter(
        name: names[$0.name] ?? $0.name, start: $0.start, lower: $0.lower, upper: $0.upper,
        step: $0.step)
    }
  }

  public func value(at point: [Double]) throws(NumericsError) -> Double {
    try objective.value(at: point)
  }

  public func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives {
    try objective.derivatives(at: point)
  }
}
