/// A density on 0…end as a polynomial in each of several panels of equal width.
///
/// Interpolates through the nodes of Gauss and Legendre, so that integrals over whole panels, and by
/// Legendre's series over parts of one, are right to the last digits once the panels resolve the density.
struct PosteriorPanels: Sendable {
  let end: Double
  let count: Int
  private let rule: LegendreRule

  init(end: Double, count: Int) throws(NumericsError) {
    (self.end, self.count) = (end, count)
    rule = try LegendreRule(16)
  }

  /// Where the density is wanted, panel by panel.
  var points: [Double] {
    (0..<count).flatMap { panel in
      rule.nodes.map { (Double(panel) + ($0 + 1) / 2) * width }
    }
  }

  private var width: Double { end / Double(count) }

  /// The point below which a given share of the integral lies.
  ///
  /// - Parameter densities: At ``points``, up to a constant factor; zero or more.
  func quantile(_ probability: Double, of densities: [Double]) -> Double {
    let size = rule.nodes.count
    let panels = (0..<count).map { densities[($0 * size)..<(($0 + 1) * size)] }
    let integrals = panels.map { panel in zip(rule.weights, panel).map { $0 * $1 }.reduce(0, +) }
    var rest = probability * integrals.reduce(0, +)
    for (index, integral) in integrals.enumerated() {
      if rest <= integral || index == count - 1 {
        return (Double(index) + (position(of: rest, in: panels[index]) + 1) / 2) * width
      }
      rest -= integral
    }
    return end
  }

  /// The x in −1…1 up to which a panel integrates to a value, by bisection of the series.
  private func position(of integral: Double, in panel: ArraySlice<Double>) -> Double {
    let coefficients = legendreCoefficients(panel)
    var (low, high) = (-1.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let isBelow = Self.integral(coefficients, upTo: middle) < integral
      if isBelow { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// c_k = (2k + 1)/2 ∫ f P_k.
  private func legendreCoefficients(_ panel: ArraySlice<Double>) -> [Double] {
    var sums = Array(repeating: 0.0, count: rule.nodes.count)
    for (node, (weight, value)) in zip(rule.nodes, zip(rule.weights, panel)) {
      let polynomials = Self.legendre(node, count: sums.count)
      for (index, polynomial) in polynomials.enumerated() {
        sums[index] += (Double(index) + 0.5) * weight * value * polynomial
      }
    }
    return sums
  }

  /// Σ c_k ∫ P_k from −1 to x, with ∫ P_k = (P_{k+1} − P_{k−1}) / (2k + 1).
  private static func integral(_ coefficients: [Double], upTo x: Double) -> Double {
    let polynomials = legendre(x, count: coefficients.count + 1)
    var sum = coefficients[0] * (x + 1)
    for index in 1..<coefficients.count {
      let difference = polynomials[index + 1] - polynomials[index - 1]
      sum += coefficients[index] * difference / Double(2 * index + 1)
    }
    return sum
  }

  /// P_0(x), P_1(x), … by Bonnet's recursion.
  private static func legendre(_ x: Double, count: Int) -> [Double] {
    var values = [1, x]
    while values.count < count {
      let degree = Double(values.count)
      let next =
        ((2 * degree - 1) * x * values[values.count - 1]
          - (degree - 1) * values[values.count - 2]) / degree
      values.append(next)
    }
    return values
  }
}
