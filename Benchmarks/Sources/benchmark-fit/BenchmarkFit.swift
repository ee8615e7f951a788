import Stats
import Timing

/// Times unbinned fits; `Benchmarks/peers/fit.py` times the peers.
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
  }
}
