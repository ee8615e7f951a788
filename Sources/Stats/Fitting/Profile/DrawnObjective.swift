/// A function with a spring that draws a derived quantity to a target: f + ½ w (q − t)².
///
/// Its minimum is the lowest point of f among all with the same q, so it lies on the profile of q;
/// w (t − q) is the Lagrange multiplier there. Unlike the multiplier, the spring also finds the
/// points where the profile is not convex.
struct DrawnObjective: FitObjective {
  let base: any FitObjective
  let quantity: DerivedQuantity
  let target: Double
  /// w, above zero.
  let stiffness: Double
  /// Change of each parameter for differences of the quantity's gradient; zero for held ones.
  let steps: [Double]

  var parameters: [FitParameter] { base.parameters }

  func value(at point: [Double]) throws(NumericsError) -> Double {
    let gap = try quantity.evaluate(at: point).value - target
    return try base.value(at: point) + stiffness * gap * gap / 2
  }

  func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives {
    let base = try base.derivatives(at: point)
    try base.check(size: point.count)
    let (value, slope) = try quantity.evaluate(at: point)
    let bend = try bend(at: point)
    let size = point.count
    let force = stiffness * (value - target)
    return ObjectiveDerivatives(
      value: base.value + force * (value - target) / 2,
      gradient: (0..<size).map { base.gradient[$0] + force * slope[$0] },
      hessian: base.hessian.indices.map {
        let (i, j) = ($0 / size, $0 % size)
        let curvature = (bend[$0] + bend[j * size + i]) / 2
        return base.hessian[$0] + stiffness * slope[i] * slope[j] + force * curvature
      })
  }

  /// Second derivatives of the quantity, by central differences of its exact gradient.
  ///
  /// They only steer the Newton steps: the minimum is where the exact gradient vanishes.
  private func bend(at point: [Double]) throws(NumericsError) -> [Double] {
    var bend: [Double] = []
    for index in point.indices {
      guard steps[index] > 0 else {
        bend += point.map { _ in 0 }
        continue
      }
      var (low, high) = (point, point)
      low[index] = max(point[index] - steps[index], parameters[index].lower)
      high[index] = min(point[index] + steps[index], parameters[index].upper)
      let distance = high[index] - low[index]
      let (below, above) = (try quantity.evaluate(at: low), try quantity.evaluate(at: high))
      bend += zip(above.gradient, below.gradient).map { ($0 - $1) / distance }
    }
    return bend
  }
}
