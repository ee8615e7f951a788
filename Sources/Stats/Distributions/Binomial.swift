/// The distribution of k successes in n trials.
struct Binomial: CountMixture {
  let trials: Int
  /// From 0 to 1; inside for the cumulative probabilities.
  let probability: Double

  /// P(K ≤ k) for 0 ≤ k < n; zero or one at the ends of the range of the probability.
  func atMost(_ successes: Int) throws(NumericsError) -> Double {
    if Double(successes) >= probability * Double(trials) {
      return try 1 - tail(from: successes + 1, upwards: true)
    }
    return try tail(from: successes, upwards: false)
  }

  /// P(K ≥ k) for 0 < k ≤ n.
  func atLeast(_ successes: Int) throws(NumericsError) -> Double {
    if Double(successes) <= probability * Double(trials) {
      return try 1 - tail(from: successes - 1, upwards: false)
    }
    return try tail(from: successes, upwards: true)
  }

  /// Sums the terms away from the mean, where each is smaller than the one before.
  private func tail(from first: Int, upwards: Bool) throws(NumericsError) -> Double {
    let odds = probability / (1 - probability)
    var (term, sum, count) = (try term(first), 0.0, first)
    while term > 1e-18 * sum {
      sum += term
      let (number, rest) = (Double(count), Double(trials - count))
      term *= upwards ? rest / (number + 1) * odds : number / ((rest + 1) * odds)
      count += upwards ? 1 : -1
    }
    return min(1, sum)
  }

  private func term(_ successes: Int) throws(NumericsError) -> Double {
    exp(try logProbability(successes))
  }

  /// ln P(K = k) as Pois(k; np) Pois(n − k; nq) / Pois(n; n), which is precise for any n.
  func logProbability(_ successes: Int) throws(NumericsError) -> Double {
    let number = Double(trials)
    let hits = try Poisson(mean: number * probability).logProbability(successes)
    let misses = try Poisson(mean: number * (1 - probability)).logProbability(trials - successes)
    return hits + misses - (try Poisson(mean: number).logProbability(trials))
  }

  func ratio(after successes: Int) -> Double? {
    Double(trials - successes) / Double(successes + 1) * (probability / (1 - probability))
  }

  var centralCount: Int { min(trials, Int(probability * Double(trials))) }
}
