/// The posterior of a flat or a 1/√s prior: Σⱼ wⱼ s^(a + j − 1) exp(−s) / Γ(a + j).
///
/// Here j of the n events are signal, wⱼ = p_b(n − j) Γ(a + j) / j!, and a = 1 for a flat prior and ½
/// for 1/√s. Neighbouring terms follow from each other, so that large sums stay fast and precise.
struct GammaMixturePosterior: SignalPosterior {
  private let smallestShape: Double
  /// For shapes `smallestShape`, `smallestShape` + 1, …
  private let weights: [Double]
  private let total: Double

  /// - Parameters:
  ///   - counts: The distribution of background counts, at least up to `observed`.
  ///   - firstShape: a, the shape that belongs to no signal event.
  init(_ counts: CountDistribution, firstShape: Double, observed: Int) {
    let terms = counts.relative.prefix(observed - counts.lowest + 1)
      .enumerated().filter { $0.element > 0 }.reversed()
    let fewest = observed - counts.lowest - (terms.first?.offset ?? 0)
    var (weights, factor) = ([Double](), 1.0)
    for (index, term) in terms.enumerated() {
      weights.append(term.element * factor)
      let signal = Double(fewest + index)
      factor *= (signal + firstShape) / (signal + 1)
    }
    self.weights = weights
    smallestShape = Double(fewest) + firstShape
    total = weights.reversed().reduce(0, +)
  }

  var typicalSignal: Double { smallestShape + Double(weights.count) }

  func density(_ signal: Double) throws(NumericsError) -> Double {
    let (start, terms) = try terms(signal)
    guard !terms.isEmpty else { return start == 0 ? weights[0] : 0 }
    return zip(weights, terms).reduce(0) { $0 + $1.0 * $1.1 }
  }

  func exceedance(_ signal: Double) throws(NumericsError) -> Double {
    guard signal > 0 else { return 1 }
    let (start, terms) = try terms(signal)
    let central = try gammaQ(shape: smallestShape + Double(start), signal)
    var (sum, exceedance) = (CompensatedSum(), central)
    for index in start..<weights.count {
      if index > start { exceedance += terms[index] }
      sum.add(weights[index] * exceedance)
    }
    exceedance = central
    for index in stride(from: start, to: 0, by: -1) {
      exceedance -= terms[index]
      sum.add(weights[index - 1] * max(0, exceedance))
    }
    return sum.value / total
  }

  /// s^(k − 1) exp(−s) / Γ(k) for every shape k, and the index of the largest.
  ///
  /// Empty for no signal, where only a smallest shape of one has a density.
  private func terms(_ signal: Double) throws(NumericsError) -> (start: Int, terms: [Double]) {
    guard signal > 0 else { return (smallestShape == 1 ? 0 : 1, []) }
    let nearest = min(max(0, signal - smallestShape), Double(weights.count - 1))
    let start = Int(nearest)
    var terms = [Double](repeating: 0, count: weights.count)
    terms[start] = try gammaDensity(signal, shape: smallestShape + Double(start))
    for index in (start + 1)..<max(start + 1, weights.count) {
      terms[index] = terms[index - 1] * (signal / (smallestShape + Double(index) - 1))
    }
    for index in stride(from: start, to: 0, by: -1) {
      terms[index - 1] = terms[index] * ((smallestShape + Double(index) - 1) / signal)
    }
    return (start, terms)
  }
}
