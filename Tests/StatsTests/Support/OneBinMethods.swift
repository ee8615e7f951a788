import Stats

/// A method of one bin for one background and efficiency.
struct OneBinMethod {
  let name: String
  let interval: (Int) throws -> SignalInterval
}

/// An efficiency of every kind.
enum Efficiency: CaseIterable {
  case exact, logNormal, gaussian, selection

  var scale: SignalScale {
    get throws {
      switch self {
      case .exact: .exact
      case .logNormal: try SignalScale(relativeUncertainty: 0.2)
      case .gaussian: try SignalScale(relativeUncertainty: 0.15, constraint: .gaussian)
      case .selection: try SignalScale(selected: 17, of: 20)
      }
    }
  }
}

/// Every method that averages or profiles, and so answers for any background and efficiency.
///
/// - Parameter flat: Whether to ask for the flat prior too, which needs an efficiency above zero.
func oneBinMethods(
  _ background: BackgroundExpectation, _ scale: SignalScale, flat: Bool, confidence: Double = 0.9
) throws -> [OneBinMethod] {
  let confidence = try ConfidenceLevel(confidence)
  func bayesian(_ prior: SignalPrior) throws -> OneBinMethod {
    let method = try BayesianInterval(
      background: background, signalScale: scale, confidence: confidence, prior: prior,
      sides: .central)
    return OneBinMethod(name: "bayesian \(prior)", interval: method.interval(observed:))
  }
  let cls = CountingCLs(background: background, signalScale: scale, confidence: confidence)
  let averaged = CousinsHighland(
    background: background, signalScale: scale, confidence: confidence, sides: .central)
  let profile = try ProfileLikelihoodInterval(
    background: background, signalScale: scale, confidence: confidence, sides: .both,
    relativeTo: .bounded)
  var methods = [
    OneBinMethod(name: "cls", interval: cls.interval(observed:)),
    OneBinMethod(name: "cousins-highland", interval: averaged.interval(observed:)),
    OneBinMethod(name: "profile-likelihood") { observed in
      let ends = try profile.ends(observed: observed)
      return SignalInterval(lower: ends.lower, upper: ends.upper)
    },
    try bayesian(.inverseRoot),
  ]
  if flat { methods.append(try bayesian(.flat)) }
  if background.uncertainty == 0 { methods.append(try bayesian(.jeffreys)) }
  return methods
}

extension BackgroundExpectation {
  /// In one line.
  init(_ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint) throws {
    try self.init(value: value, uncertainty: uncertainty, constraint: constraint)
  }
}
