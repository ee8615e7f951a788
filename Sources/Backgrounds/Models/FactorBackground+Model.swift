import BlindAnalysis
import Stats

extension FactorBackground {
  /// What a declared background needs to know about the open data.
  struct Surroundings {
    /// Open events of a region after the selection; nil for a region that was not counted.
    let count: (String) -> Int?
    /// Particles on target.
    let exposure: Factor
  }

  /// The model with its factors filled in.
  ///
  /// - Throws: `NumericsError` for a factor that cannot be, such as a transfer from no simulated
  ///   event.
  func factorModel(
    named name: String, _ surroundings: Surroundings
  ) throws(NumericsError) -> any FactorModel {
    func factor(_ key: String) throws(NumericsError) -> Factor {
      guard let declared = self[key] else { throw .missingFactor(key, of: name) }
      return try declared.factor(surroundings)
    }
    let corrections = try corrections.map { (declared) throws(NumericsError) in
      try declared.factor(surroundings)
    }
    switch model {
    case .controlRegion:
      return try ControlRegionTransfer(
        name, control: factor("control"),
        transfer: self["transfer"] == nil
          ? .simulated(box: factor("simulated box"), control: factor("simulated control"))
          : .declared(factor("transfer")), corrections: corrections)
    case .abcd:
      return try ABCDMethod(
        name, b: factor("B"), c: factor("C"), d: factor("D"), correlation: factor("correlation"))
    case .dimuons:
      return try DimuonEscape(
        name, control: factor("control"), escaped: factor("escaped"),
        simulatedControl: factor("simulated control"), corrections: corrections)
    case .punchThrough:
      return try HadronPunchThrough(
        name, onTarget: self["on target"] == nil ? surroundings.exposure : factor("on target"),
        hadronFraction: factor("hadron fraction"), mistag: factor("mistag"),
        leak: self["leak"] == nil
          ? .attenuated(depth: depth ?? 0, interactionLength: factor("interaction length"))
          : .counted(factor("leak")), corrections: corrections)
    case .misreconstruction:
      return try MomentumMisreconstruction(
        name, selected: factor("selected"), tail: factor("tail"), transfer: factor("transfer"),
        corrections: corrections)
    case .accidentals:
      return try AccidentalCoincidence(
        name, exposed: factor("exposed"), rate: factor("rate"), window: factor("window"),
        corrections: corrections)
    case .timeSideWindows:
      return try TimeSideWindows(
        name, outOfTime: factor("out of time"), inTimeWidth: factor("in-time width"),
        outOfTimeWidth: factor("out-of-time width"), corrections: corrections)
    case .factors:
      return try FactorChain(
        name, product: corrections,
        over: divisors.map { (declared) throws(NumericsError) in
          try declared.factor(surroundings)
        })
    }
  }
}

extension DeclaredFactor {
  func factor(
    _ surroundings: FactorBackground.Surroundings
  ) throws(NumericsError) -> Factor {
    try Factor(
      name, law(surroundings), kind == .statistical ? .statistical : .systematic, source: source)
  }

  private func law(
    _ surroundings: FactorBackground.Surroundings
  ) throws(NumericsError) -> FactorLaw {
    switch law {
    case .exact(let value): return try .exact(value)
    case .gaussian(let value, let uncertainty):
      return try .gaussian(value, sigma: uncertainty, within: .nonNegative)
    case .logNormal(let value, let uncertainty):
      return try .logNormal(value, sigma: uncertainty)
    case .events(let count, let scale): return try .count(count, scale: scale)
    case .region(let region, let scale):
      guard let count = surroundings.count(region) else { throw .uncounted(region) }
      return try .count(count, scale: scale)
    case .fraction(let passed, let total): return try .fraction(passed: passed, of: total)
    case .weights(let sum, let squares):
      return try .weighted(try WeightedCount(sum: sum, sumOfSquares: squares))
    case .uniform(let low, let high): return try .uniform(from: low, to: high)
    }
  }
}

extension NumericsError {
  fileprivate static func missingFactor(_ key: String, of name: String) -> Self {
    Self(
      .invalidInput, "'\(name)' has no '\(key)'", advice: "run na64-blind check on the file")
  }

  fileprivate static func uncounted(_ region: String) -> Self {
    Self(
      .invalidInput, "the open events of '\(region)' were not counted",
      advice: "read the data of the analysis first")
  }
}
