/// The means at which a Poisson count lies in a tail of given probability.
enum PoissonMean {
  /// The mean μ with P(N ≤ n; μ) = tail.
  static func upper(_ count: Int, tail: Double) throws(NumericsError) -> Double {
    if count == 0 { return -log(tail) }
    let shape = Double(count) + 1
    return try solve(near: try estimate(shape, -normalQuantile(tail)), shape) {
      (mean) throws(NumericsError) in try tail - gammaQ(shape: shape, mean)
    }
  }

  /// The mean μ with P(N ≥ n; μ) = tail; zero for a count of zero.
  static func lower(_ count: Int, tail: Double) throws(NumericsError) -> Double {
    guard count > 0 else { return 0 }
    let shape = Double(count)
    return try solve(near: try estimate(shape, normalQuantile(tail)), shape) {
      (mean) throws(NumericsError) in try gammaP(shape: shape, mean) - tail
    }
  }

  /// E. B. Wilson and M. M. Hilferty, Proc. Natl. Acad. Sci. 17 (1931) 684: good to a few percent.
  private static func estimate(_ shape: Double, _ deviation: Double) -> Double {
    let root = 1 - 1 / (9 * shape) + deviation / (3 * shape.squareRoot())
    return max(0, shape * root * root * root)
  }

  /// The zero of a function that rises with the mean.
  private static func solve(
    near estimate: Double, _ shape: Double, _ excess: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    var step = 0.05 * shape.squareRoot()
    var (low, high) = (max(0, estimate - step), estimate + step)
    while low > 0, try excess(low) > 0 { (low, step) = (max(0, low - 2 * step), 2 * step) }
    while try excess(high) < 0 { (high, step) = (high + 2 * step, 2 * step) }
    return try root(from: low, to: high, of: excess)
  }
}
