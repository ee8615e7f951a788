extension Expectation {
  /// The line of a background table that a propagated estimate makes.
  ///
  /// The systematic sides are the shifts of the systematic factors, each in quadrature, so that a
  /// declared uncertainty comes back as declared.
  public init(_ estimate: Propagation) {
    var (down, up) = ([Double](), [Double]())
    for impact in estimate.impacts where impact.factor.kind == .systematic {
      down.append(max(0, -min(impact.down, impact.up)))
      up.append(max(0, max(impact.down, impact.up)))
    }
    self.init(
      value: estimate.value, statistical: estimate.statistical,
      systematicDown: Self.quadrature(down), systematicUp: Self.quadrature(up))
  }

  private static func quadrature(_ parts: [Double]) -> Double {
    parts.map { $0 * $0 }.sorted().reduce(0, +).squareRoot()
  }
}
