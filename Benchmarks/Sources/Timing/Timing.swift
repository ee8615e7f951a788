/// How long a piece of work takes, as one line of JSON.
public struct Timing {
  public let benchmark: String
  /// Seconds for one unit in each repetition, sorted.
  public let seconds: [Double]
  /// What the work gave, so that two tools can be compared.
  public let result: Double

  /// - Parameter units: How many of what the benchmark names one call of the work does.
  public init(
    _ benchmark: String, repetitions: Int, units: Int = 1, _ work: () throws -> Double
  ) rethrows {
    self.benchmark = benchmark
    var (seconds, result) = ([Double](), 0.0)
    for _ in 0..<repetitions {
      let duration = try ContinuousClock().measure { result = try work() }
      seconds.append(duration / .seconds(units))
    }
    (self.seconds, self.result) = (seconds.sorted(), result)
  }

  public var line: String {
    #"{"benchmark":"\#(benchmark)","tool":"na64-blind","median_s":\#(seconds[seconds.count / 2]),"#
      + #""best_s":\#(seconds[0]),"repetitions":\#(seconds.count),"result":\#(result)}"#
  }
}
