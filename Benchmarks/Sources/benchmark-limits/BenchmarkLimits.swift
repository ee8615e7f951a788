import Stats
import Timing

/// Times limits of one bin and of five channels; `Benchmarks/peers/limits*.py` time the peers.
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

  private static func report(
    _ benchmark: String, _ repetitions: Int, _ work: () throws -> Double
  ) rethrows {
    print(try Timing(benchmark, repetitions: repetitions, work).line)
  }
}
