extension SignalScale: CustomStringConvertible {
  /// What is known about the factor, in words.
  public var description: String {
    switch measurement {
    case .exact: "exact"
    case .logNormal(_, let logWidth): "log-normal, kappa = \(1 + expm1(logWidth))"
    case .normal(_, let width): "gaussian of width \(width), truncated at zero"
    case .selection(let selected, let trials):
      "\(Int(selected)) of \(Int(trials)) events selected"
    }
  }
}
