public import Stats

/// An expectation with its uncertainty, propagated by sampling the laws of its factors.
///
/// Holds for any size of uncertainty and any shape of the model; every number comes with the Monte
/// Carlo error that the size of the sample leaves.
public struct SampledPropagation: Hashable, Sendable {
  public let name: String
  /// Every factor at its nominal value: what goes into the table, in events.
  public let value: Double
  public let mean: Double
  /// Monte Carlo error of ``mean``.
  public let meanError: Double
  /// Of the whole sample, in events.
  public let standardDeviation: Double
  /// Monte Carlo error of ``standardDeviation``, from the fourth moment.
  public let standardDeviationError: Double
  /// Standard deviation with only the statistical factors varied, the others at their means.
  ///
  /// With ``systematic`` in quadrature it gives ``standardDeviation`` only where the model is linear.
  public let statistical: Double
  /// Standard deviation with only the systematic factors varied.
  public let systematic: Double
  /// In the order drawn, in events.
  let draws: [Double]
  private let sorted: [Double]

  init(_ model: some FactorModel, _ columns: SampledColumns) throws(NumericsError) {
    name = model.name
    value = try model.nominalExpectation()
    let moments = SampleMoments(columns.all)
    (mean, standardDeviation) = (moments.mean, moments.standardDeviation)
    (meanError, standardDeviationError) = (moments.meanError, moments.standardDeviationError)
    statistical = SampleMoments(columns.statistical).standardDeviation
    systematic = SampleMoments(columns.systematic).standardDeviation
    draws = columns.all
    sorted = columns.all.sorted()
  }

  /// The number of events that the expectation lies below with the given probability.
  ///
  /// With the Monte Carlo error: half the distance of the order statistics one binomial standard
  /// deviation away on either side.
  /// - Parameter probability: At least 10 draws from either end, so 0.001 to 0.999 for 10,000 draws.
  /// - Throws: `NumericsError` of kind `invalidInput` outside this range.
  public func quantile(_ probability: Double) throws(NumericsError) -> (
    value: Double, error: Double
  ) {
    let count = Double(sorted.count)
    guard probability * count >= 10, (1 - probability) * count >= 10 else {
      throw NumericsError(
        .invalidInput, "this probability is too near to 0 or 1 for the size of the sample",
        advice: "take more draws")
    }
    let reach = (probability * (1 - probability) * count).squareRoot()
    let rank = probability * count - 0.5
    return (at(rank), (at(rank + reach) - at(rank - reach)) / 2)
  }

  /// The upper limit on the expectation: its quantile at a confidence level.
  ///
  /// - Throws: As ``quantile(_:)``.
  public func upperLimit(_ confidence: ConfidenceLevel) throws(NumericsError) -> Double {
    try quantile(confidence.value).value
  }

  /// Between two order statistics, linearly.
  private func at(_ rank: Double) -> Double {
    let place = min(max(rank, 0), Double(sorted.count - 1))
    let index = min(Int(place), sorted.count - 2)
    let weight = place - Double(index)
    return sorted[index] + weight * (sorted[index + 1] - sorted[index])
  }
}

/// Mean and standard deviation of a sample of at least two, with their Monte Carlo errors.
struct SampleMoments {
  let mean: Double
  let standardDeviation: Double
  private let fourth: Double
  private let count: Double

  init(_ sample: [Double]) {
    count = Double(sample.count)
    // Relative to the first value, so that a sample without spread has a deviation of exactly zero.
    let origin = sample.first ?? 0
    var sum = CompensatedSum()
    for value in sample { sum.add(value - origin) }
    let offset = sum.value / count
    var (squares, fourths) = (CompensatedSum(), CompensatedSum())
    for value in sample {
      let square = (value - origin - offset) * (value - origin - offset)
      squares.add(square)
      fourths.add(square * square)
    }
    mean = origin + offset
    standardDeviation = (squares.value / (count - 1)).squareRoot()
    fourth = fourths.value / count
  }

  var meanError: Double { standardDeviation / count.squareRoot() }

  /// √((m₄ − s⁴)/n) / 2s.
  var standardDeviationError: Double {
    guard standardDeviation > 0 else { return 0 }
    let variance = standardDeviation * standardDeviation
    let excess = max(0, fourth / variance - variance)
    return (excess / count).squareRoot() / 2
  }
}
