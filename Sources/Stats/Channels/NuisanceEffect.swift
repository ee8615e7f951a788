/// How one nuisance parameter multiplies one yield.
public struct NuisanceEffect: Hashable, Sendable {
  /// The name of the nuisance parameter.
  public let nuisance: String
  public let response: NuisanceResponse

  public init(nuisance: String, response: NuisanceResponse) {
    (self.nuisance, self.response) = (nuisance, response)
  }
}

/// The factor on a yield as a function of a nuisance parameter.
public enum NuisanceResponse: Hashable, Sendable {
  /// κ^θ with a normal θ: the yield is its median. κ below one moves the yield the other way.
  case logNormal(kappa: Double)
  /// 1 + δθ with a normal θ, which is cut off where the factor would be negative.
  case linear(relative: Double)
  /// x or ε itself: the yield belongs to one control event, or to an efficiency of one.
  case factor
}

extension NuisanceResponse {
  func check(
    _ nuisance: String, _ law: NuisanceLaw
  ) throws(NumericsError) {
    switch (self, law) {
    case (.logNormal(let kappa), .normal):
      guard kappa > 0, kappa < .infinity else {
        throw Self.refusal(nuisance, "needs a finite kappa above zero", "10 % is kappa = 1.1")
      }
    case (.linear(let relative), .normal):
      guard relative.magnitude < .infinity else {
        throw Self.refusal(nuisance, "needs a finite relative change", "10 % is 0.1")
      }
    case (.factor, .count), (.factor, .efficiency): return
    case (.factor, .normal):
      throw Self.refusal(
        nuisance, "is normal and cannot be a factor itself", "give a log-normal or linear effect")
    case (.logNormal, _), (.linear, _):
      throw Self.refusal(
        nuisance, "is a count or an efficiency and enters as a factor only",
        "leave out the size of the effect")
    }
  }

  private static func refusal(_ name: String, _ reason: String, _ advice: String) -> NumericsError {
    NumericsError(.invalidInput, "the effect of '\(name)' \(reason)", advice: advice)
  }
}
