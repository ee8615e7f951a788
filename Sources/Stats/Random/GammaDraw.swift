extension RandomStream {
  /// A gamma variable of rate one.
  ///
  /// Reference: G. Marsaglia and W. W. Tsang, ACM Trans. Math. Softw. 26 (2000) 363.
  /// - Parameter shape: At least one and finite, as every posterior with a flat prior has it; not
  ///   checked.
  mutating func gamma(shape: Double) -> Double {
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    // An attempt fails with probability below 0.05: no stream of random numbers reaches the end.
    for _ in 0..<1000 {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      if log(uniform()) < x * x / 2 + d * (1 - v + log(v)) { return d * v }
    }
    return shape
  }

  /// A beta variable with both parameters at least one.
  mutating func beta(_ first: Double, _ second: Double) -> Double {
    let (x, y) = (gamma(shape: first), gamma(shape: second))
    return x / (x + y)
  }
}
