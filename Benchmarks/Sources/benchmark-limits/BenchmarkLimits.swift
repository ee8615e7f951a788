import Stats
import Timing

/// Times limits of one bin and of five channels, and toys; `Benchmarks/peers/limits*.py` time the peers.
@main struct BenchmarkLimits {
  static func main() throws {
    let confidence = try ConfidenceLevel(0.9)
    for constraint in [BackgroundConstraint.logNormal, .gamma, .gaussian] {
      let model = CountingCLs(
        background: try BackgroundExpectation(
          value: 0.51, uncertainty: 0.13, constraint: constraint),
        signalScale: .exact, confidence: confidence)
      let name = "of one bin, background \(constraint.rawValue)"
      try report("CLs limit \(name)", 1001) { try model.upperLimit(observed: 1) }
      try report("expected CLs band \(name)", 101) { try model.expected().mean }
    }
    try fiveChannels(confidence)
    try toys(confidence)
  }

  private static func fiveChannels(_ confidence: ConfidenceLevel) throws {
    let model = try FiveChannels.model()
    let bayesian = try ChannelBayesian(
      model: model, confidence: confidence, prior: .flat, sides: .upperLimit)
    let methods: [(String, any ChannelInterval)] = [
      ("CLs", ChannelCLs(model: model, confidence: confidence)), ("Bayesian", bayesian),
    ]
    for (name, method) in methods {
      try report("\(name) limit of five channels, six nuisances", 101) {
        try method.interval(observed: FiveChannels.observed).upper
      }
    }
  }

  /// P(q̃ ≥ observed) for a signal of 2.3, nuisance parameters plugged in, on one thread.
  private static func toys(_ confidence: ConfidenceLevel) throws {
    let oneBin = LikelihoodRatioCLs(
      background: try BackgroundExpectation(
        value: 0.51, uncertainty: 0.13, constraint: .logNormal),
      confidence: confidence, treatment: .plugIn)
    let (few, many) = (try plan(200_000), try plan(4_000_000))
    try report("q-tilde toy, one bin", 11, units: many.maximum) {
      try oneBin.toys(
        signal: 2.3, observed: 1, hypothesis: .signalAndBackground, plan: many, shard: .whole
      ).probability().estimate
    }
    let fiveChannels = ChannelLikelihoodRatioCLs(
      model: try FiveChannels.model(), confidence: confidence, treatment: .plugIn)
    try report("q-tilde toy, five channels", 11, units: few.maximum) {
      try fiveChannels.toys(
        strength: 2.3, observed: FiveChannels.observed, hypothesis: .signalAndBackground,
        plan: few, shard: .whole
      ).probability().estimate
    }
  }

  private static func plan(_ toys: Int) throws -> ToyPlan {
    try ToyPlan(seed: 1, maximum: toys, precision: 0)
  }

  private static func report(
    _ benchmark: String, _ repetitions: Int, units: Int = 1, _ work: () throws -> Double
  ) rethrows {
    print(try Timing(benchmark, repetitions: repetitions, units: units, work).line)
  }
}
