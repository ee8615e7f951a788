/// Choices of nuisance parameters with their weights: a product grid over some of them.
struct ScoreGrid: Sendable {
  /// Positions of the parameters that vary.
  let nuisances: [Int]
  /// By parameter position: the value at each node; empty for one that does not vary here.
  let values: [[Double]]
  let weights: [Double]

  /// Calls `body` with the values of all parameters and the weight, for each point of the grid.
  ///
  /// - Parameter start: Values of all parameters; those of ``nuisances`` are replaced.
  func forEach(
    from start: [Double], _ body: ([Double], Double) throws(NumericsError) -> Void
  ) throws(NumericsError) {
    // The corners of the grid lie further out than the grid reaches along one axis.
    let smallest = weights.min() ?? 0
    var (current, digits) = (start, Array(repeating: 0, count: nuisances.count))
    while true {
      var weight = 1.0
      for (nuisance, digit) in zip(nuisances, digits) {
        current[nuisance] = values[nuisance][digit]
        weight *= weights[digit]
      }
      if weight >= smallest { try body(current, weight) }
      guard let next = digits.lastIndex(where: { $0 + 1 < weights.count }) else { return }
      digits[next] += 1
      for later in (next + 1)..<max(digits.count, next + 1) { digits[later] = 0 }
    }
  }
}
