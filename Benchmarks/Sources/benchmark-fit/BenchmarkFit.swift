import Stats

/// Times one unbinned fit and one counting limit; `Benchmarks/peers/fit.py` times the peers.
@main struct BenchmarkFit {
  static func main() throws {
    let values = TailNumbers.values(1_000_000)
    let range = try ValueRange(from: 1.5, to: 20)
    for shape in [TailShape.exponential, .powerLaw] {
      let timing = try Timing("\(shape.rawValue) fit, 1e6 events", repetitions: 21) {
        try TailFit.fit(shape, to: values, in: range).parameter ?? 0
      }
      print(timing.line)
    }
    for constraint in [BackgroundConstraint.logNormal, .gamma, .gaussian] {
      let model = try model(constraint)
      let name = "of one bin, background \(constraint.rawValue)"
      print(
        try Timing("CLs limit \(name)", repetitions: 1001) { try model.upperLimit(observed: 1) }
          .line)
      print(
        try Timing("expected CLs band \(name)", repetitions: 101) { try model.expected().mean }.line
      )
    }
  }

  private static func model(_ constraint: BackgroundConstraint) throws -> CountingCLs {
    CountingCLs(
      background: try BackgroundExpectation(
        value: 0.51, uncertainty: 0.13, constraint: constraint),
      signalScale: .exact, confidence: try ConfidenceLevel(0.9))
  }
}
